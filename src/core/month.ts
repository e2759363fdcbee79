import { dateOf, dayOf, daysInMonth, type Day } from './day.ts';
import type { Period } from './period.ts';

declare const unit: unique symbol;

/** A calendar month, as months since January of the year 0. */
export type Month = number & { readonly [unit]: 'month' };

const monthForm = /^(\d{4})-(\d{2})$/;
const yearFirst = 1900;
const yearLast = 2999;

/** A month written `YYYY-MM`, years 1900 to 2999; undefined for `2026-13` and the like. */
export function parseMonth(text: string): Month | undefined {
  const parts = monthForm.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  return year < yearFirst || year > yearLast || month < 1 || month > 12 ? undefined : of(year, month);
}

/**
 * The month of a text that was checked where it came in, or that the database keeps: `YYYY-MM`, or a day in it. Any other is a fault of
 * ours, and throws. Example: `2026-11` and `2026-11-01` are the same month.
 */
export function monthFrom(text: string): Month {
  const found = parseMonth(text.slice(0, 7));
  if (found === undefined) throw new RangeError(`${text} is no month`);
  return found;
}

/** The first day of a month, as the database keeps months. Example: `2026-11-01`. */
export const firstDayOf = (month: Month): string => `${formatMonth(month)}-01`;

/** The month as `YYYY-MM`. */
export function formatMonth(month: Month): string {
  return `${yearOf(month)}-${String(monthOfYear(month)).padStart(2, '0')}`;
}

/** The month that a day is in. */
export function monthOf(day: Day): Month {
  const { year, month } = dateOf(day);
  return of(year, month);
}

/** The month so many months later, or earlier if below zero. Example: the month after 2026-12 is 2027-01. */
export const monthsLater = (month: Month, count: number): Month => (month + count) as Month;

/** Its days: from the first to before the first of the next month. */
export function daysOf(month: Month): Period {
  return { from: firstDay(month), to: firstDay(monthsLater(month, 1)) };
}

/** 28 to 31. Example: 30 for 2026-11. */
export const dayCount = (month: Month): number => daysInMonth(yearOf(month), monthOfYear(month));

const of = (year: number, month: number): Month => (year * 12 + month - 1) as Month;
const yearOf = (month: Month): number => Math.floor(month / 12);
const monthOfYear = (month: Month): number => (month % 12) + 1;
const firstDay = (month: Month): Day => dayOf(yearOf(month), monthOfYear(month), 1)!;
