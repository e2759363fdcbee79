import { dateFormat, numberFormat } from './formats.ts';

/** English words with the reader's own way of writing figures, where that is an English one. A browser's language can be no language tag. */
export function figuresLocale(language: string): string {
  try {
    return language.startsWith('en') ? new Intl.Locale(language).toString() : 'en-US';
  } catch {
    return 'en-US';
  }
}
const locale = figuresLocale(typeof navigator === 'undefined' ? 'en-US' : navigator.language);

/** Whole minutes as hours and minutes for a column of figures: 750 is `12:30`, 45 is `0:45`, -90 is `−1:30`. */
export function hoursFigure(minutes: number): string {
  const whole = Math.abs(minutes);
  const sign = minutes < 0 ? '−' : '';
  return `${sign}${thousands(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

/** Whole minutes in words: 750 is `12 h 30 min`, 45 is `45 min`, 120 is `2 h`, 0 is `0 min`. */
export function hoursWords(minutes: number): string {
  const whole = Math.abs(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = [hours > 0 ? `${thousands(hours)} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''];
  return (minutes < 0 ? '−' : '') + parts.filter(Boolean).join(' ');
}

/** An amount as the wire has it, written with its currency: `moneyFigure('4887.37', 'USD')` is `$4,887.37`. Exact, whatever its size. */
export function moneyFigure(amount: string, currency: string): string {
  const plain = /^-?\d+(\.\d+)?$/.test(amount);
  if (!plain) return amount;
  const decimals = amount.split('.')[1]?.length ?? 0;
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // Formatting the whole units as a bigint and setting our own decimals keeps amounts exact that no float could hold.
  const parts = format.formatToParts(BigInt(whole));
  const written = parts.map((part) => (part.type === 'fraction' ? fraction : part.value)).join('');
  return amount.startsWith('-') ? `−${written}` : written;
}

/** A count with separators: 12500 is `12,500`. */
export const thousands = (count: number): string => numberFormat(locale, {}).format(count);

/** A local date as nobody can misread it: `2026-11-24` is `24 Nov 2026`; `withWeekday` puts `Tue` in front. */
export function dayWords(day: string, { withWeekday = false, withYear = true } = {}): string {
  const format = dateFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
    ...(withWeekday ? { weekday: 'short' } : {}),
  });
  return format.format(new Date(`${day}T00:00:00Z`)).replace(',', '');
}

/** A month in words: `2026-11` is `November 2026`. */
export const monthWords = (month: string): string =>
  dateFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** A moment in a named zone: `2026-11-24T15:00:00Z` in `America/Chicago` is `24 Nov 2026, 09:00 CST`. */
export function momentWords(moment: string, timeZone: string): string {
  const at = new Date(moment);
  const format = dateFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(at)} ${zoneName(at, timeZone)}`;
}

/** The time of day at a moment in a zone, with the zone's short name: `09:00 CST`. */
export function timeWords(moment: string, timeZone: string): string {
  const at = new Date(moment);
  const format = dateFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(at)} ${zoneName(at, timeZone)}`;
}

/** The local date of a moment in a zone, as the wire writes it: `2026-11-24`. */
export const dayIn = (moment: string | Date, timeZone: string): string =>
  dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(moment),
  );

/** `CST` or, where a zone has no short name in English, `GMT+1`. */
function zoneName(at: Date, timeZone: string): string {
  const parts = dateFormat('en-US', { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
