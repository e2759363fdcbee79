import { formatInstant, instant } from '../../core/instant.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { momentAt } from '../../web/kit/wall-clock.ts';
import type { Week } from '../week.ts';
import type { Span } from './typed-cell.ts';

/** Something on the clock of a day: where it begins and how long it lasts there, in minutes from where the clock begins. */
export interface OnClock<T> {
  readonly of: T;
  readonly from: number;
  readonly minutes: number;
}

export interface DayClock<E, B> {
  /** How many minutes are shown. */
  readonly length: number;
  readonly hours: readonly OnClock<string>[];
  readonly open: readonly OnClock<Span>[];
  readonly entries: readonly OnClock<E>[];
  readonly bookings: readonly OnClock<B>[];
  /** Business hours that passed without time, from 15 minutes on. */
  readonly gaps: readonly OnClock<Span>[];
}

const gapLeastMinutes = 15;

/**
 * A day of somebody's clock with what was worked on it, cut at its midnights. It shows from the first to the last full hour in which
 * anything is: business hours, time or a booking; without any, from 8 to 18.
 * Example: open 08:00 to 17:00, work from 06:30 to 07:00: it begins at 06:00, and the work stands at minute 30.
 */
export function dayClock<E extends Span, B extends Span>(
  { day, open }: Pick<Week['days'][number], 'day' | 'open'>,
  entries: readonly E[],
  bookings: readonly B[],
  timeZone: string,
  now: string,
): DayClock<E, B> {
  const midnight = (date: string): number => Date.parse(momentAt(date, '0:00', timeZone) ?? date);
  const [begin, end] = [midnight(day), midnight(daysAfter(day, 1))];
  const within = <T extends Span>(spans: readonly T[]): OnClock<T>[] =>
    spans
      .map((of) => {
        const [from, to] = [Math.max(begin, Date.parse(of.startedAt)), Math.min(end, Date.parse(of.endedAt))];
        return { of, from: (from - begin) / minuteMs, minutes: (to - from) / minuteMs };
      })
      .filter(({ minutes }) => minutes > 0)
      .sort((a, b) => a.from - b.from);
  const opened = within(open.map(({ from, to }) => ({ startedAt: from, endedAt: to })));
  const [worked, booked] = [within(entries), within(bookings)];
  const all = [...opened, ...worked, ...booked];
  const first =
    Math.floor(Math.min(...all.map(({ from }) => from), all.length > 0 ? Infinity : 480) / 60) * 60;
  const last =
    Math.ceil(Math.max(...all.map(({ from, minutes }) => from + minutes), all.length > 0 ? 0 : 1080) / 60) *
    60;
  const moved = <T>(spans: readonly OnClock<T>[]): OnClock<T>[] =>
    spans.map((span) => ({ ...span, from: span.from - first }));
  return {
    length: last - first,
    hours: hoursOn(day, timeZone, begin)
      .filter(({ from }) => from >= first && from < last)
      .map((hour) => ({ ...hour, from: hour.from - first })),
    open: moved(opened),
    entries: moved(worked),
    bookings: moved(booked),
    gaps: moved(gapsOf(opened, worked, begin, (Date.parse(now) - begin) / minuteMs)),
  };
}

/** Each hour that the clock shows, where it passes. */
const hoursOn = (day: string, timeZone: string, begin: number): OnClock<string>[] =>
  Array.from({ length: 24 }, (_, hour) => {
    const at = momentAt(day, `${hour}:00`, timeZone);
    return {
      of: `${String(hour).padStart(2, '0')}:00`,
      from: at ? (Date.parse(at) - begin) / minuteMs : 0,
      minutes: 60,
    };
  });

function gapsOf(
  open: readonly OnClock<Span>[],
  worked: readonly OnClock<Span>[],
  begin: number,
  until: number,
): OnClock<Span>[] {
  const textOf = (minute: number): string => formatInstant(instant(begin / minuteMs + minute));
  return open.flatMap(({ from, minutes }) => {
    const gaps: OnClock<Span>[] = [];
    let at = from;
    const close = (to: number): void => {
      if (to - at >= gapLeastMinutes)
        gaps.push({ of: { startedAt: textOf(at), endedAt: textOf(to) }, from: at, minutes: to - at });
    };
    const end = Math.min(from + minutes, Math.floor(until));
    for (const one of worked) {
      if (one.from >= end) break;
      close(Math.min(one.from, end));
      at = Math.max(at, one.from + one.minutes);
    }
    close(end);
    return gaps;
  });
}

const minuteMs = 60_000;
