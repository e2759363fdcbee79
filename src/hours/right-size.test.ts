import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import type { Contract } from '../contracts/contract.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { recommend } from '../contracts/recommendation.ts';
import { warningsOf } from '../contracts/warning.ts';
import { known, type Id } from '../core/id.ts';
import { rightSizeApi } from './right-size-api.ts';
import { rightSize } from './right-size.ts';
import { readScenario } from './scenario.ts';

const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const newId = <Kind extends string>(): Id<Kind> => known<Kind>(randomUUIDv7());
const [start, end, today] = ['2026-01-01', '2027-01-01', '2026-11-24'];
const guide = { ...guidePriceBook('USD', start, [network!, security!]), id: newId<'price-book'>() };

interface Case {
  readonly hours: number;
  /** Hours that were used in each month, the last one October. */
  readonly used: readonly number[];
  readonly groups?: readonly TechnologyGroupId[];
  readonly devices?: number;
  readonly ends?: string;
  readonly service?: 'help-desk' | 'managed-security';
  readonly book?: typeof guide;
}

const contractOf = ({ hours, groups = [network!], ends = end }: Case): Contract => ({
  id: newId(),
  clientId: newId(),
  number: 'LAKE-1',
  priceBookId: guide.id,
  calendarId: newId(),
  currency: 'USD',
  timeZone: 'UTC',
  start,
  end: ends,
  proration: 'calendar-days',
  roundingIncrement: 1,
  afterHours: 'separate',
  invoiceTiming: 'arrears',
  rates: guide.rates,
  laterRates: [],
  packages: [
    {
      id: newId(),
      kind: 'base',
      scope: 'standard',
      technologyGroups: [...groups],
      hoursPerMonth: hours,
      feeMonthly: `${hours * 165}.00`,
      feeAgreed: false,
      tier: hours < 30 ? 'Bronze' : 'Silver',
      from: start,
      to: ends,
      orderedOn: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
      follows: null,
      addedBy: null,
      endedBy: null,
    },
  ],
});

/** A month in which the CSDM worked so many hours, a few each day. */
const monthOf = (month: string, hours: number) =>
  readScenario(
    {
      month,
      currency: 'USD',
      timeZone: 'UTC',
      calendar: { timeZone: 'UTC', weekly: everyDay, holidays: [] },
      contract: { start, end, rates: { overage: '175.00' }, pools: [] },
      entries: Array.from({ length: hours }, (_, nth) => ({
        id: `${month}-${String(nth).padStart(3, '0')}`,
        role: 'csdm',
        technologyGroup: null,
        start: `${month}-${String(1 + (nth % 28)).padStart(2, '0')}T${String(Math.floor(nth / 28)).padStart(2, '0')}:00:00Z`,
        end: `${month}-${String(1 + (nth % 28)).padStart(2, '0')}T${String(Math.floor(nth / 28) + 1).padStart(2, '0')}:00:00Z`,
        billing: 'service',
      })),
    },
    [],
  )!;
const everyDay = Object.fromEntries(
  'mon tue wed thu fri sat sun'.split(' ').map((name) => [name, ['00:00-24:00']]),
);

function sizeOf(said: Case) {
  const { used, groups = [network!], devices = 0, service = 'help-desk', book = guide } = said;
  const contract = contractOf(said);
  const client = {
    id: contract.clientId,
    code: 'LAKE',
    name: 'Lakeside',
    technologyGroups: [...groups],
    deviceCount: devices,
  };
  const services = [{ kind: service, from: start, to: null }];
  return rightSize(
    {
      client,
      offer: {
        contract,
        book,
        services,
        deviceCount: devices,
        technologyGroups: [network!, security!],
        others: [],
        openFrom: null,
        today,
      },
      recommendation: recommend(book, { spend: '9000.00', devices, technologyGroups: groups }),
      warnings: warningsOf({ client, services, contract, book, day: today }),
      months: used.map((hours, nth) =>
        monthOf(`2026-${String(11 - used.length + nth).padStart(2, '0')}`, hours),
      ),
    },
    newId,
  );
}
const six = (hours: number) => Array.from({ length: 6 }, () => hours);
const inShort = ({ verdict, advised }: ReturnType<typeof sizeOf>): string =>
  advised ? `${verdict} ${advised.hoursPerMonth} h ${advised.savedMonthly}` : verdict;

describe('by the guide’s book, 165.00 an hour of a package and 175.00 an hour beyond', () => {
  const cases: readonly (readonly [name: string, said: Case, answer: string])[] = [
    [
      '40 h of which 18 are used, several technologies: Silver is needed, so 30 h',
      { hours: 40, used: six(18), groups: [network!, security!] },
      'change-advised 30 h 1650.00',
    ],
    [
      '30 h of which 22 are used: 20 h and 2 h of overage are 3,650.00',
      { hours: 30, used: six(22) },
      'change-advised 20 h 1300.00',
    ],
    [
      'the same with 250 devices, which Bronze is not for',
      { hours: 30, used: six(22), devices: 250 },
      'right-as-it-is',
    ],
    [
      '20 h of which 45 are used: 40 h for 7,475.00 instead of 7,675.00',
      { hours: 20, used: six(45) },
      'change-advised 40 h 200.00',
    ],
    ['20 h of which 29 are used: 30 h would come to more', { hours: 20, used: six(29) }, 'right-as-it-is'],
    [
      '20 h of which 30 are used: 100.00 less of 5,050.00 is hardly 2%',
      { hours: 20, used: six(30) },
      'right-as-it-is',
    ],
    ['two full months', { hours: 40, used: [10, 10] }, 'too-little-known'],
    [
      '20 h and 250 devices: the rules ask for 30 h, which cost more',
      { hours: 20, used: six(15), devices: 250 },
      'change-needed 30 h -1650.00',
    ],
    [
      'no service that Client Service Management supplements: no change can be sold',
      { hours: 40, used: six(10), service: 'managed-security' },
      'no-change-possible',
    ],
    [
      'the contract ends before a change could begin',
      { hours: 40, used: six(10), ends: '2026-12-01' },
      'no-change-possible',
    ],
  ];
  test.each(cases)('%s', (_, said, answer) => expect(inShort(sizeOf(said))).toBe(answer));

  test('every step is told, with what the rules leave out, and each month as it is and as it would be', () => {
    const told = sizeOf({ hours: 40, used: six(18), groups: [network!, security!] });
    expect(told.words).toBe(
      '30 hours a month (Silver) instead of 40 would have come to 1,650.00 USD a month less.',
    );
    expect(told.steps).toEqual([
      'As agreed: 40 hours a month (Silver) for 6,600.00 USD.',
      'May 2026 to October 2026: 18 h used a month on average, 18 h at most, in May 2026; in all 0 min beyond the packages and 132 h expired. Use is steady.',
      'With the packages of now that comes to 39,600.00 USD in fees and overage.',
      expect.stringContaining(
        'The price book recommends 40 hours. Managed services for 9,000.00 USD a month',
      ),
      'Not 20 hours: Bronze is for at most 1 technology group, and 2 are in scope. Choose Silver, from 30 hours.',
      'The least dear that may be sold: 30 hours a month (Silver) for 4,950.00 USD, in all 29,700.00 USD.',
    ]);
    expect(told.months[0]).toEqual({
      month: '2026-05',
      minutesUsed: 1080,
      minutesOverage: 0,
      minutesExpired: 1320,
      amountNow: '6600.00',
      amountThen: '4950.00',
    });
    expect(told.doubts).toEqual([]);
    expect(told.advised?.effectiveDay).toBe('2026-12-01');
  });

  test('what speaks against the advice is told: few months, rising use, the month it would have cost more in', () => {
    expect(sizeOf({ hours: 40, used: [5, 5, 39, 39] })).toMatchObject({
      verdict: 'change-advised',
      doubts: [
        'Use is known of 4 full months alone.',
        'Use is rising: fewer hours may soon be too few.',
        'It would have come to less in 2 of 4 months alone.',
        'Work would have gone beyond the packages in 2 of 4 months.',
        'In September 2026 it would have come to 25.00 USD more.',
      ],
    });
  });
});

test('a supplement is advised where it is less dear by the hour than the base package', () => {
  const book = {
    ...guide,
    packages: guide.packages.map((sold) =>
      sold.scope === 'csdm' ? { ...sold, feePerHour: '100.00' } : sold,
    ),
  };
  expect(sizeOf({ hours: 30, used: six(48), book }).advised).toMatchObject({
    hoursPerMonth: 50,
    savedMonthly: '1800.00',
    parts: [
      { kind: 'base', hoursPerMonth: 20 },
      { kind: 'supplement', scope: 'csdm', hoursPerMonth: 30 },
    ],
  });
});

describe('over the database', () => {
  const world = useWorld();
  const seed = seeding(world);
  let contract: Contract['id'] = known('');

  /** 40 h, of which 8 are used in September and October each and 9 in August, one of them not approved yet. */
  beforeAll(async () => {
    await world.as('ada')(contractsApi.publishPriceBook, {
      body: guidePriceBook('USD', '2020-01-01', [network!, security!]),
    });
    ({ id: contract } = await seed.contract(world.lakeside, {
      start: '2026-07-15',
      end: '2027-07-15',
      packages: [{ scope: 'standard', groups: ['network', 'security'], hours: 40, fee: 660_000 }],
    }));
    for (const day of ['2026-07-21', '2026-08-20', '2026-09-22', '2026-10-20', '2026-11-20'])
      await seed.entry({ start: `${day}T14:00:00Z`, minutes: 480 });
    await seed.entry({ start: '2026-08-21T14:00:00Z', minutes: 60, state: 'submitted' });
  });

  const show = (who: 'ines' | 'marek' | 'frank' | 'lena') =>
    world.as(who)(rightSizeApi.showRightSize, { params: { contract } });

  test('it rests on the full months of the contract, and what is advised can be drafted as it is', async () => {
    const told = await show('frank');
    expect(told.months.map(({ month, minutesUsed }) => `${month} ${minutesUsed}`)).toEqual([
      '2026-08 540',
      '2026-09 480',
      '2026-10 480',
    ]);
    expect(inShort(told)).toBe('change-advised 30 h 1650.00');
    const drafted = await world.as('ines')(contractsApi.draftChange, {
      params: { contract },
      body: { reason: 'Half of the hours expire', parts: told.advised!.parts },
    });
    expect(drafted).toMatchObject({
      effectiveDay: told.advised!.effectiveDay,
      parts: [{ feeMonthly: '4950.00' }],
    });
  });

  test('engineers and clients are told nothing of it', async () => {
    for (const who of ['marek', 'lena'] as const)
      await expect(show(who)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the list has every contract that runs, most money at stake first, in as many statements for one client as for many', async () => {
    const count = async (limit: number) => {
      world.statements.length = 0;
      const { items } = await world.as('sofia')(rightSizeApi.listRightSizes, { query: { limit } });
      return { items, statements: world.statements.length };
    };
    for (const hours of [30, 50])
      await seed.contract(await seed.client(`Client ${hours}`), {
        packages: [{ scope: 'standard', groups: ['network'], hours, fee: hours * 16_500 }],
      });
    await world.owner.query(
      `insert into purchased_service (provider_id, id, client_id, kind, from_day)
       select provider_id, gen_random_uuid(), id, 'help-desk', '2026-01-01' from client where name like 'Client %'`,
    );
    const all = await count(500);
    expect(all.items.map((one) => `${one.clientName} ${one.advised?.savedMonthly}`)).toEqual([
      'Client 50 4950.00',
      'Client 30 1650.00',
      'Lakeside Clinics 1650.00',
    ]);
    expect(all.items[0]?.months).toHaveLength(6);
    expect((await count(2)).statements).toBe(all.statements);
  });
});
