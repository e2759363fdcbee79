import { randomUUIDv7 } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeMonth, forgetContracts } from '../../test/contract.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { lockClient } from '../clients/store.ts';
import type { Request } from '../core/route.ts';
import { known } from '../core/id.ts';
import { contractsApi } from './api.ts';
import type { ChangeRequest } from './change-request.ts';
import { insertConsent, listChangeRequests } from './change-request-store.ts';
import type { Contract } from './contract.ts';
import { versionsOf } from './contract-version.ts';
import { guidePriceBook } from './guide-price-book.ts';

const world = useWorld();
const calendar = known<'calendar'>(randomUUIDv7());
const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const base = (hoursPerMonth: number, changes: object = {}) => ({
  kind: 'base' as const,
  scope: 'standard' as const,
  technologyGroups: [network!],
  hoursPerMonth,
  ...changes,
});
const supplement = {
  kind: 'supplement' as const,
  scope: 'cse' as const,
  technologyGroups: [network!],
  hoursPerMonth: 10,
};
const rates = (overage: string) => ({ kind: 'rates' as const, rates: { overage } });
const ending = (end: string) => ({ kind: 'end' as const, end });

type Draft = Request<typeof contractsApi.draftChange>['body'];
type Said = Partial<Omit<Draft, 'parts'>>;

let contract: Contract;
const draft = (parts: Draft['parts'], said: Said = {}, who: Name = 'ines') =>
  world.as(who)(contractsApi.draftChange, {
    params: { contract: contract.id },
    body: { reason: 'More work', parts, ...said },
  });
const propose = ({ id }: Pick<ChangeRequest, 'id'>, who: Name = 'ines') =>
  world.as(who)(contractsApi.proposeChange, { params: { changeRequest: id } });
const agree = ({ id }: Pick<ChangeRequest, 'id'>, who: Name, availabilityAcknowledged = true) =>
  world.as(who)(contractsApi.agreeToChange, {
    params: { changeRequest: id },
    body: { availabilityAcknowledged },
  });
const show = (who: Name = 'ines') =>
  world.as(who)(contractsApi.getContract, { params: { contract: contract.id } });
const versions = (who: Name = 'ines') =>
  world.as(who)(contractsApi.listVersions, { params: { contract: contract.id } });
/** Drafted, proposed and agreed to by both sides. */
const make = async (parts: Draft['parts'], said: Said = {}) => {
  const request = await propose(await draft(parts, said));
  await agree(request, 'lena');
  return agree(request, 'ada');
};
const packagesOf = ({ packages }: Contract) =>
  packages.map(({ kind, hoursPerMonth, from, to }) => `${kind} ${hoursPerMonth} ${from} ${to}`);

beforeAll(async () => {
  await world.owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    [world.providerId, calendar],
  );
  await world.as('ada')(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2026-01-01', [network!, security!]),
  });
});

beforeEach(async () => {
  await forgetContracts(world, world.lakeside);
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  contract = await world.as('sofia')(contractsApi.createContract, {
    params: { client: world.lakeside },
    body: {
      start: '2026-01-01',
      end: '2027-07-01',
      calendar,
      packages: [{ scope: 'standard', technologyGroups: [network!], hoursPerMonth: 30 }],
    },
  });
});

describe('a change request', () => {
  test('changes nothing until both sides agree, and then makes the next version from its effective day', async () => {
    const drafted = await draft([base(40)]);
    expect(drafted).toMatchObject({
      state: 'drafted',
      effectiveDay: '2026-12-01',
      parts: [{ kind: 'base', hoursPerMonth: 40, feeMonthly: '6600.00', feeAgreed: false, tier: 'Silver' }],
    });
    await propose(drafted);
    expect(await agree(drafted, 'lena')).toMatchObject({ state: 'proposed', consents: [{ side: 'client' }] });
    expect(await show()).toEqual(contract);
    expect(await agree(drafted, 'sofia')).toMatchObject({
      state: 'agreed',
      outcome: { version: 2, byName: 'Sofia' },
    });
    expect(packagesOf(await show())).toEqual([
      'base 30 2026-01-01 2026-12-01',
      'base 40 2026-12-01 2027-07-01',
    ]);
    expect(await versions('lena')).toMatchObject([
      { version: 1, from: '2026-01-01', agreed: null, hoursPerMonth: 30, feeMonthly: '4950.00' },
      {
        version: 2,
        from: '2026-12-01',
        changeRequest: drafted.id,
        reason: 'More work',
        agreed: { client: 'Lena', provider: 'Sofia' },
        hoursPerMonth: 40,
        feeMonthly: '6600.00',
        differences: [
          {
            about: 'Base package',
            before: '30 h a month, CSDM and CSE (network), 4950.00 USD',
            after: '40 h a month, CSDM and CSE (network), 6600.00 USD',
          },
        ],
      },
    ]);
  });

  test('is on the record, step by step', async () => {
    const { id } = await make([base(40)]);
    const { rows } = await world.owner.query('select act from fact where object_id = $1 order by id', [id]);
    expect(rows.map(({ act }) => act)).toEqual([
      'change-request.drafted',
      'change-request.proposed',
      'change-request.agreed',
      'change-request.agreed',
      'contract.changed',
    ]);
  });

  test('agreed to twice, or by both sides at one moment, is made once', async () => {
    const request = await propose(await draft([base(40)]));
    await Promise.all([agree(request, 'lena'), agree(request, 'sofia')]);
    await agree(request, 'sofia');
    expect((await agree(request, 'lena')).outcome).toMatchObject({ kind: 'agreed', version: 2 });
    expect(packagesOf(await show())).toHaveLength(2);
    expect(await versions()).toHaveLength(2);
  });

  test('waits for a consent that is just being given, so that neither side overlooks the other', async () => {
    const request = await propose(await draft([base(40)]));
    const agreed = await world.doing('sofia', async ({ db, providerId, actor, now }) => {
      await lockClient(db, providerId, world.lakeside);
      const ofClient = agree(request, 'lena');
      await Promise.race([ofClient, setTimeout(300)]);
      const done = { by: actor.id, at: now.toString(), note: null, availabilityAcknowledged: true };
      await insertConsent(db, providerId, request, 'provider', done);
      return [ofClient];
    });
    expect((await Promise.all(agreed))[0]).toMatchObject({ state: 'agreed' });
  });

  test('is agreed to for the client by an executive, who sees what was proposed and no draft', async () => {
    const request = await draft([base(40)]);
    const seenBy = (who: Name) =>
      world.as(who)(contractsApi.listChangeRequests, { params: { client: world.lakeside } });
    expect(await seenBy('lena')).toEqual([]);
    await expect(agree(request, 'lena')).rejects.toMatchObject({ code: 'not-found' });
    await propose(request);
    expect((await seenBy('carl')).map(({ id }) => id)).toEqual([request.id]);
    await expect(agree(request, 'carl')).rejects.toMatchObject({ code: 'change-request.not-yours' });
    await expect(agree(request, 'hugo')).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      world.as('hugo')(contractsApi.getChangeRequest, { params: { changeRequest: request.id } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that was not proposed is not agreed to, and one that was declined or withdrawn stays so', async () => {
    const request = await draft([base(40)]);
    await expect(agree(request, 'sofia')).rejects.toMatchObject({ code: 'change-request.not-proposed' });
    await propose(request);
    const declined = await world.as('lena')(contractsApi.declineChange, {
      params: { changeRequest: request.id },
      body: { reason: 'Too dear' },
    });
    expect(declined).toMatchObject({ state: 'declined', outcome: { byName: 'Lena', reason: 'Too dear' } });
    await expect(agree(request, 'sofia')).rejects.toMatchObject({ code: 'change-request.ended' });
    const other = await draft([base(50)]);
    const withdrawn = await world.as('ines')(contractsApi.withdrawChange, {
      params: { changeRequest: other.id },
      body: { reason: 'A slip' },
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', outcome: { reason: 'A slip' } });
    await expect(propose(other)).rejects.toMatchObject({ code: 'change-request.ended' });
    expect(await show()).toEqual(contract);
  });

  test('of rates or of a fee is agreed to by finance, of hours by the supervisor, of both by the administrator', async () => {
    const money = await propose(await draft([rates('190.00')], {}, 'frank'));
    const hours = await propose(await draft([base(40)]));
    const both = await propose(await draft([base(50), rates('200.00')]));
    const refused = { code: 'change-request.not-yours' };
    await expect(agree(money, 'sofia')).rejects.toMatchObject(refused);
    await expect(agree(hours, 'frank')).rejects.toMatchObject(refused);
    await expect(agree(both, 'sofia')).rejects.toMatchObject(refused);
    await expect(agree(both, 'frank')).rejects.toMatchObject(refused);
    for (const [request, who] of [
      [money, 'frank'],
      [hours, 'sofia'],
      [both, 'ada'],
    ] as const)
      expect((await agree(request, who)).consents).toMatchObject([{ side: 'provider' }]);
  });

  test('for more hours needs the word of the supervisor that people are available, which stays with the package', async () => {
    const request = await propose(await draft([supplement]));
    await agree(request, 'lena');
    await expect(agree(request, 'sofia', false)).rejects.toMatchObject({
      code: 'contract.availability-not-acknowledged',
    });
    await agree(request, 'sofia');
    expect((await show()).packages.at(-1)).toMatchObject({
      kind: 'supplemental',
      from: '2026-12-01',
      to: '2027-07-01',
      orderedOn: '2026-11-24',
      acknowledgedBy: world.people.sofia.id,
      addedBy: request.id,
    });
  });

  test('may be agreed to by the client elsewhere, which the supervisor records with how', async () => {
    const request = await propose(await draft([base(40)]));
    const record = (who: Name) =>
      world.as(who)(contractsApi.recordConsent, {
        params: { changeRequest: request.id },
        body: { note: 'Signed order of 23 November' },
      });
    await expect(record('ines')).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await record('sofia')).consents).toMatchObject([
      { side: 'client', byName: 'Sofia', note: 'Signed order of 23 November' },
    ]);
  });

  test('that no longer fits when the last side agrees is refused, and nothing is written', async () => {
    const early = await propose(await draft([base(40)], { effectiveDay: '2026-12-01' }));
    const late = await propose(await draft([base(50)], { effectiveDay: '2027-02-01' }));
    await agree(early, 'sofia');
    await agree(late, 'lena');
    await agree(late, 'sofia');
    await expect(agree(early, 'lena')).rejects.toMatchObject({
      code: 'contract.change-out-of-order',
      faults: [{ path: '/effectiveDay' }],
    });
    expect(packagesOf(await show())).toEqual([
      'base 30 2026-01-01 2027-02-01',
      'base 50 2027-02-01 2027-07-01',
    ]);
  });
});

describe('a draft is refused', () => {
  const of = (parts: Draft['parts'], said: Said = {}) => draft(parts, said);

  test.each([
    ['contract.base-off-step', [base(35)], {}, '/parts/0/hoursPerMonth'],
    ['contract.base-below-minimum', [base(10)], {}, '/parts/0/hoursPerMonth'],
    [
      'contract.too-many-technology-groups',
      [base(20, { technologyGroups: [network!, security!] })],
      {},
      '/parts/0/hoursPerMonth',
    ],
    ['contract.no-technology-group', [base(30, { technologyGroups: [] })], {}, '/parts/0/technologyGroups'],
    ['contract.amount-unfit', [base(40, { feeMonthly: '1.001' })], {}, '/parts/0/feeMonthly'],
    ['contract.amount-unfit', [rates('1.001')], {}, '/parts/0/rates/overage'],
    ['contract.supplement-off-lot', [{ ...supplement, hoursPerMonth: 15 }], {}, '/parts/0/hoursPerMonth'],
    ['contract.notice-too-short', [supplement], { effectiveDay: '2026-11-30' }, '/effectiveDay'],
    ['contract.ordered-ahead', [base(40)], { orderedOn: '2026-11-25' }, '/orderedOn'],
    ['contract.change-nothing', [base(30)], {}, '/parts/0'],
    ['contract.change-nothing', [rates('175.00')], {}, '/parts/0'],
    ['contract.change-nothing', [ending('2027-07-01')], {}, '/parts/0'],
    ['contract.change-twice', [base(40), base(50)], {}, '/parts/1'],
    ['contract.change-outside-term', [base(40)], { effectiveDay: '2027-07-01' }, '/effectiveDay'],
    ['contract.change-outside-term', [base(40)], { effectiveDay: '2025-12-01' }, '/effectiveDay'],
    ['contract.end-passed', [ending('2026-11-23')], {}, '/parts/0/end'],
    [
      'contract.change-unknown-package',
      [{ kind: 'fee' as const, package: known<'package'>(randomUUIDv7()), feeMonthly: '1.00' }],
      {},
      '/parts/0/package',
    ],
  ])('with %s for %j', async (code, parts, said, path) => {
    await expect(of(parts, said)).rejects.toMatchObject({
      code,
      faults: expect.arrayContaining([expect.objectContaining({ code, path })]),
    });
  });

  test('with every rule that it breaks at once', async () => {
    const error: { faults?: { code: string }[] } = await of([base(35), ending('2026-11-01')]).catch(
      (reason) => reason,
    );
    expect(error.faults?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['contract.base-off-step', 'contract.end-passed']),
    );
  });

  test('into a closed month, by the rule and by the database', async () => {
    const request = await propose(await draft([base(40)], { effectiveDay: '2026-10-01' }));
    const dearer = await propose(await draft([rates('190.00')], { effectiveDay: '2026-10-01' }));
    await agree(dearer, 'frank');
    await closeMonth(world, contract.id, '2026-10');
    const said = { effectiveDay: '2026-10-15' };
    await expect(of([base(40)], said)).rejects.toMatchObject({ code: 'contract.change-in-closed-month' });
    await expect(agree(dearer, 'lena')).rejects.toMatchObject({ code: 'month-closed' });
    await agree(request, 'lena');
    await expect(agree(request, 'sofia')).rejects.toMatchObject({ code: 'contract.change-in-closed-month' });
    await expect(
      world.owner.query(`update package set to_day = '2026-10-15' where contract_id = $1`, [contract.id]),
    ).rejects.toMatchObject({ code: 'TD002' });
    await expect(
      world.owner.query(`update contract set end_day = '2026-10-15' where id = $1`, [contract.id]),
    ).rejects.toMatchObject({ code: 'TD002' });
    expect((await make([base(40)], { effectiveDay: '2026-11-01' })).state).toBe('agreed');
  });

  test('within a month where months in part count whole', async () => {
    await forgetContracts(world, world.lakeside);
    contract = await world.as('sofia')(contractsApi.createContract, {
      params: { client: world.lakeside },
      body: {
        start: '2026-01-01',
        end: '2027-01-01',
        calendar,
        proration: 'whole-month',
        packages: [{ scope: 'standard', technologyGroups: [network!], hoursPerMonth: 30 }],
      },
    });
    await expect(of([base(40)], { effectiveDay: '2026-12-16' })).rejects.toMatchObject({
      code: 'contract.change-within-month',
    });
    expect((await of([base(40)], { effectiveDay: '2026-12-01' })).state).toBe('drafted');
  });

  test('for a Bronze package with 250 devices', async () => {
    await world.owner.query('update client set device_count = 250 where id = $1', [world.lakeside]);
    await expect(of([base(20)])).rejects.toMatchObject({ code: 'contract.too-many-devices' });
    await world.owner.query('update client set device_count = 120 where id = $1', [world.lakeside]);
  });
});

describe('what a change makes of the contract', () => {
  test('another fee is another package in the place of the one before', async () => {
    const [bought] = contract.packages;
    await make([{ kind: 'fee', package: bought!.id, feeMonthly: '4800.00' }]);
    expect((await show()).packages).toMatchObject([
      { feeMonthly: '4950.00', to: '2026-12-01' },
      { feeMonthly: '4800.00', feeAgreed: true, from: '2026-12-01', follows: bought!.id, hoursPerMonth: 30 },
    ]);
  });

  test('rates hold from the effective day on, and those not named stay', async () => {
    await make([rates('190.00')]);
    expect(await show('lena')).toMatchObject({
      rates: { overage: '175.00' },
      laterRates: [{ from: '2026-12-01', rates: { overage: '190.00', afterHours: '262.50' } }],
    });
    await expect(draft([rates('200.00')])).rejects.toMatchObject({ code: 'contract.change-out-of-order' });
  });

  test('scope is kept in words with the version', async () => {
    await make([{ kind: 'scope', words: 'Firewall reviews every month instead of every quarter' }]);
    expect((await versions()).at(-1)?.differences).toEqual([
      {
        about: 'Tasks and activities',
        before: null,
        after: 'Firewall reviews every month instead of every quarter',
      },
    ]);
  });

  test('a renewal takes every package that ends with the contract to the new end', async () => {
    await make([supplement]);
    await make([base(40)], { effectiveDay: '2027-01-01' });
    const renewed = await world.as('ines')(contractsApi.renewContract, {
      params: { contract: contract.id },
      body: { end: '2028-07-01' },
    });
    expect(renewed).toMatchObject({ effectiveDay: '2027-07-01', reason: 'Renewal' });
    await propose(renewed);
    await agree(renewed, 'lena');
    await agree(renewed, 'sofia');
    expect(await show()).toMatchObject({ end: '2028-07-01' });
    expect(packagesOf(await show())).toEqual([
      'base 30 2026-01-01 2027-01-01',
      'supplemental 10 2026-12-01 2028-07-01',
      'base 40 2027-01-01 2028-07-01',
    ]);
  });

  test('a renewal is refused over another contract of the client, and without a service on its first day', async () => {
    await world.as('sofia')(contractsApi.createContract, {
      params: { client: world.lakeside },
      body: {
        start: '2027-08-01',
        end: '2028-01-01',
        calendar,
        packages: [{ scope: 'standard', technologyGroups: [network!], hoursPerMonth: 30 }],
      },
    });
    const renew = (end: string) =>
      world.as('ines')(contractsApi.renewContract, { params: { contract: contract.id }, body: { end } });
    expect((await renew('2027-08-01')).state).toBe('drafted');
    await expect(renew('2027-08-02')).rejects.toMatchObject({ code: 'contract.overlap' });
    const [service] = await world.as('ines')(clientsApi.listPurchasedServices, {
      params: { client: world.lakeside },
    });
    await world.owner.query(`update purchased_service set to_day = '2027-01-01' where id = $1`, [
      service!.id,
    ]);
    await expect(renew('2027-08-01')).rejects.toMatchObject({ code: 'contract.not-eligible' });
    await world.owner.query('update purchased_service set to_day = null where id = $1', [service!.id]);
  });

  test('a termination ends all packages, and one to come holds on no day', async () => {
    await make([supplement], { effectiveDay: '2027-02-01' });
    await make([base(40)], { effectiveDay: '2027-02-01' });
    const terminated = await world.as('ines')(contractsApi.terminateContract, {
      params: { contract: contract.id },
      body: { end: '2027-01-01', reason: 'Moves to another provider' },
    });
    expect(terminated.effectiveDay).toBe('2027-01-01');
    await propose(terminated);
    await agree(terminated, 'lena');
    await agree(terminated, 'sofia');
    expect(packagesOf(await show())).toEqual([
      'base 30 2026-01-01 2027-01-01',
      'supplemental 10 2027-02-01 2027-02-01',
      'base 40 2027-02-01 2027-02-01',
    ]);
    expect((await versions()).at(-1)?.differences).toContainEqual({
      about: 'Last day',
      before: '2027-06-30',
      after: '2026-12-31',
    });
    await make([ending('2027-12-01')]);
    expect(packagesOf(await show())[0]).toBe('base 30 2026-01-01 2027-12-01');
  });

  test('made again one after the other, its versions come to the contract as it stands', async () => {
    await make([supplement, rates('190.00')]);
    await make([base(40)], { effectiveDay: '2027-02-01' });
    await make([ending('2027-01-15')]);
    await make([ending('2027-10-01'), base(50), rates('200.00')], { effectiveDay: '2027-03-01' });
    const stands = await show();
    const last = await world.doing('ines', async ({ db, providerId }) =>
      versionsOf(stands, await listChangeRequests(db, providerId, { contract: contract.id })).at(-1),
    );
    expect(last?.contract).toEqual(stands);
    const compared = await world.as('ines')(contractsApi.compareVersions, {
      params: { contract: contract.id },
      query: { before: 1, after: 5 },
    });
    expect(compared.map(({ about }) => about)).toEqual(['Base package', 'Supplement', 'Overage', 'Last day']);
  });
});

describe('the database', () => {
  test('takes no version without the consent of both sides', async () => {
    const request = await propose(await draft([base(40)]));
    await agree(request, 'lena');
    await expect(
      world.owner.query(
        `insert into change_outcome (provider_id, change_request_id, client_id, contract_id, outcome, decided_by, decided_at, version,
           end_day_before, end_day) values ($1, $2, $3, $4, 'agreed', $5, now(), 2, '2027-07-01', '2027-07-01')`,
        [world.providerId, request.id, world.lakeside, contract.id, world.people.sofia.id],
      ),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('takes no two base packages on one day, and nothing of a package but another end', async () => {
    const [bought] = contract.packages;
    await expect(
      world.owner.query(
        `insert into package (provider_id, id, client_id, contract_id, position, kind, scope, technology_groups, hours_per_month, fee_monthly,
           tier, from_day, to_day) select provider_id, $2, client_id, contract_id, 2, kind, scope, technology_groups, 40, 1, tier, '2027-06-30',
           to_day from package where id = $1`,
        [bought!.id, randomUUIDv7()],
      ),
    ).rejects.toMatchObject({ code: '23P01', constraint: 'package_one_base' });
    await expect(
      world.owner.query('update package set hours_per_month = 40 where id = $1', [bought!.id]),
    ).rejects.toMatchObject({ code: 'TD001' });
    await expect(
      world.owner.query('update contract set rate_overage = 1 where id = $1', [contract.id]),
    ).rejects.toMatchObject({ code: 'TD001' });
  });
});
