import { z } from 'zod';
import { day, dayInWords, formatDay } from '../core/day.ts';
import { Day } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import { durationInWords } from './in-words.ts';
import type { Outlook } from './outlook.ts';

/** Hours that are about to expire: how many at least, the last day on which they can be used, and the same in words. */
export const Expiring = z
  .object({ minutes: z.int(), day: Day, words: z.string() })
  .meta({ id: 'ExpiringHours' });
export type Expiring = z.output<typeof Expiring>;

/** They are told when this many days or fewer are left to use them, and a quarter or more of the month's will be left. */
export const expiryNoticeDays = 7;

/**
 * What is about to expire of a month, or null: while there is time, where less than a quarter of its hours will be left, and where overage
 * is to be feared instead. Where there is a band, `ratio` is its upper edge, so that the hours are left even if much is still to come and
 * nothing that says so can stand beside a forecast of overage; where there is none, null, the month is taken to go on at its pace.
 *
 * Example: 20 h, 9 h used, 4 days left and at most 3 h to come: "8 h or more will expire on 30 November 2026.".
 */
export function expiringOf(
  { frame, days }: Pick<ContractMonth, 'frame' | 'days'>,
  { now, pace, remaining, remainingAtPace, overageWith, unusedWith }: Outlook,
  ratio: number | null,
): Expiring | null {
  const last = day(days.to - 1);
  if (last - frame.zone.dayAt(now) > expiryNoticeDays) return null;
  const toCome = ratio === null ? remainingAtPace : remaining(ratio);
  const minutes = unusedWith(toCome);
  if (minutes === 0 || minutes * 4 < pace.minutesAllotted || overageWith(toCome) > 0) return null;
  const on = dayInWords(last);
  const words =
    ratio === null
      ? `${durationInWords(minutes)} will expire on ${on} at this pace.`
      : `${durationInWords(wholeHours(minutes))} or more will expire on ${on}.`;
  return { minutes, day: formatDay(last), words };
}

/** Rounded down from an hour on, because a forecast is no more exact. */
const wholeHours = (minutes: number): number => (minutes < 60 ? minutes : minutes - (minutes % 60));
