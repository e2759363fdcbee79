import { money, sum, type Money } from '../core/money.ts';
import type { RatedMonth } from '../hours/month-hours.ts';
import { rate } from '../hours/rate.ts';
import type { Entry } from '../hours/scenario.ts';
import { hourKinds, type HeldBack, type HourLine, type Statement } from '../hours/statement.ts';

/** Late time as rating takes it. */
export interface LateChange {
  readonly id: string;
  /** The entry that it puts right; null for time that was not logged before. */
  readonly of: string | null;
  /** What should have been logged; null where it was never worked. */
  readonly entry: Entry | null;
}

/** What was adjusted for late time before, about one line; minutes and minor units, below zero for less. */
export interface LateAdjusted {
  readonly kind: HourLine['kind'];
  /** For an hour; null in a month of one rate, where the kind says which line. */
  readonly rate: Money | null;
  readonly minutes: number;
  readonly amount: Money;
}

/** A line of a closed month, by its kind and rate: as it was billed, what was adjusted since, as it would be now, and what is still to be billed. */
export interface LineEffect {
  readonly kind: HourLine['kind'];
  /** For an hour. */
  readonly rate: Money;
  readonly billed: Money;
  readonly adjusted: Money;
  readonly now: Money;
  /** Below zero for less. */
  readonly minutes: number;
  readonly difference: Money;
}

/** What late time does to a closed month. */
export interface LateTimeEffect {
  /** The lines that are billed by the hour, in the order of a statement; those that nothing was ever on are left out. */
  readonly lines: readonly LineEffect[];
  /** The sum of the differences. */
  readonly difference: Money;
  /** How many more minutes than when it was closed are drawn on the packages, below zero for fewer. */
  readonly drawnMinutes: number;
  /** Late time of which something could not be billed as it stands. */
  readonly heldBack: readonly { readonly id: string; readonly reason: HeldBack }[];
}

/**
 * Rates a closed month once more, by the terms it was frozen with, as if `changes` had been in it, and compares each line with what was
 * billed and with what was adjusted for late time since. Minutes are whole, money is minor units; each line is rounded half up once, as
 * in the statement, so that the adjustments of a month always add up to the difference of the two statements. Fees and expenses are no
 * matter of time and stay as they were billed. Of several changes to one entry, the last in the list counts. Adjustments that somebody
 * made by hand stand for what was agreed and are left alone. Nothing is refused. Service guide, sections 2.2 and 5.
 *
 * Example: 60 minutes a month, 60 of them used, overage at 175.00 an hour. 30 minutes of late time are 87.50 of overage, all of it to be
 * billed; with 87.50 adjusted, nothing. A correction of the 30 to 20 makes 58.33 of it: 29.17 are credited.
 */
export function lateTimeEffect(
  { scenario, statement: before }: Pick<RatedMonth, 'scenario' | 'statement'>,
  changes: readonly LateChange[],
  adjusted: readonly LateAdjusted[],
): LateTimeEffect {
  const after =
    changes.length === 0 ? before : rate({ ...scenario, entries: changed(scenario.entries, changes) });
  const { rates, laterRates } = scenario.contract;
  const lines = hourKinds.flatMap(([kind, name]) => {
    const ofMonth = new Set([rates, ...laterRates.map((later) => later.rates)].map((each) => each[name]));
    const since = adjusted.filter((one) => one.kind === kind);
    return [...ofMonth].flatMap((rate) =>
      lineEffect(
        kind,
        rate,
        { before, after },
        since.filter((one) => (one.rate ?? rates[name]) === rate),
      ),
    );
  });
  return {
    lines,
    difference: sum(lines.map(({ difference }) => difference)),
    drawnMinutes: drawnOnPools(after) - drawnOnPools(before),
    heldBack: changes.flatMap(({ id, of }) =>
      after.exceptions.flatMap((one) =>
        'entry' in one && one.entry === (of ?? id) ? [{ id, reason: one.reason }] : [],
      ),
    ),
  };
}

/** The entries with what was put right in place of what was logged, and with what was not logged before. */
function changed(entries: readonly Entry[], changes: readonly LateChange[]): Entry[] {
  const all = new Map<string, Entry | null>(entries.map((entry) => [entry.id, entry]));
  for (const { id, of, entry } of changes) all.set(of ?? id, entry && { ...entry, id: of ?? id });
  return [...all.values()].filter((entry) => entry !== null);
}

function lineEffect(
  kind: HourLine['kind'],
  ratePerHour: Money,
  { before, after }: { readonly before: Statement; readonly after: Statement },
  since: readonly LateAdjusted[],
): LineEffect[] {
  const [billed, now] = [lineOf(before, kind, ratePerHour), lineOf(after, kind, ratePerHour)];
  if (!billed && !now && since.length === 0) return [];
  const was = {
    minutes: (billed?.minutes ?? 0) + since.reduce((total, { minutes }) => total + minutes, 0),
    adjusted: sum(since.map(({ amount }) => amount)),
  };
  return [
    {
      kind,
      rate: ratePerHour,
      billed: billed?.amount ?? money(0),
      adjusted: was.adjusted,
      now: now?.amount ?? money(0),
      minutes: (now?.minutes ?? 0) - was.minutes,
      difference: money((now?.amount ?? 0) - (billed?.amount ?? 0) - was.adjusted),
    },
  ];
}

const lineOf = ({ lines }: Statement, kind: HourLine['kind'], ratePerHour: Money): HourLine | undefined =>
  lines.find((line): line is HourLine => line.kind === kind && line.rate === ratePerHour);

const drawnOnPools = ({ pools }: Statement): number =>
  pools.reduce((total, { minutesUsed }) => total + minutesUsed, 0);
