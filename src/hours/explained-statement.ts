import { businessHours } from '../calendars/calendar.ts';
import { formatDay } from '../core/day.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import type { Money } from '../core/money.ts';
import { daysOf } from '../core/month.ts';
import { overlap, type Period } from '../core/period.ts';
import { moneyStep, numberStep, type Step } from './explanation.ts';
import { durationInWords, monthInWords } from './in-words.ts';
import type { Allotment, Pool } from './pool.ts';
import type { Scenario } from './scenario.ts';
import type { HourLine, Line, PoolMonth, RatedUnit, Statement } from './statement.ts';
import { ratesOn, type Rates } from './terms.ts';

/** What things are called in an explanation. */
export interface Names {
  readonly contract: { readonly id: string; readonly number: string };
  pool(id: string): string;
  entry(id: string): string;
  expense(id: string): string;
}

/** A statement, the scenario it was rated from, and what is called how. */
export interface Explainable {
  readonly scenario: Scenario;
  readonly statement: Statement;
  readonly names: Names;
}

/**
 * The whole statement as one tree: the total is the sum of the lines, each line opens into its formula, its rate, its minutes, the pools
 * and the entries. Every figure but those read from a record can be recomputed from its parts; `recompute` does it. Service guide,
 * sections 2.1, 2.2, 2.4, 5 and 6.
 *
 * Example: overage 350.00 = 120 min × 175.00 ÷ 60; 120 min = the 135 min of an entry (130 worked, rounded up to 15) less 15 drawn on the
 * base package, whose 1,200 min were then used up.
 */
export function explainStatement(explainable: Explainable): Step {
  const { statement } = explainable;
  return moneyStep(
    `Statement of ${monthInWords(statement.month)}`,
    'sum',
    statement.total,
    statement.currency,
    { parts: statement.lines.map((line) => explainLine(explainable, line)) },
  );
}

/** One line of the statement. */
export function explainLine(explainable: Explainable, line: Line): Step {
  const { statement, names } = explainable;
  switch (line.kind) {
    case 'base-fee':
    case 'supplemental-fee': {
      const found = statement.pools.find(({ pool }) => pool.id === line.pool);
      if (!found) throw new Error(`the fee of ${line.pool} is for no pool of the statement`);
      return explainFee(explainable, allotmentOf(found));
    }
    case 'expense':
      return moneyStep(names.expense(line.expense), 'given', line.amount, statement.currency, {
        rule: { section: '5' },
        link: { kind: 'expense', id: line.expense },
      });
    default:
      return explainHours(explainable, line);
  }
}

const allotmentOf = ({ pool, daysActive, minutesAllotted, fee }: PoolMonth): Allotment => ({
  pool,
  daysActive,
  minutes: minutesAllotted,
  fee,
});

/** The fee of a package for the month: its share by days, or all of it. */
export function explainFee(
  { scenario, names }: Pick<Explainable, 'scenario' | 'names'>,
  allotment: Allotment,
): Step {
  const { pool, fee } = allotment;
  return moneyStep(`Fee for ${names.pool(pool.id)}`, 'share', fee, scenario.currency, {
    rule: {
      section: pool.kind === 'base' ? '6' : '2.1',
      setting: `proration: ${scenario.contract.proration}`,
    },
    link: { kind: 'package', id: pool.id },
    parts: [
      moneyStep('Fee of a whole month', 'given', pool.feeMonthly, scenario.currency, {
        link: { kind: 'package', id: pool.id },
      }),
      ...daysCounted(scenario, pool, names),
    ],
    because: [explainAllotment({ scenario, names }, allotment)],
  });
}

/** The minutes a package gives in the month. */
function explainAllotment(
  { scenario, names }: Pick<Explainable, 'scenario' | 'names'>,
  { pool, minutes }: Allotment,
): Step {
  return numberStep(`Allotted by ${names.pool(pool.id)}`, 'share', minutes, 'minutes', {
    rule: { section: '2', setting: `proration: ${scenario.contract.proration}` },
    link: { kind: 'package', id: pool.id },
    parts: [
      numberStep(`${durationInWords(pool.minutesMonthly)} a month`, 'given', pool.minutesMonthly, 'minutes', {
        link: { kind: 'package', id: pool.id },
      }),
      ...daysCounted(scenario, pool, names),
    ],
  });
}

/** The days that count out of the days of the month. */
function daysCounted({ month, contract }: Scenario, pool: Pool, names: Names): Step[] {
  const whole = daysOf(month);
  const active = daysStep(
    'Days in the contract’s term, the package’s validity and the month',
    overlap(overlap(contract.term, pool.validity), whole),
    { kind: 'contract', id: names.contract.id },
  );
  const inMonth = daysStep(`Days of ${monthInWords(month)}`, whole, undefined);
  if (contract.proration === 'calendar-days') return [active, inMonth];
  const counted = Number(active.value) > 0 ? Number(inMonth.value) : 0;
  return [numberStep('Days that count', 'whole', counted, 'days', { parts: [active, inMonth] }), inMonth];
}

const daysStep = (label: string, { from, to }: Period, link: Step['link']): Step =>
  numberStep(label, 'days', Math.max(0, to - from), 'days', {
    link,
    from: formatDay(from),
    to: formatDay(to),
  });

const sections: Readonly<Record<HourLine['kind'], { label: string; section: string; name: keyof Rates }>> = {
  overage: { label: 'Overage', section: '2.2', name: 'overage' },
  'after-hours': { label: 'After hours', section: '2.4', name: 'afterHours' },
  'after-hours-surcharge': {
    label: 'Surcharge for after hours',
    section: '5',
    name: 'afterHoursSurcharge',
  },
  incremental: { label: 'Incremental time', section: '5', name: 'incremental' },
};

/** Minutes × rate ÷ 60, rounded half up once. */
function explainHours(explainable: Explainable, { kind, minutes, rate, amount }: HourLine): Step {
  const { statement, names, scenario } = explainable;
  const { label, section, name } = sections[kind];
  const setting = `rates.${name}`;
  const link = { kind: 'contract', id: names.contract.id } as const;
  const rateOf = rateOfUnits(scenario, name);
  const units = statement.units.filter((unit) => isOn[kind](unit) && rateOf(unit) === rate);
  return moneyStep(label, 'share', amount, statement.currency, {
    rule: { section, setting },
    parts: [
      numberStep('Minutes', 'sum', minutes, 'minutes', {
        parts: units.map((unit) =>
          kind === 'overage' ? explainOverage(explainable, unit) : explainUnit(explainable, unit),
        ),
      }),
      moneyStep('Rate for an hour', 'given', rate, statement.currency, { rule: { section, setting }, link }),
      numberStep('Minutes of an hour', 'given', 60, 'minutes'),
    ],
    because: kind === 'overage' ? statement.pools.map((pool) => explainPool(explainable, pool)) : [],
  });
}

/** The rate of a unit: where rates change in the month, that of the day on which its entry starts. */
function rateOfUnits({ contract, entries, zone }: Scenario, name: keyof Rates): (unit: RatedUnit) => Money {
  if (contract.laterRates.length === 0) return () => contract.rates[name];
  const starts = new Map(entries.map(({ id, start }) => [id, start]));
  return ({ entry, start }) => ratesOn(contract, zone.dayAt(starts.get(entry) ?? start))[name];
}

/** Whether a unit is on a line of its kind. */
const isOn: Readonly<Record<HourLine['kind'], (unit: RatedUnit) => boolean>> = {
  overage: ({ draws }) => draws.some(({ pool }) => pool === null),
  'after-hours': ({ outcome }) => outcome === 'after-hours',
  'after-hours-surcharge': ({ class: unitClass, outcome }) =>
    unitClass === 'after-hours' && (outcome === 'drawn' || outcome === 'incremental'),
  incremental: ({ outcome }) => outcome === 'incremental',
};

/** What of a unit the pools did not cover. */
function explainOverage(explainable: Explainable, unit: RatedUnit): Step {
  const { names } = explainable;
  const drawn = unit.draws.filter(({ pool }) => pool !== null);
  const over = unit.draws.filter(({ pool }) => pool === null).reduce((sum, { minutes }) => sum + minutes, 0);
  return numberStep(`${names.entry(unit.entry)}: not covered by a pool`, 'rest', over, 'minutes', {
    link: { kind: 'entry', id: unit.entry },
    parts: [
      explainUnit(explainable, unit),
      ...drawn.map(({ pool, minutes }) =>
        numberStep(`Drawn on ${names.pool(pool ?? '')}`, 'given', minutes, 'minutes', {
          link: { kind: 'package', id: pool ?? '' },
        }),
      ),
    ],
  });
}

/** A unit's minutes: what passed of the entry in or out of business hours, rounded up to the contract's increment. */
function explainUnit({ scenario, names }: Explainable, unit: RatedUnit): Step {
  const link = { kind: 'entry', id: unit.entry } as const;
  const where = unit.class === 'business' ? 'in business hours' : 'after hours';
  return numberStep(`${names.entry(unit.entry)}, ${where}`, 'rounded-up', unit.minutes, 'minutes', {
    link,
    parts: [
      numberStep('Worked', 'sum', unit.minutesWorked, 'minutes', {
        link,
        parts: stretchesOf(scenario, unit).map(({ from, to }) =>
          numberStep('From and to', 'elapsed', to - from, 'minutes', {
            link,
            from: formatInstant(from),
            to: formatInstant(to),
          }),
        ),
      }),
      numberStep('Rounding increment', 'given', scenario.contract.roundingIncrement, 'minutes', {
        rule: { section: '5', setting: 'roundingIncrement' },
        link: { kind: 'contract', id: names.contract.id },
      }),
    ],
  });
}

/** A pool of the month: allotted, drawn entry by entry, and what is left. */
export function explainPool(explainable: Explainable, pool: PoolMonth): Step {
  const { statement, names } = explainable;
  const id = pool.pool.id;
  const draws = statement.units.flatMap((unit) =>
    unit.draws.filter((draw) => draw.pool === id).map(({ minutes }) => ({ entry: unit.entry, minutes })),
  );
  return numberStep(`Left of ${names.pool(id)}`, 'rest', pool.minutesUnused, 'minutes', {
    link: { kind: 'package', id },
    parts: [
      explainAllotment(explainable, allotmentOf(pool)),
      numberStep('Used', 'sum', pool.minutesUsed, 'minutes', {
        parts: draws.map(({ entry, minutes }) =>
          numberStep(names.entry(entry), 'given', minutes, 'minutes', { link: { kind: 'entry', id: entry } }),
        ),
      }),
    ],
  });
}

/** Where a unit's minutes lie: its entry within the month, cut at each opening's edge. */
function stretchesOf(scenario: Scenario, unit: RatedUnit): { from: Instant; to: Instant }[] {
  const entry = scenario.entries.find(({ id }) => id === unit.entry);
  if (!entry) throw new Error(`entry ${unit.entry} is not in the scenario of its statement`);
  const month = daysOf(scenario.month);
  const hours = businessHours(scenario.calendar);
  const from = later(entry.start, scenario.zone.momentAt(month.from, 0));
  const to = earlier(entry.end, scenario.zone.momentAt(month.to, 0));
  const stretches: { from: Instant; to: Instant }[] = [];
  for (let at = from; at < to;) {
    const opens = hours.nextOpen(at, to);
    const closes = opens < to ? hours.nextClosed(opens, to) : to;
    const [begin, end] = unit.class === 'business' ? [opens, closes] : [at, opens];
    if (begin < end) stretches.push({ from: begin, to: end });
    at = closes;
  }
  return stretches;
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
