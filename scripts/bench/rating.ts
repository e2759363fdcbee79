import { businessHours } from '../../src/calendars/calendar.ts';
import { daysOf } from '../../src/core/month.ts';
import { formatInstant, instant, type Instant } from '../../src/core/instant.ts';
import { rate } from '../../src/hours/rate.ts';
import { readScenario, type Scenario } from '../../src/hours/scenario.ts';
import type { Bench } from '../bench.ts';

const zones =
  'America/Chicago Europe/London Asia/Kathmandu Australia/Sydney America/St_Johns Asia/Tokyo America/Santiago UTC'.split(
    ' ',
  );
const groups = ['network', 'security', null] as const;
const months = 400;
const entriesEach = 1_000;

/** A month of a client as columns, and only what the sums need. */
interface Columns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly pools: Uint8Array;
  readonly opens: Int32Array;
  readonly closes: Int32Array;
}

export const bench: Bench = {
  goal: 'G2',
  what: `${months} months of ${entriesEach} entries in ${zones.length} zones: cut, draws, overage and lines; the floor is a loop over typed arrays`,
  unit: 'million entries/s',
  better: 'more',
  target: '10 (10 million entries in 1.0 s), and 0.75 of the floor',
  prepare: () => {
    const random = generator(20_261_101);
    const scenarios = Array.from({ length: months }, (_, index) =>
      scenarioIn(zones[index % zones.length] ?? 'UTC', random),
    );
    const columns = scenarios.map(columnsOf);
    const overage = (): number =>
      scenarios.reduce(
        (sum, scenario) => sum + (rate(scenario).lines.find(({ kind }) => kind === 'overage')?.amount ?? 0),
        0,
      );
    const least = (): number => columns.reduce((sum, month) => sum + overageOf(month), 0);
    if (overage() !== least()) throw new Error('the floor does not come to the same overage');
    return { ours: () => speed(overage), floor: () => speed(least) };
  },
};

function speed(work: () => number): number {
  const from = performance.now();
  work();
  return (months * entriesEach) / (performance.now() - from) / 1_000;
}

/** The same numbers each time. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function scenarioIn(timeZone: string, random: (below: number) => number): Scenario {
  const first = Date.UTC(2026, 10, 2) / 60_000;
  const entries = Array.from({ length: entriesEach }, () => first + random(27 * 1440)).sort((a, b) => a - b);
  const pool = (id: string, kind: string, technologyGroups: readonly string[]) => ({
    id,
    kind,
    technologyGroups,
    roles: kind === 'base' ? ['csdm', 'cse'] : ['cse'],
    hoursPerMonth: 40,
    monthlyFee: '6600.00',
  });
  const faults: { path: string; message: string }[] = [];
  const scenario = readScenario(
    {
      month: '2026-11',
      currency: 'USD',
      timeZone,
      calendar: {
        timeZone,
        weekly: Object.fromEntries(
          ['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, ['08:00-17:00']]),
        ),
        holidays: ['2026-11-26'],
      },
      contract: {
        start: '2026-01-01',
        end: '2027-01-01',
        rates: { overage: '175.00' },
        pools: [pool('base', 'base', ['network']), pool('security', 'supplemental', ['security'])],
      },
      entries: entries.map((start, index) => {
        const technologyGroup = groups[random(groups.length)] ?? null;
        const end = start + 1 + random(120);
        return {
          id: `e${index}`,
          role: technologyGroup === null ? 'csdm' : 'cse',
          technologyGroup,
          start: formatInstant(instant(start)),
          end: formatInstant(instant(end)),
          billing: 'service',
          afterHoursApproved: true,
        };
      }),
    },
    faults,
  );
  if (!scenario) throw new Error(JSON.stringify(faults[0]));
  return scenario;
}

function columnsOf({ month, zone, calendar, entries }: Scenario): Columns {
  const { from, to } = daysOf(month);
  const end = zone.momentAt(to, 0);
  const hours = businessHours(calendar);
  const opens: Instant[] = [];
  const closes: Instant[] = [];
  for (
    let at = hours.nextOpen(zone.momentAt(from, 0), end);
    at < end;
    at = hours.nextOpen(closes.at(-1) ?? end, end)
  ) {
    opens.push(at);
    closes.push(hours.nextClosed(at, end));
  }
  return {
    starts: Int32Array.from(entries, (entry) => entry.start),
    ends: Int32Array.from(entries, (entry) => entry.end),
    pools: Uint8Array.from(entries, (entry) => (entry.technologyGroup === 'security' ? 1 : 0)),
    opens: Int32Array.from(opens),
    closes: Int32Array.from(closes),
  };
}

/** Entries of up to two hours meet one opening at most, and come by start: their business part is drawn in that order. */
function overageOf({ starts, ends, pools, opens, closes }: Columns): number {
  const left = [2400, 2400];
  let over = 0;
  let opening = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    while (opening < closes.length && (closes[opening] ?? 0) <= start) opening++;
    const worked = Math.min(ends[index] ?? 0, closes[opening] ?? 0) - Math.max(start, opens[opening] ?? 0);
    if (opening === closes.length || worked <= 0) continue;
    const pool = pools[index] ?? 0;
    const taken = Math.min(worked, left[pool] ?? 0);
    left[pool] = (left[pool] ?? 0) - taken;
    over += worked - taken;
  }
  return Math.floor((2 * over * 17_500 + 60) / 120);
}
