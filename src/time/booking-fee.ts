import { z } from 'zod';
import { ratesFor, type Contract } from '../contracts/contract.ts';
import { afterHoursModes } from '../contracts/terms.ts';
import { instant } from '../core/instant.ts';
import { minutes, roundUp } from '../core/minutes.ts';
import { amountOf, minorOf, price } from '../core/money.ts';
import { Amount, Currency } from '../core/shape.ts';
import type { WorkingTime } from '../core/working-time.ts';
import type { BookingDraft } from './booking.ts';
import { localDay, minuteOf } from './capture.ts';

/** What the work of a booking comes to for the client, if it takes as long as expected. */
export const BookingFee = z
  .object({
    /** The minutes of the window outside the client's business hours. */
    minutesAfterHours: z.int(),
    /** What of them is billed: what is expected, at most those, in whole increments of the contract. */
    minutesBilled: z.int(),
    /** Whether the rate is for work apart from the pools, or a surcharge on what the pools hold. */
    mode: z.enum(afterHoursModes),
    /** An hour. */
    rate: Amount,
    amount: Amount,
    currency: Currency,
  })
  .meta({ id: 'BookingFee' });
export type BookingFee = z.output<typeof BookingFee>;

/**
 * The fee for after-hours work, as far as it can be told beforehand: the smaller of the minutes expected and the window's minutes outside
 * business hours, rounded up to the contract's increment, at the contract's rate after hours; its surcharge where such work draws on the
 * pools. The rate is that of the contract's local day on which the window begins; a begun minute of the window counts whole. Half up to a
 * minor unit, once. Service guide, section 2.4 ("may have incremental fees").
 *
 * Example: business hours to 17:00, window from 16:00 to 20:00, 200 minutes expected, increment 15, 262.50 an hour: 180 minutes of the
 * window are after hours, so 180 are billed, 787.50. With 100 minutes expected 105 are billed, 459.38.
 */
export function bookingFee(
  { startsAt, endsAt, minutesExpected }: Pick<BookingDraft, 'startsAt' | 'endsAt' | 'minutesExpected'>,
  contract: Pick<
    Contract,
    'afterHours' | 'currency' | 'roundingIncrement' | 'timeZone' | 'rates' | 'laterRates'
  >,
  hours: WorkingTime,
): BookingFee {
  const { afterHours: mode, currency, roundingIncrement, timeZone } = contract;
  const [from, to] = [instant(Math.floor(minuteOf(startsAt))), instant(Math.ceil(minuteOf(endsAt)))];
  const minutesAfterHours = minutes(to - from - hours.between(from, to));
  const expected = minutes(Math.min(minutesExpected, minutesAfterHours));
  const minutesBilled = roundUp(expected, roundingIncrement);
  const rates = ratesFor(contract, localDay(startsAt, timeZone));
  const rate = mode === 'separate' ? rates.afterHours : rates.afterHoursSurcharge;
  return {
    minutesAfterHours,
    minutesBilled,
    mode,
    rate,
    amount: amountOf(price(minutesBilled, minorOf(rate, currency)), currency),
    currency,
  };
}
