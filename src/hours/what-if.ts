import { z } from 'zod';
import { businessHours } from '../calendars/calendar.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { day, dayFrom } from '../core/day.ts';
import { instant } from '../core/instant.ts';
import { minutes } from '../core/minutes.ts';
import { formatMoney, money, parseMoney, type Money } from '../core/money.ts';
import { daysOf } from '../core/month.ts';
import { halfUp } from '../core/ratio.ts';
import { invalidInput, Refused, type Fault } from '../core/refusal.ts';
import { Amount, Day as DayText, SignedAmount } from '../core/shape.ts';
import { billings, EntryId } from '../time/entry.ts';
import { packageInWords } from './in-words.ts';
import { roles, type Pool } from './pool.ts';
import { rate } from './rate.ts';
import type { Entry, Scenario } from './scenario.ts';
import { lineKinds, statementLine, type LineNames } from './statement-line.ts';
import { hourKinds, type Line, type Statement } from './statement.ts';

const Hours = z.int('hours are whole').min(0).max(10_000);

/** One thing that would be otherwise in a month. A fee that is not named is as dear by the hour as the base package's. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('setBaseHours'), hours: Hours, monthlyFee: Amount.optional() }),
  z.object({
    kind: z.literal('addSupplement'),
    scope: z.enum(['csdm', 'cse']),
    technologyGroup: TechnologyGroupId.optional(),
    hours: Hours,
    /** The first day; that of the month unless said. */
    from: DayText.optional(),
    monthlyFee: Amount.optional(),
  }),
  z.object({ kind: z.literal('setRate'), rate: z.enum(hourKinds.map(([, rate]) => rate)), amount: Amount }),
  z.object({ kind: z.literal('deferEntry'), entry: EntryId }),
  z.object({ kind: z.literal('moveEntry'), entry: EntryId, to: DayText }),
  z.object({ kind: z.literal('reclassify'), entry: EntryId, billing: z.enum(billings) }),
  z.object({
    kind: z.literal('addWork'),
    role: z.enum(roles),
    technologyGroup: TechnologyGroupId.optional(),
    minutes: z.int().min(1).max(1440),
    day: DayText,
  }),
]);
export type Change = z.output<typeof Change>;

const PoolStand = z.object({
  name: z.string(),
  minutesAllotted: z.int(),
  minutesUsed: z.int(),
  minutesUnused: z.int(),
});

/** What a month comes to as it is and as it would be; nothing of it is written. */
export const WhatIf = z
  .object({
    currency: z.string(),
    before: z.object({ total: Amount, pools: z.array(PoolStand) }),
    after: z.object({ total: Amount, pools: z.array(PoolStand) }),
    /** Every line of either, with what changes; an amount is null where there is no such line. */
    lines: z.array(
      z.object({
        kind: z.enum(lineKinds),
        words: z.string(),
        before: Amount.nullable(),
        after: Amount.nullable(),
        change: SignedAmount,
      }),
    ),
    totalChange: SignedAmount,
  })
  .meta({ id: 'WhatIf' });
export type WhatIf = z.output<typeof WhatIf>;

/**
 * A month rated as it is and with changes, made one after the other. Entries keep their approval; added work counts as approved, from the
 * first opening of its day. An entry that is deferred, or moved out of the month, is not in it. What cannot be changed so is refused whole,
 * each change with its path. Lines that stay alike by kind, package, expense and rate are one line of the comparison.
 *
 * Example: 20 h for 3,300.00 and 22 h used are 3,650.00; with a supplement of 10 h from the first they are 3,300.00 + 1,650.00.
 */
export function whatIf(
  scenario: Scenario,
  changes: readonly Change[],
  names: LineNames,
  groupName: (id: string) => string,
): WhatIf {
  const faults: Fault[] = [];
  let changed = scenario;
  for (const [index, change] of changes.entries()) {
    const next = applied(changed, change, index);
    if ('message' in next) faults.push({ path: `/changes/${index}/${next.field}`, message: next.message });
    else changed = next;
  }
  if (faults.length > 0)
    throw new Refused(invalidInput, faults.map(({ message }) => message).join(' '), {}, faults);
  const added = new Map(changed.contract.pools.map((pool) => [pool.id, pool]));
  const named: LineNames = {
    expense: (id) => names.expense(id),
    pool: (id) => {
      const pool = added.get(id);
      return pool && isAdded(id) ? packageInWords(asPackage(pool), groupName) : names.pool(id);
    },
  };
  return compared(rate(scenario), rate(changed), named);
}

interface Misfit {
  readonly field: string;
  readonly message: string;
}

/** Packages that are only thought of. */
const isAdded = (id: string): boolean => id.startsWith('added-');

const asPackage = ({ roles: of, technologyGroups }: Pool) => ({
  scope: of.includes('cse') ? ('cse' as const) : ('csdm' as const),
  technologyGroups: technologyGroups.map((group) => TechnologyGroupId.parse(group)),
});

function applied(scenario: Scenario, change: Change, index: number): Scenario | Misfit {
  switch (change.kind) {
    case 'setBaseHours':
      return withBaseHours(scenario, change);
    case 'addSupplement':
      return withSupplement(scenario, change, index);
    case 'setRate':
      return withRate(scenario, change);
    case 'addWork':
      return withWork(scenario, change, index);
    default:
      return withEntry(scenario, change);
  }
}

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

function withBaseHours(scenario: Scenario, { hours, monthlyFee }: Of<'setBaseHours'>): Scenario | Misfit {
  const fee = feeOf(scenario, hours, monthlyFee);
  if (fee === undefined) return tooFine('monthlyFee');
  return withPools(scenario, (pools) =>
    pools.map((pool) =>
      pool.kind === 'base' ? { ...pool, minutesMonthly: minutes(hours * 60), feeMonthly: fee } : pool,
    ),
  );
}

function withSupplement(
  scenario: Scenario,
  { scope, technologyGroup, hours, from, monthlyFee }: Of<'addSupplement'>,
  index: number,
): Scenario | Misfit {
  if ((scope === 'cse') !== (technologyGroup !== undefined))
    return {
      field: 'technologyGroup',
      message: 'hours of a CSE name their technology group, those of a CSDM none',
    };
  const fee = feeOf(scenario, hours, monthlyFee);
  if (fee === undefined) return tooFine('monthlyFee');
  const { term } = scenario.contract;
  const first = from === undefined ? daysOf(scenario.month).from : dayFrom(from);
  if (first >= term.to) return { field: 'from', message: 'the contract ends before it' };
  const added: Pool = {
    id: `added-${index}`,
    kind: 'supplemental',
    roles: [scope],
    technologyGroups: technologyGroup === undefined ? [] : [technologyGroup],
    minutesMonthly: minutes(hours * 60),
    feeMonthly: fee,
    validity: { from: first, to: term.to },
  };
  return withPools(scenario, (pools) => [...pools, added]);
}

/** The fee that was said, or the base package's by the hour, half up; undefined where it has more decimals than the currency. */
function feeOf({ contract, currency }: Scenario, hours: number, said: string | undefined): Money | undefined {
  if (said !== undefined) return parseMoney(said, currency);
  const base = contract.pools.findLast(({ kind }) => kind === 'base');
  return base && base.minutesMonthly > 0
    ? money(halfUp(base.feeMonthly, hours * 60, base.minutesMonthly))
    : money(0);
}

const withPools = (scenario: Scenario, change: (pools: readonly Pool[]) => readonly Pool[]): Scenario => ({
  ...scenario,
  contract: { ...scenario.contract, pools: change(scenario.contract.pools) },
});

function withRate(scenario: Scenario, { rate: name, amount }: Of<'setRate'>): Scenario | Misfit {
  const set = parseMoney(amount, scenario.currency);
  if (set === undefined) return tooFine('amount');
  const { contract } = scenario;
  return {
    ...scenario,
    contract: {
      ...contract,
      rates: { ...contract.rates, [name]: set },
      laterRates: contract.laterRates.map(({ from, rates }) => ({ from, rates: { ...rates, [name]: set } })),
    },
  };
}

function withWork(
  scenario: Scenario,
  { role, technologyGroup, minutes: worked, day: text }: Of<'addWork'>,
  index: number,
): Scenario | Misfit {
  if ((role === 'cse') !== (technologyGroup !== undefined))
    return {
      field: 'technologyGroup',
      message: 'work of a CSE names its technology group, that of a CSDM none',
    };
  const { zone } = scenario;
  const date = dayFrom(text);
  const whole = daysOf(scenario.month);
  if (date < whole.from || date >= whole.to) return { field: 'day', message: 'this day is not in the month' };
  const [from, to] = [zone.momentAt(date, 0), zone.momentAt(day(date + 1), 0)];
  const hours = businessHours(scenario.calendar);
  const start = hours.between(from, to) > 0 ? hours.nextOpen(from, to) : zone.momentAt(date, nineOClock);
  const entry: Entry = {
    id: `added-${index}`,
    role,
    technologyGroup: technologyGroup ?? null,
    start,
    end: instant(start + worked),
    billing: 'service',
    approval: 'approved',
    afterHoursApproved: true,
  };
  return { ...scenario, entries: [...scenario.entries, entry] };
}

const nineOClock = 9 * 60;

function withEntry(
  scenario: Scenario,
  change: Of<'deferEntry'> | Of<'moveEntry'> | Of<'reclassify'>,
): Scenario | Misfit {
  const { zone, entries } = scenario;
  const found = entries.find(({ id }) => id === change.entry);
  if (!found) return { field: 'entry', message: 'this entry is not in the month' };
  const others = entries.filter((one) => one !== found);
  if (change.kind === 'deferEntry') return { ...scenario, entries: others };
  if (change.kind === 'reclassify')
    return { ...scenario, entries: [...others, { ...found, billing: change.billing }] };
  const date = zone.dayAt(found.start);
  const start = zone.momentAt(dayFrom(change.to), found.start - zone.momentAt(date, 0));
  const moved = { ...found, start, end: instant(start + (found.end - found.start)) };
  return { ...scenario, entries: [...others, moved] };
}

const tooFine = (field: string): Misfit => ({ field, message: 'this has more decimals than the currency' });

function compared(before: Statement, after: Statement, names: LineNames): WhatIf {
  const { currency } = before;
  const written = (amount: Money): string => formatMoney(amount, currency);
  const keyed = (statement: Statement) => new Map(statement.lines.map((line) => [keyOf(line), line]));
  const [was, is] = [keyed(before), keyed(after)];
  const lines = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    const shown = now ?? old;
    if (!shown) return [];
    const change = money((now?.amount ?? 0) - (old?.amount ?? 0));
    return {
      kind: shown.kind,
      words: statementLine(shown, currency, names).words,
      before: old ? written(old.amount) : null,
      after: now ? written(now.amount) : null,
      change: written(change),
    };
  });
  const stand = (statement: Statement) => ({
    total: written(statement.total),
    pools: statement.pools.map(({ pool, minutesAllotted, minutesUsed, minutesUnused }) => ({
      name: names.pool(pool.id),
      minutesAllotted,
      minutesUsed,
      minutesUnused,
    })),
  });
  return {
    currency,
    before: stand(before),
    after: stand(after),
    lines: lines.toSorted((a, b) => lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind)),
    totalChange: written(money(after.total - before.total)),
  };
}

function keyOf(line: Line): string {
  if ('pool' in line) return `${line.kind} ${line.pool}`;
  return 'expense' in line ? `${line.kind} ${line.expense}` : `${line.kind} ${line.rate}`;
}
