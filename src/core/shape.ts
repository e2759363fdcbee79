import { z } from 'zod';
import { parseCurrency, parseMoney } from './money.ts';

/** Wire shapes of the kernel's quantities; what they mean is in `money.ts`, `day.ts`, `month.ts`, `instant.ts`. */

/** A local date, `2026-11-24`. Refused: dates that no calendar has, such as 30 February. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written 2026-11-24')
  .refine(isDay, 'this date does not exist')
  .meta({ format: 'date', examples: ['2026-11-24'] });

/** A calendar month, `2026-11`. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written 2026-11')
  .meta({ examples: ['2026-11'] });

/** A moment in UTC, `2026-11-24T14:00:00Z`; another offset is turned into UTC. Refused: times without an offset. */
export const Moment = z.iso
  .datetime({ offset: true, error: 'a moment is written 2026-11-24T14:00:00Z' })
  .transform((text) => new Date(text).toISOString().replace('.000Z', 'Z'));

/** An IANA time zone that this machine knows, `America/Chicago`. */
export const TimeZone = z
  .string()
  .refine(isZone, 'this is not a known time zone; write it like America/Chicago')
  .meta({ examples: ['America/Chicago'] });

/** An ISO 4217 currency code of money in use, `USD`. */
export const Currency = z
  .string()
  .refine((text) => parseCurrency(text) !== undefined, 'this is not a currency; write it like USD')
  .meta({ examples: ['USD'] });

/** An amount of money as a decimal, `"1650.00"`, not below zero; its currency stands beside it and `amountFits` checks the two together. */
export const Amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'an amount is written like "175.00"')
  .meta({ examples: ['175.00'] });

/** An amount that may be below zero, as a credit is. */
export const SignedAmount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'an amount is written like "-175.00"')
  .meta({ examples: ['-175.00'] });

/** Whether an amount has no more decimals than its currency; what is wrong in itself is told elsewhere. Example: "175.50" fits USD, not JPY. */
export function amountFits(amount: string, currency: string): boolean {
  const known = parseCurrency(currency);
  const wellFormed = parseMoney(amount, undefined) !== undefined;
  return known === undefined || !wellFormed || parseMoney(amount, known) !== undefined;
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
