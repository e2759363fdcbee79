import { z } from 'zod';
import { businessHours } from '../calendars/calendar.ts';
import { day, formatDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { amountInWords } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import { Day } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import { HeldRate } from './held-rate.ts';
import { Expiring, expiringOf } from './expiring.ts';
import { forecastWords } from './forecast-words.ts';
import type { Logged } from './logged.ts';
import { outlookOf, paceReasonOf, paceReasons, type Outlook, type PaceReason } from './outlook.ts';
import { overageChance, OverageChance } from './overage-chance.ts';
import { PoolForecast, poolForecasts, UsedBand, usedBand, type PathStep } from './pool-forecast.ts';
import { pastMonthsMin, ratioBand } from './ratio-band.ts';

/** Where a month's hours will end: a band if the past gives one, else the pace alone and why. Minutes are of the whole month. */
export const Forecast = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('pace'),
      reason: z.enum(paceReasons),
      /** Closed client months that are known. */
      pastClientMonths: z.int(),
      expiring: Expiring.nullable(),
      words: z.string(),
    }),
    UsedBand.extend({
      kind: z.literal('band'),
      pastClientMonths: z.int(),
      /** Logged so far, what is not approved yet included; how much of it is beyond the packages. */
      minutesUsed: z.int(),
      minutesOverage: z.int(),
      minutesAllotted: z.int(),
      /** The same package by package, in the order of the contract. */
      pools: z.array(PoolForecast),
      /** The local day on which overage begins, or began; null where it does not. */
      overageFrom: z.object({ median: Day.nullable(), upper: Day.nullable() }),
      overage: OverageChance,
      currency: z.string(),
      /** Left in the pools when the month ends, at the median; and what is left even at the upper edge, once that is to be told. */
      minutesExpiring: z.int(),
      expiring: Expiring.nullable(),
      /** The month's last day in its contract. */
      lastDay: Day,
      /** Used by the end of each local day from today on. */
      days: z.array(UsedBand.extend({ day: Day })),
      /** Null where no past month can be foretold from those before it. */
      held: HeldRate.nullable(),
      words: z.string(),
    }),
  ])
  .meta({ id: 'Forecast' });
export type Forecast = z.output<typeof Forecast>;
/** A forecast with a band. */
export type Band = Extract<Forecast, { kind: 'band' }>;

/** What is known of closed months: all clients' ratios at the mark this month has reached, in any order, and how often bands held. */
export interface Past {
  readonly ratios: Iterable<number> & { readonly length: number };
  readonly held: HeldRate | null;
}

/**
 * Where a month's hours will end. What is still to come is foreseen from pace and rule (`foresee`) and multiplied by what such foresight was
 * off by in closed months of all clients at the same mark (`ratioBand`): whole minutes, half up, never below what is used, which is all
 * time that is logged (`loggedOf`). Until the month's end, use is drawn as even over business time. `minutesUsual` is what the client uses of such a month as a rule.
 *
 * The chance of overage is the share of past ratios that would lead to it, and expected overage their average, those without overage
 * included: minutes × the contract's rate ÷ 60, half up once. Days are the contract's local days.
 * Only the pace is told once the month is over, in a month without business time or hours, and with fewer than 60 past client months.
 *
 * Example: 10 h used and 10 h foreseen, past ratios from 0.8 to 1.2: "Likely 19 to 21 h of 20 h by 30 November 2026; 50% chance of overage, …".
 */
export function forecast(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  logged: Logged,
  minutesUsual: (minutesAllotted: number) => number,
  past: Past,
  now: Instant,
): Forecast {
  const pastClientMonths = past.ratios.length;
  const outlook = outlookOf(month, logged, minutesUsual, now);
  const paceOnly = (reason: PaceReason, expiring: Expiring | null): Forecast => ({
    kind: 'pace',
    reason,
    pastClientMonths,
    expiring,
    words: paceWords[reason],
  });
  if (outlook === null) return paceOnly('month-over', null);
  const reason = paceReasonOf(outlook, pastClientMonths);
  return reason === null ? bandOf(month, outlook, past) : paceOnly(reason, expiringOf(month, outlook, null));
}

/** What is told in place of a band. */
const paceWords: Readonly<Record<PaceReason, string>> = {
  'month-over': 'The month is over; there is nothing to foretell.',
  'no-business-time': 'The month has no business time to foretell hours by.',
  'no-hours': 'There are no hours in this month to foretell.',
  'too-little-past': `No history yet: a forecast needs ${pastMonthsMin} closed client months, so only the pace is shown.`,
};

function bandOf(month: Pick<ContractMonth, 'frame' | 'span' | 'days'>, outlook: Outlook, past: Past): Band {
  const { frame, days } = month;
  const { pace, remaining, unusedWith } = outlook;
  const sorted = Float64Array.from(past.ratios).sort();
  const ratios = ratioBand(sorted);
  const overage = overageChance(month, outlook, sorted);
  const path = pathOf(month, outlook);
  const band = {
    kind: 'band',
    pastClientMonths: past.ratios.length,
    minutesUsed: pace.minutesUsed,
    minutesOverage: pace.minutesOverage,
    minutesAllotted: pace.minutesAllotted,
    ...usedBand(ratios, (ratio) => pace.minutesUsed + remaining(ratio)),
    pools: poolForecasts(month, outlook, ratios, path),
    overageFrom: {
      median: dayOfOverage(outlook, path, remaining(ratios.median)),
      upper: dayOfOverage(outlook, path, remaining(ratios.upper80)),
    },
    overage,
    currency: frame.currency,
    minutesExpiring: unusedWith(remaining(ratios.median)),
    expiring: expiringOf(month, outlook, ratios.upper80),
    lastDay: formatDay(day(days.to - 1)),
    days: path.map((step) => ({
      day: formatDay(step.day),
      ...usedBand(ratios, (ratio) => pace.minutesUsed + step.share(remaining(ratio))),
    })),
    held: past.held,
  } as const;
  return { ...band, words: forecastWords(band, amountInWords) };
}

/** The local days from today on, or from the first where the month has not begun; all has come by the end of the last. */
function pathOf(
  { frame, span, days }: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  { now, pace }: Outlook,
): PathStep[] {
  const hours = businessHours(frame.calendar);
  const from = instant(Math.max(now, span.from));
  const left = pace.businessMinutes - pace.businessMinutesPassed;
  const first = Math.max(days.from, frame.zone.dayAt(from));
  return Array.from({ length: Math.max(0, days.to - first) }, (_, index) => {
    const date = day(first + index);
    const until = instant(Math.min(frame.zone.momentAt(day(date + 1), 0), span.to));
    const passed = hours.between(from, until);
    return { day: date, share: (minutes) => (left === 0 ? minutes : halfUp(minutes, passed, left)) };
  });
}

/** The day on which overage began, or the first at whose end there would be some with so many minutes to come. */
function dayOfOverage(
  { overageBegan, overageWith }: Outlook,
  path: readonly PathStep[],
  remaining: number,
): string | null {
  if (overageBegan !== null) return formatDay(overageBegan);
  const found = path.find(({ share }) => overageWith(share(remaining)) > 0);
  return found ? formatDay(found.day) : null;
}
