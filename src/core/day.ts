declare const unit: unique symbol;

/** A local date, as days since 1970-01-01; which zone it is local to is known from elsewhere. */
export type Day = number & { readonly [unit]: 'day' };

/** A whole number of days since 1970-01-01 as a day; 0 is 1970-01-01, a Thursday. */
export const day = (sinceEpoch: number): Day => sinceEpoch as Day;

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * A date written `YYYY-MM-DD`, years 0001 to 9999. Undefined for a date that does not exist, such as `2026-02-30`.
 * Example: `parseDay('2026-11-26')` is 20783.
 */
export function parseDay(text: string): Day | undefined {
  const parts = dayForm.exec(text);
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** The day of a text `YYYY-MM-DD` that was checked where it came in, or that the database keeps; any other is a fault of ours, and throws. */
export function dayFrom(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new RangeError(`${text} is no day`);
  return found;
}

/** The day of a year, month (1 to 12) and day of the month; undefined where there is none. Years 1 to 9999. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month))
    return undefined;
  return day(sinceEpoch(year, month, dayOfMonth));
}

/** The date as `YYYY-MM-DD`. Example: `formatDay(day(20783))` is `2026-11-26`. */
export function formatDay(value: Day): string {
  const { year, month, dayOfMonth } = dateOf(value);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(value: Day): number {
  return (((value + 3) % 7) + 7) % 7;
}

/** 28 to 31, by the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

// Both directions count years from March, so that the leap day is the last of its year, in cycles of 400 years of 146,097 days.
const daysToEpoch = 719_468;

/** Days from 1970-01-01 to a date that exists. */
function sinceEpoch(year: number, month: number, dayOfMonth: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const cycle = Math.floor(fromMarch / 400);
  const yearOfCycle = fromMarch - cycle * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * 146_097 + yearOfCycle * 365 + leapDays + dayOfYear - daysToEpoch;
}

/** Year, month (1 to 12) and day of the month. */
export function dateOf(value: Day): {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
} {
  const fromMarch = value + daysToEpoch;
  const cycle = Math.floor(fromMarch / 146_097);
  const dayOfCycle = fromMarch - cycle * 146_097;
  const leapDays =
    Math.floor(dayOfCycle / 1_460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

const pad = (figure: number, width: number): string => String(figure).padStart(width, '0');

/** In order, January first. */
export const monthNames =
  'January February March April May June July August September October November December'.split(' ');

/** Example: 2026-11-30 is "30 November 2026". */
export function dayInWords(day: Day): string {
  const { year, month, dayOfMonth } = dateOf(day);
  return `${dayOfMonth} ${monthNames[month - 1]} ${year}`;
}
