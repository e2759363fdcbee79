import fc from 'fast-check';

/** Months in which a zone's clock is changed: at 02:00, at midnight, on the first of the month, by half an hour, by a day, by seconds. */
export const clockChanges = [
  ['America/Chicago', '2026-03', '2026-11'],
  ['Europe/London', '2026-03', '2026-10'],
  ['Australia/Lord_Howe', '2026-04', '2026-10'],
  ['America/St_Johns', '2011-03', '2010-11'],
  ['Africa/Casablanca', '2024-03', '2024-04'],
  ['Pacific/Apia', '2011-12', '2010-09'],
  ['America/Santiago', '2026-04', '2026-09'],
  ['Asia/Beirut', '2026-03', '2026-10'],
  ['America/Havana', '2026-03', '2026-11'],
  ['Africa/Cairo', '2026-04', '2026-10'],
  ['Asia/Amman', '2011-04', '2011-03'],
  ['America/Asuncion', '2017-10', '2017-09'],
  ['Asia/Damascus', '2008-11', '2008-10'],
  ['Africa/Monrovia', '1972-01', '1971-12'],
  ['Asia/Kathmandu', '2026-02', '2028-02'],
  ['UTC', '2026-06', '2026-12'],
] as const;

const zones = clockChanges.map(([zone]) => zone);
const groups = ['network', 'security', 'cloud'] as const;
const decimals: Readonly<Record<string, number>> = { USD: 2, JPY: 0, KWD: 3 };

/** A scenario as it is written in a file; what may be left out may be missing. */
export interface ScenarioDocument {
  readonly month: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly calendar: CalendarDocument;
  readonly contract: {
    readonly start: string;
    readonly end: string;
    readonly proration?: string;
    readonly roundingIncrement?: number;
    readonly afterHours?: string;
    readonly rates: RatesDocument;
    /** Of a contract that changes; no file has them. */
    readonly laterRates?: readonly { readonly from: string; readonly rates: RatesDocument }[];
    readonly pools: readonly PoolDocument[];
  };
  readonly entries?: readonly EntryDocument[];
  readonly expenses?: readonly ExpenseDocument[];
}
interface RatesDocument {
  readonly overage: string;
  readonly afterHours?: string;
  readonly afterHoursSurcharge?: string;
  readonly incremental?: string;
}
export interface CalendarDocument {
  readonly timeZone: string;
  readonly weekly: Readonly<Record<string, readonly string[]>>;
  readonly holidays: readonly string[];
}
export interface PoolDocument {
  readonly id: string;
  readonly kind: string;
  readonly roles: readonly string[];
  readonly technologyGroups: readonly string[];
  readonly hoursPerMonth: number | string;
  readonly monthlyFee: string;
  readonly from?: string;
  readonly to?: string;
}
export interface EntryDocument {
  readonly id: string;
  readonly role: string;
  readonly technologyGroup: string | null;
  readonly start: string;
  readonly end: string;
  readonly billing: string;
  readonly approval?: string;
  readonly afterHoursApproved?: boolean;
}
interface ExpenseDocument {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly siteVisit: string | null;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The openings of one day: up to three, some at night where clocks are changed, some touching, some until 24:00. */
const openings = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 48 }).map((half) => half * 30),
      fc.integer({ min: 0, max: 240 }),
    ),
    {
      minLength: 0,
      maxLength: 6,
    },
  )
  .map((edges) => {
    const sorted = edges.sort((a, b) => a - b);
    const pairs = Array.from({ length: Math.floor(sorted.length / 2) }, (_, pair) =>
      sorted.slice(pair * 2, pair * 2 + 2),
    );
    return pairs.map(([from = 0, to = 0]) => `${clock(from)}-${clock(to)}`);
  });

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Business hours as they are usual, and as nobody would have them. */
export const calendarOf = (month: string): fc.Arbitrary<CalendarDocument> =>
  fc.record({
    timeZone: fc.constantFrom(...zones),
    weekly: fc.oneof(
      fc.constant(Object.fromEntries(weekdays.slice(0, 5).map((name) => [name, ['08:00-17:00']]))),
      fc.dictionary(fc.constantFrom(...weekdays), openings, { noNullPrototype: true }),
    ),
    holidays: fc.array(
      fc.integer({ min: 1, max: 28 }).map((date) => `${month}-${String(date).padStart(2, '0')}`),
      { maxLength: 3 },
    ),
  });

const amountIn = (currency: string, max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max }).map((units) => {
    const places = decimals[currency] ?? 2;
    const text = String(units).padStart(places + 1, '0');
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  });

const dayFrom = (date: Temporal.PlainDate, min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((days) => date.add({ days }).toString());

/** Moments at which something happens to a month: it begins or ends, or a clock is changed. */
function turnsOf(month: string, zone: string): readonly number[] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const from = first.toZonedDateTime(zone);
  const to = first.add({ months: 1 }).toZonedDateTime(zone);
  const turns = [from, to];
  for (
    let next = from.getTimeZoneTransition('next');
    next && next.epochMilliseconds < to.epochMilliseconds;
  ) {
    turns.push(next);
    next = next.getTimeZoneTransition('next');
  }
  return turns.map((turn) => Math.floor(turn.epochMilliseconds / 60_000));
}

/** Within a month, near one of its turns, or a little outside; up to two days long. */
function entryOf(month: string, zone: string): fc.Arbitrary<Omit<EntryDocument, 'id'>> {
  const turns = turnsOf(month, zone);
  const [from = 0, to = 0] = turns;
  return fc
    .record(
      {
        who: fc.constantFrom(['csdm', null] as const, ...groups.map((group) => ['cse', group] as const)),
        start: fc.oneof(
          fc.integer({ min: from - 600, max: to + 100 }),
          fc
            .tuple(fc.constantFrom(...turns), fc.integer({ min: -300, max: 120 }))
            .map(([turn, off]) => turn + off),
        ),
        length: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 2880 })),
        billing: fc.constantFrom(
          'service',
          'service',
          'service',
          'additional',
          'incremental',
          'goodwill',
          'internal',
        ),
        approval: fc.constantFrom('approved', 'approved', 'approved', 'submitted', 'rejected'),
        afterHoursApproved: fc.boolean(),
      },
      { requiredKeys: ['who', 'start', 'length', 'billing'] },
    )
    .map(({ who: [role, technologyGroup], start, length, ...rest }) => ({
      role,
      technologyGroup,
      start: moment(start),
      end: moment(start + length),
      ...rest,
    }));
}

export const moment = (minute: number): string => new Date(minute * 60_000).toISOString().replace('.000', '');

function poolOf(kind: string, month: string, currency: string): fc.Arbitrary<Omit<PoolDocument, 'id'>> {
  const first = Temporal.PlainDate.from(`${month}-01`);
  return fc.record(
    {
      kind: fc.constant(kind),
      roles: fc.subarray(['csdm', 'cse']),
      technologyGroups: fc.subarray([...groups]),
      hoursPerMonth: fc.constantFrom(0, 1, 2.5, 10, '3.05', 20, 40),
      monthlyFee: amountIn(currency, 500_000),
      from: dayFrom(first, -20, 15),
      to: dayFrom(first, 16, 60),
    },
    { requiredKeys: ['kind', 'roles', 'technologyGroups', 'hoursPerMonth', 'monthlyFee'] },
  );
}

/** Scenarios without a fault, made to meet every rule: small pools, odd hours, months in which clocks are changed. */
export const scenarios: fc.Arbitrary<ScenarioDocument> = fc
  .record({
    place: fc.constantFrom(
      ...clockChanges.flatMap(([zone, ...months]) => months.map((month) => ({ zone, month }))),
    ),
    currency: fc.constantFrom('USD', 'USD', 'JPY', 'KWD'),
  })
  .chain(({ place: { zone, month }, currency }) => {
    const first = Temporal.PlainDate.from(`${month}-01`);
    const supplements = fc.array(poolOf('supplemental', month, currency), { maxLength: 3 });
    const base = fc.array(poolOf('base', month, currency), { maxLength: 1 });
    const rate = amountIn(currency, 40_000);
    return fc.record(
      {
        month: fc.constant(month),
        currency: fc.constant(currency),
        timeZone: fc.constant(zone),
        calendar: calendarOf(month).chain((calendar) =>
          fc.constantFrom(calendar, { ...calendar, timeZone: zone }),
        ),
        contract: fc.record(
          {
            start: dayFrom(first, -400, 20),
            end: dayFrom(first, 21, 400),
            proration: fc.constantFrom('calendar-days', 'whole-month'),
            roundingIncrement: fc.constantFrom(1, 6, 15, 30),
            afterHours: fc.constantFrom('separate', 'pool-with-surcharge'),
            rates: fc.record(
              { overage: rate, afterHours: rate, afterHoursSurcharge: rate, incremental: rate },
              { requiredKeys: ['overage'] },
            ),
            pools: fc
              .tuple(supplements, base, supplements)
              .map((parts) => parts.flat().map((pool, index) => ({ id: `p${index}`, ...pool }))),
          },
          { requiredKeys: ['start', 'end', 'rates', 'pools'] },
        ),
        entries: fc
          .array(entryOf(month, zone), { maxLength: 12 })
          .map((entries) => entries.map((entry, index) => ({ id: `e${(index * 7) % 13}`, ...entry }))),
        expenses: fc
          .array(
            fc.record({
              date: dayFrom(first, -5, 40),
              amount: amountIn(currency, 100_000),
              siteVisit: fc.constantFrom('approved', 'requested', 'refused', null),
            }),
            { maxLength: 3 },
          )
          .map((expenses) => expenses.map((expense, index) => ({ id: `x${index}`, ...expense }))),
      },
      { requiredKeys: ['month', 'currency', 'timeZone', 'calendar', 'contract'] },
    );
  });

/** A scenario, and the same with its base package replaced by one like it on a day within the month; its rates may change on that day. */
export const divided: fc.Arbitrary<{ readonly whole: ScenarioDocument; readonly parts: ScenarioDocument }> =
  scenarios
    .filter(({ contract }) => contract.pools.some(({ kind }) => kind === 'base'))
    .chain((whole) => {
      const { contract, month, currency } = whole;
      const first = Temporal.PlainDate.from(`${month}-01`);
      const rate = amountIn(currency, 40_000);
      return fc
        .record({
          on: dayFrom(first, 1, 27),
          rates: fc.option(fc.record({ overage: rate, afterHours: rate }), { nil: contract.rates }),
        })
        .map(({ on, rates }) => ({
          whole,
          parts: {
            ...whole,
            contract: {
              ...contract,
              laterRates: [{ from: on, rates }],
              pools: contract.pools.flatMap((pool): PoolDocument[] => {
                const { from = contract.start, to = contract.end } = pool;
                if (pool.kind !== 'base' || from >= on || to <= on) return [pool];
                return [
                  { ...pool, from, to: on },
                  { ...pool, id: 'after', from: on, to },
                ];
              }),
            },
          },
        }));
    });
