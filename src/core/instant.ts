import { day, formatDay, parseDay } from './day.ts';

declare const unit: unique symbol;

/** A moment on a whole minute, as minutes since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [unit]: 'instant' };

/** Whole minutes since 1970-01-01T00:00Z as a moment. */
export const instant = (sinceEpoch: number): Instant => sinceEpoch as Instant;

const instantForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?Z$/;

/** The first moment that is taken, and the first that is no longer: 1900-01-01T00:00Z and 3000-01-01T00:00Z. */
export const instantMin = instant(-25_567 * 1440);
export const instantMax = instant(376_200 * 1440);

/**
 * A moment written in UTC: `2026-11-02T15:00:00Z`; seconds may be left out or have zeros behind a point. Undefined for seconds that are
 * not zero, for another offset than `Z`, for dates that do not exist, and outside the years 1900 to 2999.
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = instantForm.exec(text);
  const date = parts ? parseDay(parts[1] ?? '') : undefined;
  if (!parts || date === undefined) return undefined;
  const at = instant(date * 1440 + Number(parts[2]) * 60 + Number(parts[3]));
  return at < instantMin || at >= instantMax ? undefined : at;
}

/** The moment as `2026-11-02T15:00:00Z`. */
export function formatInstant(at: Instant): string {
  const date = Math.floor(at / 1440);
  const minute = at - date * 1440;
  return `${formatDay(day(date))}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00Z`;
}

const pad = (figure: number): string => String(figure).padStart(2, '0');
