import { z } from 'zod';
import { parseDay } from '../core/day.ts';

/** In which order a date with slashes, points or dashes is written; dates that begin with the year need no telling. */
export const dateOrders = ['month-first', 'day-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Which sign stands before the decimals of a number. */
export const decimalSigns = ['point', 'comma'] as const;
export type DecimalSign = (typeof decimalSigns)[number];

export const Formats = z.object({
  dates: z.enum(dateOrders).nullable(),
  decimal: z.enum(decimalSigns).nullable(),
});
export type Formats = z.output<typeof Formats>;

/** What the cells of a file show by themselves; unclear with cells that can be read in more than one way, or that contradict each other. */
export type Detected<Format> =
  | { readonly kind: 'clear'; readonly format: Format | null }
  | { readonly kind: 'unclear'; readonly examples: readonly string[] };

const numericDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/;

/**
 * In which order dates are written. One date with a day above 12 shows it for the whole file; a file in which no date does, or in which
 * dates contradict each other, is unclear. Null where no date needs an order.
 * Example: `03/04/2026` and `13/04/2026` together are day first; `03/04/2026` alone is unclear, `04/04/2026` is not.
 */
export function detectDates(cells: Iterable<string>): Detected<DateOrder> {
  const seen: { [order in DateOrder | 'either']?: string } = {};
  for (const cell of cells) {
    const parts = numericDate.exec(cell.trim());
    if (!parts || parts[1] === parts[2]) continue;
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    seen[first > 12 ? 'day-first' : second > 12 ? 'month-first' : 'either'] ??= cell.trim();
  }
  return shown(seen['month-first'], seen['day-first'], seen.either, 'month-first', 'day-first');
}

const separated = /^[-+]?[\d\s.,'’]*[.,][\d\s.,'’]*$/;

/**
 * Which sign stands before decimals. A sign that stands once with other than three figures behind it, or last behind another sign, is
 * the decimal sign; one that stands several times is not. `1,250` could be either, and where nothing else shows it, it is unclear.
 * Example: `12.500,00` shows a comma, `1.5` a point.
 */
export function detectDecimal(cells: Iterable<string>): Detected<DecimalSign> {
  const seen: { [sign in DecimalSign | 'either']?: string } = {};
  for (const cell of cells) {
    const text = cell.trim();
    if (separated.test(text)) seen[decimalSignOf(text)] ??= text;
  }
  return shown(seen.point, seen.comma, seen.either, 'point', 'comma');
}

function decimalSignOf(text: string): DecimalSign | 'either' {
  const [points, commas] = [text.split('.').length - 1, text.split(',').length - 1];
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? 'point' : 'comma';
  if (points > 1) return 'comma';
  if (commas > 1) return 'point';
  const sign = points > 0 ? 'point' : 'comma';
  return /[.,]\d{3}$/.test(text) && /^[-+]?\d{1,3}[.,]/.test(text) && !/^[-+]?0[.,]/.test(text)
    ? 'either'
    : sign;
}

function shown<Format>(
  first: string | undefined,
  second: string | undefined,
  either: string | undefined,
  firstFormat: Format,
  secondFormat: Format,
): Detected<Format> {
  if (first !== undefined && second !== undefined) return { kind: 'unclear', examples: [first, second] };
  if (first !== undefined) return { kind: 'clear', format: firstFormat };
  if (second !== undefined) return { kind: 'clear', format: secondFormat };
  return either === undefined ? { kind: 'clear', format: null } : { kind: 'unclear', examples: [either] };
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;

/**
 * A date as `YYYY-MM-DD`; undefined for one that no calendar has, for years of two figures, and for dates whose order is needed and not
 * known. Example: `24.11.2026` day first is `2026-11-24`; so is `2026-11-24` in any order.
 */
export function readDay(text: string, order: DateOrder | null): string | undefined {
  const iso = yearFirst.exec(text);
  if (iso) return dayText(iso[1], iso[2], iso[3]);
  const parts = numericDate.exec(text);
  if (!parts || parts[0].length !== text.length) return undefined;
  const dayIsFirst = order === 'day-first';
  if (order === null && parts[1] !== parts[2]) return undefined;
  return dayIsFirst ? dayText(parts[3], parts[2], parts[1]) : dayText(parts[3], parts[1], parts[2]);
}

function dayText(year = '', month = '', dayOfMonth = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return parseDay(text) === undefined ? undefined : text;
}

const clock = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:\.0+)?)?\s*(?:([ap])\.?m\.?)?$/i;

/**
 * A time of day as minutes since midnight, on the 24-hour clock unless `am` or `pm` stands behind it; `24:00` is the day's end.
 * Undefined for hours without minutes on the 24-hour clock, times that no clock shows, and seconds that are not zero.
 * Example: `9:30 PM` is 1290, `21:30` too.
 */
export function readClock(text: string): number | undefined {
  const parts = clock.exec(text);
  if (!parts) return undefined;
  const half = parts[4]?.toLowerCase();
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (minute > 59 || Number(parts[3] ?? 0) !== 0) return undefined;
  if (half === undefined) {
    if (parts[2] === undefined || hour > 24 || (hour === 24 && minute > 0)) return undefined;
    return hour * 60 + minute;
  }
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) * 60 + minute + (half === 'p' ? 720 : 0);
}

/**
 * A number in decimal notation, without the signs between thousands; undefined for anything else, and where the decimal sign is needed
 * and not known. Example: `12.500,00` with a comma is `12500.00`.
 */
export function readDecimal(text: string, sign: DecimalSign | null): string | undefined {
  const bare = text.replaceAll(/[\s'’]/g, '');
  if (/^-?\d+$/.test(bare)) return bare.replace(/^(-?)0+(?=\d)/, '$1');
  if (sign === null) return undefined;
  const [mark, thousands] = sign === 'point' ? ['.', ','] : [',', '.'];
  const grouped = bare.includes(thousands);
  const [whole = '', decimals, ...more] = bare.split(mark);
  if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
  const groups = whole.split(thousands);
  const [head = '', ...rest] = groups;
  if (!/^-?\d+$/.test(head) || (grouped && (head.length > 4 || !rest.every((part) => /^\d{3}$/.test(part)))))
    return undefined;
  const figures = groups.join('').replace(/^(-?)0+(?=\d)/, '$1');
  return decimals === undefined ? figures : `${figures}.${decimals}`;
}
