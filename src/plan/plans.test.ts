import { beforeAll, describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ContractId } from '../contracts/contract.ts';
import { base } from '../../test/hours.ts';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { plansApi } from './api.ts';

const world = useWorld();
const { buy, contractFor, served, designate, make, count: counted } = planning(world);

describe('a plan', () => {
  test('is made in one step, with all rows that apply and a year of what comes of them', async () => {
    const { client, contract } = await served('One step');
    const plan = await make(contract);
    expect(new Set(plan.rows.map(({ row }) => row)).size).toBe(53);
    expect(plan.rows).toHaveLength(54);
    expect(
      plan.rows.filter(({ blocked }) => blocked !== null).map(({ row, blocked }) => [row, blocked]),
    ).toEqual([
      [46, 'The vulnerability scanner is not bought.'],
      [47, 'Managed security is not bought.'],
      [48, 'The vulnerability scanner is not bought.'],
      [49, 'Managed security is not bought.'],
      [50, 'Managed security is not bought.'],
      [51, 'Security awareness training is not bought.'],
    ]);
    expect(await counted(client)).toBeGreaterThan(500);
    const { items } = await world.as('ines')(plansApi.listOccurrences, { query: { client, row: 5 } });
    expect(items.map(({ ruleDay, dueDay }) => [ruleDay, dueDay]).slice(0, 3)).toEqual([
      ['2026-11-30', '2026-11-30'],
      ['2026-12-31', '2026-12-31'],
      ['2027-01-31', '2027-01-29'],
    ]);
    expect(items.at(-1)?.ruleDay).toBe('2027-11-30');
    expect(items[0]).toMatchObject({
      state: 'due',
      responsible: [{ name: 'Ines' }],
      name: 'Service execution report',
    });
  });

  test('of a package of CSDM time alone has no rows of a CSE', async () => {
    const { contract } = await served('CSDM only', {
      packages: [{ scope: 'csdm-only', hours: 20, fee: 330_000, to: '2028-11-01' }],
    });
    const { rows } = await make(contract);
    expect(new Set(rows.map(({ owner }) => owner))).toEqual(new Set(['csdm', 'client']));
  });

  test('has a row for each technology group where that is asked', async () => {
    const { contract } = await served('Each group', {
      packages: [{ ...base, groups: ['network', 'collaboration'], to: '2028-11-01' }],
    });
    const { rows } = await make(contract, { eachGroup: [32] });
    expect(rows.filter(({ row }) => row === 32).map(({ technologyGroup }) => technologyGroup)).toEqual([
      'collaboration',
      'network',
    ]);
  });

  test('is made once', async () => {
    const { contract } = await served('Once');
    await make(contract);
    await expect(make(contract)).rejects.toMatchObject(refused('plan.there'));
  });

  test('begins within the term', async () => {
    const { contract } = await served('Term');
    await expect(make(contract, { start: '2028-11-01' })).rejects.toMatchObject(refused('plan.outside-term'));
  });

  test('is not there before it is made', async () => {
    const { contract } = await served('None');
    await expect(world.as('ines')(plansApi.getPlan, { params: { contract } })).rejects.toMatchObject(
      refused('plan.missing'),
    );
  });

  test('fits the pools or goes beyond them, by role and in money', async () => {
    const { contract } = await served('Fit');
    await make(contract);
    const fit = await world.as('ines')(plansApi.getPlanFit, { params: { contract } });
    expect(fit.pooled).toBe(1200);
    expect(fit.lines.map(({ role, technologyGroup }) => [role, technologyGroup])).toEqual([
      ['csdm', null],
      ['cse', null],
    ]);
    expect(fit.planned).toBe(fit.covered + fit.gap);
    expect(fit.gapAmount).toBe(((fit.gap * 175) / 60).toFixed(2));
  });
});

describe('a row', () => {
  const ofRow = async (contract: ContractId, row: number) => {
    const { rows } = await world.as('ines')(plansApi.getPlan, { params: { contract } });
    const found = rows.find((one) => one.row === row);
    if (!found) throw new Error(`row ${row} is not planned`);
    return found;
  };
  const draftFrom = ({
    row,
    owner,
    technologyGroup,
    personId,
    cadence,
    businessDay,
    trigger,
    timesAYear,
    minutes,
  }: Awaited<ReturnType<typeof ofRow>>) => ({
    row,
    owner,
    technologyGroup,
    personId,
    cadence,
    businessDay,
    trigger,
    timesAYear,
    minutes,
  });

  test('that is planned otherwise keeps what was worked, and only the future comes anew', async () => {
    const { client, contract } = await served('Otherwise');
    await make(contract, { start: '2026-11-01' });
    const row = await ofRow(contract, 14);
    const list = async () =>
      (await world.as('ines')(plansApi.listOccurrences, { query: { client, row: 14 } })).items;
    const before = await list();
    const next = before.find(({ dueDay }) => dueDay > '2026-11-24');
    if (!next) throw new Error('nothing is to come');
    await world.as('ines')(plansApi.giveEvidence, {
      params: { occurrence: next.id },
      body: { kind: 'statement', words: 'Begun already' },
    });
    await world.as('ines')(plansApi.changePlanRow, {
      params: { planRow: row.id },
      body: { ...draftFrom(row), cadence: 'FREQ=MONTHLY;BYMONTHDAY=15', minutes: 45 },
    });
    const after = await list();
    expect(after.filter(({ dueDay }) => dueDay < '2026-11-24')).toEqual(
      before.filter(({ dueDay }) => dueDay < '2026-11-24'),
    );
    expect(
      after
        .filter(({ dueDay }) => dueDay >= '2026-11-24')
        .map(({ id, ruleDay, minutes }) => [id === next.id, ruleDay, minutes])
        .slice(0, 3),
    ).toEqual([
      [true, '2026-11-27', 30],
      [false, '2026-12-15', 45],
      [false, '2027-01-15', 45],
    ]);
  });

  test('that ends takes with it what is not worked yet', async () => {
    const { client, contract } = await served('Ends');
    await make(contract);
    const row = await ofRow(contract, 6);
    await world.as('ines')(plansApi.endPlanRow, { params: { planRow: row.id }, body: { to: '2027-02-01' } });
    const { items } = await world.as('ines')(plansApi.listOccurrences, { query: { client, row: 6 } });
    expect(items.map(({ ruleDay }) => ruleDay)).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
  });

  test.each([
    ['plan.row-unknown', 14, { owner: 'cse' as const }],
    ['plan.group-unknown', 32, { technologyGroup: TechnologyGroupId.parse('collaboration') }],
    ['plan.row-there', 33, { row: 32 }],
    ['plan.day-past', 14, { from: '2026-11-23' }],
    ['plan.outside-term', 14, { from: '2029-01-01' }],
  ])('is refused as %s', async (code, number, wrong) => {
    const { contract } = await served(`Refused ${code}`);
    await make(contract);
    const row = await ofRow(contract, number);
    const change = world.as('ines')(plansApi.changePlanRow, {
      params: { planRow: row.id },
      body: { ...draftFrom(row), ...wrong },
    });
    await expect(change).rejects.toMatchObject(refused(code));
  });

  test('is not for somebody who does not hold the role', async () => {
    const { contract } = await served('Person');
    await make(contract);
    const row = await ofRow(contract, 14);
    const change = (personId: (typeof world.people)['marek']['id']) =>
      world.as('ines')(plansApi.changePlanRow, {
        params: { planRow: row.id },
        body: { ...draftFrom(row), personId },
      });
    await expect(change(world.people.marek.id)).rejects.toMatchObject(refused('plan.person-unfit'));
    const { rows } = await change(world.people.ines.id);
    expect(rows.find((one) => one.row === 14)).toMatchObject({ personName: 'Ines', follows: row.id });
  });

  test('is altered by nobody but both sides once the client has accepted', async () => {
    const { contract } = await served('Accepted');
    await make(contract);
    const accepted = await world.as('sofia')(plansApi.recordPlanAcceptance, {
      params: { contract },
      body: { reason: 'Signed with the contract' },
    });
    expect(accepted.acceptance).toMatchObject({
      byClient: false,
      byName: 'Sofia',
      reason: 'Signed with the contract',
    });
    const row = await ofRow(contract, 14);
    const params = { planRow: row.id };
    await expect(
      world.as('ines')(plansApi.changePlanRow, { params, body: draftFrom(row) }),
    ).rejects.toMatchObject(refused('plan.accepted'));
    await expect(world.as('ines')(plansApi.endPlanRow, { params, body: {} })).rejects.toMatchObject(
      refused('plan.accepted'),
    );
    await expect(
      world.as('ines')(plansApi.addPlanRow, { params: { contract }, body: draftFrom(row) }),
    ).rejects.toMatchObject(refused('plan.accepted'));
  });
});

describe('acceptance in the portal', () => {
  let contract: ContractId;
  beforeAll(async () => {
    contract = await contractFor(world.lakeside);
    await designate(world.lakeside, 'ines', 'csdm');
    await make(contract);
  });

  test('is for people who may sign contracts', async () => {
    const accept = (who: 'lena' | 'carl' | 'hugo') =>
      world.as(who)(plansApi.acceptPlan, { params: { contract } });
    await expect(accept('hugo')).rejects.toMatchObject(refused('not-found'));
    await expect(accept('carl')).rejects.toMatchObject(refused('plan.no-authority'));
    expect((await accept('lena')).acceptance).toMatchObject({ byClient: true, byName: 'Lena', reason: null });
    expect((await accept('lena')).acceptance).toMatchObject({ byName: 'Lena' });
  });
});

test('a plan is of one client, and no other sees it', async () => {
  await buy(world.harbor, 'managed-security');
  const contract = await contractFor(world.harbor);
  const plan = await make(contract);
  expect(plan.rows.find(({ row }) => row === 47)?.blocked).toBe('Nobody is designated CSE of security.');
  await expect(world.as('lena')(plansApi.getPlan, { params: { contract } })).rejects.toMatchObject(
    refused('not-found'),
  );
  expect((await world.as('hugo')(plansApi.getPlan, { params: { contract } })).rows).toHaveLength(54);
});
