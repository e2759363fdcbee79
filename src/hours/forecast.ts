import { z } from 'zod';
import { businessHours } from '../calendars/calendar.ts';
import { day, formatDay, type Day as LocalDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { formatMoney, money } from '../core/money.ts';
import type { Period } from '../core/period.ts';
import { halfUp } from '../core/ratio.ts';
import { Amount, Day } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import { foresee, markAt, ratioUnit } from './course.ts';
import { HeldRate } from './held-rate.ts';
import { dayInWords, durationInWords } from './in-words.ts';
import { paceOf, type Pace } from './pace.ts';
import { rate } from './rate.ts';
import { pastMonthsMin, ratioBand, type RatioBand } from './ratio-band.ts';
import { remainingHours, type WorkShare } from './remaining-hours.ts';
import type { Entry, Scenario } from './scenario.ts';
import type { HourLine, Statement } from './statement.ts';
import { ratesOn, type Terms } from './terms.ts';

const Range = z.object({ from: z.int(), to: z.int() });

/** Where a month's hours will end: a band if the past gives one, else the pace alone and why. Minutes are of the whole month. */
export const Forecast = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('pace'),
      reason: z.enum(['month-over', 'no-business-time', 'no-hours', 'too-little-past']),
      /** Closed client months that are known. */
      pastClientMonths: z.int(),
      words: z.string(),
    }),
    z.object({
      kind: z.literal('band'),
      pastClientMonths: z.int(),
      /** Logged so far, what waits for approval included. */
      minutesUsed: z.int(),
      minutesAllotted: z.int(),
      median: z.int(),
      band50: Range,
      band80: Range,
      /** The local day on which overage begins, or began; null where it does not. */
      overageFrom: z.object({ median: Day.nullable(), upper: Day.nullable() }),
      /** Whole percent of the past that would lead to overage, and what overage comes to on average over all of it. */
      overage: z.object({ percent: z.int(), minutes: z.int(), amount: Amount }),
      currency: z.string(),
      /** Left in the pools when the month ends, at the median. */
      minutesExpiring: z.int(),
      /** Used by the end of each local day from today on. */
      days: z.array(z.object({ day: Day, median: z.int(), band50: Range, band80: Range })),
      /** Null where no past month can be foretold from those before it. */
      held: HeldRate.nullable(),
      words: z.string(),
    }),
  ])
  .meta({ id: 'Forecast' });
export type Forecast = z.output<typeof Forecast>;
type Band = Extract<Forecast, { kind: 'band' }>;

/** What is known of closed months: all clients' ratios at the mark this month has reached, in any order, and how often bands held. */
export interface Past {
  readonly ratios: readonly number[];
  readonly held: HeldRate | null;
}

/**
 * Where a month's hours will end. What is still to come is foreseen from pace and rule (`foresee`) and multiplied by what such foresight was
 * off by in closed months of all clients at the same mark (`ratioBand`): whole minutes, half up, never below what is used. Time that waits
 * for approval counts as approved; time that was rejected, referred or given away does not. Until the month's end, use is drawn as even
 * over business time. `minutesUsual` is what the client uses of such a month as a rule.
 *
 * The chance of overage is the share of past ratios that would lead to it, and expected overage their average, those without overage
 * included: minutes × the contract's rate ÷ 60, half up once. Days are the contract's local days.
 * Only the pace is told once the month is over, in a month without business time or hours, and with fewer than 60 past client months.
 *
 * Example: 10 h used and 10 h foreseen, past ratios from 0.8 to 1.2: "Likely 19 to 21 h of 20 h by 30 November 2026; 50% chance of overage, …".
 */
export function forecast(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  scenario: Scenario,
  minutesUsual: (minutesAllotted: number) => number,
  past: Past,
  now: Instant,
): Forecast {
  const expected = withWaitingTime(scenario);
  const statement = rate(expected);
  const pace = paceOf(month, statement, now);
  const usual = minutesUsual(pace.minutesAllotted);
  const foreseen = foresee({ ...pace, minutesUsual: usual });
  const reason = whyNot(month, pace, foreseen, past, now);
  if (reason) return { kind: 'pace', reason, pastClientMonths: past.ratios.length, words: paceWords[reason] };
  const outlook = outlookOf(month, expected, statement, pace, now);
  const remaining = (ratio: number): number => halfUp(foreseen, ratio, ratioUnit);
  return bandOf(month, outlook, remaining, past);
}

/** The mark that a month has reached, in its contract's business time; the first where it has none. */
export function markOf({ frame, span }: Pick<ContractMonth, 'frame' | 'span'>, now: Instant): number {
  const hours = businessHours(frame.calendar);
  const until = instant(Math.min(Math.max(now, span.from), span.to));
  const all = hours.between(span.from, span.to);
  return all === 0 ? 0 : markAt(hours.between(span.from, until), all);
}

/** What is logged and waits for approval counts as if it were approved; what was decided stays so. */
const withWaitingTime = (scenario: Scenario): Scenario => ({
  ...scenario,
  entries: scenario.entries.map((entry) =>
    entry.approval === 'rejected' ? entry : { ...entry, approval: 'approved' },
  ),
});

type Reason = Extract<Forecast, { kind: 'pace' }>['reason'];

function whyNot(
  { span }: Pick<ContractMonth, 'span'>,
  pace: Pace,
  foreseen: number,
  { ratios }: Past,
  now: Instant,
): Reason | null {
  if (now >= span.to) return 'month-over';
  if (pace.businessMinutes === 0) return 'no-business-time';
  if (foreseen === 0 && pace.minutesUsed === 0) return 'no-hours';
  return ratios.length < pastMonthsMin ? 'too-little-past' : null;
}

const paceWords: Readonly<Record<Reason, string>> = {
  'month-over': 'The month is over; there is nothing to foretell.',
  'no-business-time': 'The month has no business time to foretell hours by.',
  'no-hours': 'There are no hours in this month to foretell.',
  'too-little-past': `No history yet: a forecast needs ${pastMonthsMin} closed client months, so only the pace is shown.`,
};

/** Everything about a month that its band is told from. */
interface Outlook {
  readonly now: Instant;
  readonly pace: Pace;
  readonly statement: Statement;
  readonly overageBegan: LocalDay | null;
  /** Overage of the whole month, and what is unused at its end, with so many minutes more. */
  readonly overageWith: (minutes: number) => number;
  readonly unusedWith: (minutes: number) => number;
}

function outlookOf(
  { frame }: Pick<ContractMonth, 'frame'>,
  { entries }: Scenario,
  statement: Statement,
  pace: Pace,
  now: Instant,
): Outlook {
  const today = frame.zone.dayAt(now);
  const open = statement.pools.filter(({ pool }) => pool.validity.to > today);
  const after = remainingHours(open, mixOf(statement, entries));
  const began = statement.units.find(({ draws }) => draws.some(({ pool }) => pool === null));
  const unused = statement.pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  return {
    now,
    pace,
    statement,
    overageBegan: began ? frame.zone.dayAt(began.start) : null,
    overageWith: (minutes) => pace.minutesOverage + after(minutes).minutesOverage,
    unusedWith: (minutes) => unused - after(minutes).minutesDrawn,
  };
}

/** The month's drawn work so far by role and technology group, CSDM first, then by group. */
function mixOf({ units }: Statement, entries: readonly Entry[]): WorkShare[] {
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const shares = new Map<string, WorkShare>();
  for (const { entry, minutes, outcome } of units) {
    const work = entryOf.get(entry);
    if (!work || outcome !== 'drawn') continue;
    const { role } = work;
    const technologyGroup = role === 'csdm' ? null : work.technologyGroup;
    const key = technologyGroup ?? '';
    const sofar = shares.get(key)?.minutes ?? 0;
    shares.set(key, { work: { role, technologyGroup }, minutes: sofar + minutes });
  }
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}

function bandOf(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  outlook: Outlook,
  remaining: (ratio: number) => number,
  past: Past,
): Band {
  const { frame, days } = month;
  const { pace, overageWith, unusedWith } = outlook;
  const ratios = ratioBand(past.ratios);
  const atEnd = usedWith(ratios, pace.minutesUsed, remaining);
  const overages = past.ratios.map((ratio) => overageWith(remaining(ratio)));
  const isOver = overages.filter((minutes) => minutes > 0).length;
  const sum = overages.reduce((total, minutes) => total + minutes, 0);
  const n = past.ratios.length;
  const overage = {
    percent: halfUp(isOver, 100, n),
    minutes: halfUp(sum, 1, n),
    amount: formatMoney(
      money(halfUp(overagePriced(outlook, frame.contract, days, sum, n), 1, 60 * n)),
      frame.currency,
    ),
  };
  const path = pathOf(month, outlook);
  return {
    kind: 'band',
    pastClientMonths: n,
    minutesUsed: pace.minutesUsed,
    minutesAllotted: pace.minutesAllotted,
    ...atEnd,
    overageFrom: {
      median: dayOfOverage(outlook, path, remaining(ratios.median)),
      upper: dayOfOverage(outlook, path, remaining(ratios.upper80)),
    },
    overage,
    currency: frame.currency,
    minutesExpiring: unusedWith(remaining(ratios.median)),
    days: path.map((step) => ({
      day: formatDay(step.day),
      ...usedWith(ratios, pace.minutesUsed, (ratio) => step.share(remaining(ratio))),
    })),
    held: past.held,
    words: bandWords(atEnd.band50, pace, overage, frame.currency, day(days.to - 1)),
  };
}

/**
 * What overage that comes to `sum` minutes over `n` ratios costs, in minor units × minutes: what there is already by its own lines, what is
 * to come at the rate of the month's last day.
 */
function overagePriced(
  { statement, pace }: Outlook,
  contract: Terms,
  days: Period,
  sum: number,
  n: number,
): number {
  const lines = statement.lines.filter((line): line is HourLine => line.kind === 'overage');
  const accrued = lines.reduce((total, { minutes, rate }) => total + minutes * rate, 0);
  const { overage } = ratesOn(contract, day(days.to - 1));
  return accrued * n + (sum - pace.minutesOverage * n) * overage;
}

/** Minutes used at the edges of the bands, with what is still to come by each ratio. */
function usedWith(
  ratios: RatioBand,
  used: number,
  remaining: (ratio: number) => number,
): Pick<Band, 'median' | 'band50' | 'band80'> {
  const withRatio = (ratio: number): number => used + remaining(ratio);
  return {
    median: withRatio(ratios.median),
    band50: { from: withRatio(ratios.lower50), to: withRatio(ratios.upper50) },
    band80: { from: withRatio(ratios.lower80), to: withRatio(ratios.upper80) },
  };
}

/** A day to come, and how much of what is still to come has come by its end. */
interface PathStep {
  readonly day: LocalDay;
  readonly share: (minutes: number) => number;
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

/** Hours in words are whole, rounded outwards, so that a band is never told narrower than it is. */
function bandWords(
  { from, to }: Band['band50'],
  { minutesAllotted, minutesOverage }: Pace,
  { percent, amount }: Band['overage'],
  currency: string,
  last: LocalDay,
): string {
  const [least, most] = [Math.floor(from / 60), Math.ceil(to / 60)];
  const hours = least === most ? `${most} h` : `${least} to ${most} h`;
  const chance =
    minutesOverage > 0
      ? `overage has begun and comes to ${amount} ${currency} on average`
      : percent === 0
        ? 'hardly any chance of overage'
        : `${percent}% chance of overage, on average ${amount} ${currency}`;
  return `Likely ${hours} of ${durationInWords(minutesAllotted)} by ${dayInWords(last)}; ${chance}.`;
}
