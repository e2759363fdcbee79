import { describe, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useTeam } from '../../test/team.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ClientId } from '../people/person.ts';
import { hoursApi } from './api.ts';
import { poolsApi } from './pool-api.ts';
import { rate } from './rate.ts';
import { recompute } from './recompute.ts';
import { readScenario } from './scenario.ts';
import { writeStatement } from './statement.ts';
import { previewsApi } from './preview-api.ts';

const world = useWorld();
useTeam(world);
const seed = seeding(world);
const network = TechnologyGroupId.parse('network');
const november = (client = world.lakeside) => ({ params: { client, month: '2026-11' } });

describe('the hours of a month', () => {
  test('a month without a contract is refused in words', async () => {
    await expect(world.as('ines')(hoursApi.getMonthHours, november())).rejects.toMatchObject({
      code: 'hours.no-contract',
      message: 'Lakeside Clinics has none in 2026-11.',
    });
  });

  test('pools, draws, overage and the statement are those of the rating', async () => {
    const { packages } = await seed.contract(world.lakeside, {
      packages: [
        { ...base, hours: 20 },
        { scope: 'cse', groups: ['security'], hours: 10, fee: 165_000, from: '2026-11-16', to: '2027-01-01' },
      ],
    });
    // 19 h 30 min on the first days, then 100 minutes, 105 by the increment, of which 30 fit.
    for (const day of ['03', '04', '05'])
      await seed.entry({ start: `2026-11-${day}T15:00:00Z`, minutes: 380 });
    await seed.entry({ who: 'ines', role: 'csdm', start: '2026-11-06T15:00:00Z', minutes: 100 });
    await seed.entry({ who: 'priya', group: 'security', start: '2026-11-17T15:00:00Z', minutes: 61 });
    await seed.entry({ start: '2026-11-09T16:00:00Z', state: 'submitted' });
    await seed.entry({ start: '2026-11-09T23:30:00Z' });
    await seed.entry({ start: '2026-11-10T16:00:00Z', billing: 'goodwill' });
    await seed.entry({ start: '2026-11-11T16:00:00Z', state: 'rejected' });
    await seed.entry({ start: '2026-11-11T18:00:00Z', state: 'referred' });
    await seed.expense('2026-11-12', 41_237, 'approved');
    await seed.expense('2026-11-13', 1_000, 'requested');

    const hours = await world.as('ines')(hoursApi.getMonthHours, november());
    const scenario = await world.as('ines')(hoursApi.getScenario, november());
    const statement = writeStatement(rate(readScenario(scenario, [])!));

    expect(
      hours.pools.map(({ package: id, minutesAllotted, minutesUsed, words }) => [
        id,
        minutesAllotted,
        minutesUsed,
        words,
      ]),
    ).toEqual([
      [packages[0], 1200, 1200, '20 h of 20 h used. All of it is used.'],
      [
        packages[1],
        300,
        75,
        '1 h 15 min of 5 h used. 3 h 45 min are left; what is not used by 30 November 2026 expires.',
      ],
    ]);
    // 16 of 20 business days and an hour have passed, of the supplement 6 of 10 and an hour.
    expect(hours.pools.map(({ minutesEven }) => minutesEven)).toEqual([967, 183]);
    expect(hours.overage).toEqual({ minutes: 135, rate: '175.00', amount: '393.75' });
    expect(hours.lines.map(({ kind, amount, words }) => [kind, amount, words])).toEqual([
      ['base-fee', '3300.00', 'Base package, CSDM and CSE (Network)'],
      ['supplemental-fee', '825.00', 'Supplement, CSE (Security)'],
      ['overage', '218.75', 'Overage, 1 h 15 min at 175.00 an hour'],
      ['expense', '412.37', 'Expense of 12 November 2026: transport, Train to Joliet'],
    ]);
    expect(hours.total).toBe('4756.12');
    expect([hours.total, hours.lines.map(({ amount }) => amount)]).toEqual([
      statement.total,
      statement.lines.map(({ amount }) => amount),
    ]);
    expect(
      hours.work.flatMap(({ entry, class: unitClass, draws }) =>
        draws.map((draw) => ({ entry, pool: draw.package, minutes: draw.minutes, class: unitClass })),
      ),
    ).toEqual(statement.allocations);
    expect(hours.work.find(({ subject, personName }) => subject && personName === 'Ines')).toMatchObject({
      role: 'csdm',
      minutesWorked: 100,
      minutes: 105,
      outcome: 'drawn',
      draws: [
        { package: packages[0], minutes: 30, before: 30, after: 0 },
        { package: null, minutes: 75, before: null, after: null },
      ],
    });
  });

  test('an exception says what it is about and what settles it', async () => {
    const { exceptions, underReview } = await world.as('ines')(hoursApi.getMonthHours, november());
    expect(underReview).toEqual({ exceptions: 3, minutes: 120 });
    expect(exceptions.map(({ reason, words, settles }) => [reason, words, settles])).toEqual([
      [
        'not-approved',
        'Marek, 1 h on 9 November 2026 (Firewall review): submitted, and not yet approved or rejected.',
        ['approve', 'reject', 'refer'],
      ],
      [
        'after-hours-not-approved',
        'Marek, 1 h on 9 November 2026 (Firewall review): after hours without a booking that was approved before.',
        ['approve-after-hours', 'give-as-goodwill', 'refer'],
      ],
      [
        'site-visit-not-approved',
        'Marek, expense of 13 November 2026 (transport, Train to Joliet): its site visit waits for a decision.',
        ['approve-visit', 'write-off'],
      ],
    ]);
  });

  test('the burn-down runs up to what is used, and the pace sets it against the business time that has passed', async () => {
    const { burnDown, pace } = await world.as('ines')(hoursApi.getMonthHours, november());
    expect(
      burnDown.filter(({ day }) => ['2026-11-02', '2026-11-03', '2026-11-06', '2026-11-30'].includes(day)),
    ).toEqual([
      { day: '2026-11-02', minutesUsed: 0, minutesEven: 75, worked: [] },
      {
        day: '2026-11-03',
        minutesUsed: 390,
        minutesEven: 150,
        worked: [{ role: 'cse', technologyGroup: network, minutes: 390 }],
      },
      {
        day: '2026-11-06',
        minutesUsed: 1275,
        minutesEven: 375,
        worked: [{ role: 'csdm', technologyGroup: null, minutes: 105 }],
      },
      { day: '2026-11-30', minutesUsed: 1410, minutesEven: 1500, worked: [] },
    ]);
    // By 24 November, 09:00 in Chicago, 16 of 20 days and an hour have passed.
    expect(pace).toMatchObject({
      minutesAllotted: 1500,
      minutesUsed: 1410,
      minutesWaiting: 60,
      minutesOverage: 135,
      businessMinutes: 20 * 540,
      businessMinutesPassed: 16 * 540 + 60,
      percentUsed: 94,
      percentPassed: 80,
      verdict: 'over',
    });
  });

  test('a client sees its own hours, and of what is not settled only how much it is', async () => {
    const hours = await world.as('lena')(hoursApi.getMonthHours, november());
    expect(hours.total).toBe('4756.12');
    expect(hours.exceptions).toEqual([]);
    expect(hours.underReview).toEqual({ exceptions: 3, minutes: 120 });
    expect([...new Set(hours.work.map(({ outcome }) => outcome))].sort()).toEqual(['drawn', 'left-out']);
    await expect(world.as('hugo')(hoursApi.getMonthHours, november())).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(world.as('olga')(hoursApi.getMonthHours, november())).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('every figure of the explanation follows from contract, packages and entries', async () => {
    const tree = await world.as('carl')(hoursApi.explainMonth, november());
    expect(tree.value).toBe('4756.12');
    expect(recompute(tree).differences).toEqual([]);
    expect(JSON.stringify(tree)).toContain(
      'Ines on 6 November 2026 (Firewall review): not covered by a pool',
    );
  });
});

test('an expense in another currency than the contract’s is held back, whatever was decided about its visit', async () => {
  const expense = await seed.expense('2026-11-14', 9_900, 'approved', { currency: 'CAD' });
  const { exceptions } = await world.as('ines')(hoursApi.getMonthHours, november());
  expect(exceptions.find((one) => one.expense === expense)?.words).toBe(
    'Marek, expense of 14 November 2026 (transport, Train to Joliet): it is in CAD, not in the contract’s currency.',
  );
  await world.owner.query('delete from expense where id = $1', [expense]);
});

describe('after hours', () => {
  const night = '2026-11-19T01:00:00Z';
  const reasons = async () =>
    (await world.as('ines')(hoursApi.getMonthHours, november(world.lakeside))).exceptions
      .filter(({ day }) => day === '2026-11-18')
      .map(({ reason }) => reason);

  test.each([
    ['no booking', null, ['after-hours-not-approved']],
    [
      'a booking approved before',
      ['2026-11-19T00:00:00Z', '2026-11-19T03:00:00Z', '2026-11-19T00:59:00Z'],
      [],
    ],
    [
      'a booking approved as it begins',
      ['2026-11-19T00:00:00Z', '2026-11-19T03:00:00Z', night],
      ['after-hours-not-approved'],
    ],
    [
      'a booking that ends too early',
      ['2026-11-19T00:00:00Z', '2026-11-19T01:59:00Z', '2026-11-18T12:00:00Z'],
      ['after-hours-not-approved'],
    ],
    [
      'a booking nobody decided on',
      ['2026-11-19T00:00:00Z', '2026-11-19T03:00:00Z', null],
      ['after-hours-not-approved'],
    ],
  ] as const)('with %s, work at night is held back for %j', async (_, booked, expected) => {
    const entry = await seed.entry({ start: night });
    if (booked) {
      const booking = await seed.booking(booked[0], booked[1], booked[2]);
      await world.owner.query('update entry set booking_id = $1 where id = $2', [booking, entry]);
    }
    expect(await reasons()).toEqual(expected);
    await world.owner.query('delete from entry where id = $1', [entry]);
  });

  test('the supervisor’s approval afterwards settles it', async () => {
    await seed.entry({ start: night, afterHoursApproved: true });
    expect(await reasons()).toEqual([]);
    const { lines } = await world.as('ines')(hoursApi.getMonthHours, november());
    expect(lines.find(({ kind }) => kind === 'after-hours')).toMatchObject({
      minutes: 60,
      rate: '262.50',
      amount: '262.50',
    });
  });
});

describe('before an entry is saved', () => {
  const at = (start: string, end: string, said: object = {}) => ({
    query: { client: world.lakeside, role: 'csdm' as const, startedAt: start, endedAt: end, ...said },
  });

  test('it says what it would draw and what more there would be to pay', async () => {
    const [early] = await world.as('ines')(
      previewsApi.previewEntry,
      at('2026-11-02T15:00:00Z', '2026-11-02T15:30:00Z'),
    );
    // It takes 30 minutes of the pool that later work had drawn, which pushes as much into overage.
    expect(early).toMatchObject({
      month: '2026-11',
      parts: [
        {
          class: 'business',
          minutes: 30,
          outcome: 'drawn',
          draws: [{ minutes: 30, before: 1200, after: 1170 }],
        },
      ],
      heldBack: [],
      overageMinutes: 30,
      totalChange: '87.50',
    });
  });

  test('it says what would be held back', async () => {
    const [night] = await world.as('ines')(
      previewsApi.previewEntry,
      at('2026-11-20T02:00:00Z', '2026-11-20T03:00:00Z'),
    );
    expect(night).toMatchObject({
      heldBack: ['after-hours-not-approved'],
      overageMinutes: 0,
      totalChange: '0.00',
    });
    const [security] = await world.as('priya')(
      previewsApi.previewEntry,
      at('2026-11-05T15:00:00Z', '2026-11-05T16:00:00Z', { role: 'cse', technologyGroup: 'security' }),
    );
    expect(security?.heldBack).toEqual(['no-matching-pool']);
  });

  test('an entry over the end of a month is told for both months', async () => {
    const both = await world.as('ines')(
      previewsApi.previewEntry,
      at('2026-11-01T04:30:00Z', '2026-11-01T05:30:00Z', { billing: 'goodwill' }),
    );
    expect(
      both.map(({ month, parts }) => [month, parts.map(({ minutes, outcome }) => [minutes, outcome])]),
    ).toEqual([
      ['2026-10', [[30, 'left-out']]],
      ['2026-11', [[30, 'left-out']]],
    ]);
  });

  test('an end before its start and a fraction of a minute are refused', async () => {
    await expect(
      world.as('ines')(previewsApi.previewEntry, at('2026-11-02T15:00:00Z', '2026-11-02T15:00:00Z')),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(
      world.as('ines')(previewsApi.previewEntry, at('2026-11-02T15:00:30Z', '2026-11-02T16:00:00Z')),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the portfolio', () => {
  test('each client has its hours, its pace and what it needs of whoever asks', async () => {
    const rows = async (who: 'ines' | 'sofia' | 'frank') =>
      (await world.as(who)(hoursApi.listHours, { query: { month: '2026-11' } })).items;
    const [harbor, lakeside] = await rows('ines');
    expect(harbor).toMatchObject({
      clientName: 'Harbor Freight Lines',
      contractId: null,
      pace: null,
      total: null,
    });
    expect(lakeside).toMatchObject({
      clientName: 'Lakeside Clinics',
      csdmName: 'Ines',
      total: '5018.62',
      overageAmount: '393.75',
      exceptions: 3,
      entriesSubmitted: 1,
      entriesDraft: 0,
      teamGaps: [],
    });
    expect(lakeside?.needs.map(({ kind, count }) => [kind, count])).toEqual([
      ['mend-contract', 1],
      ['approve-time', 1],
      ['watch-overage', 1],
    ]);
    expect((await rows('sofia'))[1]?.needs.map(({ kind }) => kind)).toEqual([
      'mend-contract',
      'approve-after-hours',
      'approve-visits',
      'approve-time',
      'watch-overage',
    ]);
    expect((await rows('frank'))[1]?.needs).toEqual([]);
  });

  test('it can be narrowed to the clients one is on the team of', async () => {
    const { items } = await world.as('marek')(hoursApi.listHours, {
      query: { month: '2026-11', of: 'mine' },
    });
    expect(items.map(({ clientName }) => clientName)).toEqual(['Lakeside Clinics']);
  });

  test('it takes as many statements for two contracts as for one', async () => {
    const count = async () => {
      const before = world.statements.length;
      await world.as('ines')(hoursApi.listHours, { query: { month: '2026-11' } });
      return world.statements.length - before;
    };
    const one = await count();
    await seed.contract(world.harbor, { zone: 'Europe/London' });
    await seed.entry({ client: world.harbor, who: 'priya', start: '2026-11-03T12:00:00Z' });
    expect(await count()).toBe(one);
  });
});

describe('what the pools of several clients have left', () => {
  const left = (...clients: readonly ClientId[]) =>
    world.as('marek')(poolsApi.listPools, { params: { month: '2026-11' }, body: { clients: [...clients] } });

  test('is told pool by pool, as the hours of each client tell it, time that waits for approval included', async () => {
    await seed.entry({ who: 'priya', group: 'security', start: '2026-11-18T15:00:00Z', state: 'submitted' });
    const { pools } = await world.as('marek')(hoursApi.getMonthHours, november());
    const [lakeside, ...others] = await left(world.lakeside, world.foreign);
    expect(lakeside).toMatchObject({ clientId: world.lakeside });
    expect(lakeside?.pools.map((pool) => [pool.package, pool.minutesUnused])).toEqual(
      pools.map((pool) => [pool.package, pool.minutesUnused]),
    );
    expect(others).toEqual([]);
  });

  test('takes as many statements for two clients as for one', async () => {
    const count = async (...clients: readonly ClientId[]) => {
      const before = world.statements.length;
      await left(...clients);
      return world.statements.length - before;
    };
    expect(await count(world.lakeside, world.harbor)).toBe(await count(world.lakeside));
  });
});

describe('two contracts in one month', () => {
  test('share its time at the day on which the second begins', async () => {
    await world.owner.query('delete from package where client_id = $1', [world.harbor]);
    await world.owner.query('delete from contract where client_id = $1', [world.harbor]);
    const first = await seed.contract(world.harbor, { end: '2026-11-15', increment: 1 });
    const second = await seed.contract(world.harbor, {
      start: '2026-11-15',
      end: '2027-11-15',
      increment: 1,
    });
    const late = await seed.entry({
      client: world.harbor,
      who: 'priya',
      start: '2026-11-15T05:30:00Z',
      afterHoursApproved: true,
    });
    const of = (contract: typeof first) =>
      world.as('ines')(hoursApi.getMonthHours, {
        ...november(world.harbor),
        query: { contract: contract.id },
      });
    const parts = async (contract: typeof first) =>
      (await of(contract)).work.map(({ entry, startedAt, minutes }) => [entry, startedAt, minutes]);
    const earlier = (await of(first)).work.length;
    expect((await parts(first)).at(-1)).toEqual([late, '2026-11-15T05:30:00Z', 30]);
    expect(await parts(second)).toEqual([[late, '2026-11-15T06:00:00Z', 30]]);
    expect(earlier).toBe(2);
    expect((await of(first)).otherContracts).toEqual([second.id]);
    expect((await of(first)).lines[0]).toMatchObject({ amount: '1540.00' });
    expect((await of(second)).lines[0]).toMatchObject({ amount: '1760.00' });
  });
});
