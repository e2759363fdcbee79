import { beforeEach, describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { teamApi } from './api.ts';
import { designationsOf } from './store.ts';

const world = useWorld();
const network = TechnologyGroupId.parse('network');
const lakeside = () => ({ client: world.lakeside });

const csdm = (who: Name, from: string, more: object = {}) => ({
  params: lakeside(),
  body: { personId: world.people[who].id, role: 'csdm' as const, from, ...more },
});
const cse = (who: Name, from: string, more: object = {}) => ({
  params: lakeside(),
  body: { personId: world.people[who].id, role: 'cse' as const, technologyGroup: network, from, ...more },
});

const teamOn = async (day: string, who: Name = 'marek') =>
  (await world.as(who)(teamApi.listTeam, { params: lakeside(), query: { day } })).map(
    ({ name, role, technologyGroup, deputy }) =>
      [name, role, technologyGroup, deputy ? 'deputy' : ''].filter(Boolean).join(' '),
  );

beforeEach(async () => {
  await world.owner.query('delete from designation');
  await world.owner.query(`update person set roles = '{csdm,supervisor}' where name = 'Sofia'`);
});

describe('team', () => {
  test('who was named is on the team from the day on, the CSDM first and the deputies last', async () => {
    await world.as('sofia')(teamApi.designate, cse('priya', '2026-11-01', { deputy: true }));
    await world.as('sofia')(teamApi.designate, cse('marek', '2026-11-01'));
    await world.as('ada')(teamApi.designate, csdm('ines', '2026-11-01'));
    expect(await teamOn('2026-11-24')).toEqual([
      'Ines csdm',
      'Marek cse network',
      'Priya cse network deputy',
    ]);
    expect(await teamOn('2026-10-31')).toEqual([]);
  });

  test('without a day, the team is that of today where the client is', async () => {
    await world.as('sofia')(teamApi.designate, csdm('ines', '2026-11-25'));
    world.clock.now = Temporal.Instant.from('2026-11-25T05:59:00Z');
    expect(await world.as('ines')(teamApi.listTeam, { params: lakeside() })).toEqual([]);
    world.clock.now = Temporal.Instant.from('2026-11-25T06:00:00Z');
    expect(await world.as('ines')(teamApi.listTeam, { params: lakeside() })).toHaveLength(1);
  });

  test('a second CSDM is refused, and the refusal names the current one', async () => {
    const ines = await world.as('sofia')(teamApi.designate, csdm('ines', '2026-01-01'));
    await expect(world.as('ada')(teamApi.designate, csdm('sofia', '2026-11-24'))).rejects.toMatchObject({
      code: 'designation.one-csdm',
      message: 'Ines is CSDM from 2026-01-01. End that first, or say that this one replaces it.',
      about: { designation: ines.id, name: 'Ines' },
    });
  });

  test('two who name a CSDM at the same moment do not both succeed', async () => {
    const both = await Promise.allSettled([
      world.as('ada')(teamApi.designate, csdm('ines', '2026-01-01')),
      world.as('sofia')(teamApi.designate, csdm('sofia', '2026-01-01')),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'designation.one-csdm' });
  });

  test('a CSDM who replaces another begins on the day the other ends, and both stay on record', async () => {
    const ines = await world.as('sofia')(teamApi.designate, csdm('ines', '2026-01-01'));
    await world.as('ada')(teamApi.designate, csdm('sofia', '2026-12-01', { replaces: ines.id }));
    expect(await teamOn('2026-11-30')).toEqual(['Ines csdm']);
    expect(await teamOn('2026-12-01')).toEqual(['Sofia csdm']);
    const history = await world.as('ines')(teamApi.listTeamHistory, { params: lakeside() });
    expect(history.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Sofia', '2026-12-01', null],
      ['Ines', '2026-01-01', '2026-12-01'],
    ]);
    const facts = await world.owner.query('select act, detail from fact where object_id = $1 order by id', [
      ines.id,
    ]);
    expect(facts.rows.map(({ act }) => act)).toEqual(['designation.created', 'designation.ended']);
  });

  test('where the new designation is refused, the old one goes on', async () => {
    const ines = await world.as('sofia')(teamApi.designate, csdm('ines', '2026-01-01'));
    await world.as('sofia')(teamApi.designate, csdm('sofia', '2027-01-01', { deputy: true }));
    await expect(
      world.as('ada')(teamApi.designate, csdm('sofia', '2026-12-01', { replaces: ines.id })),
    ).rejects.toMatchObject({ code: 'designation.twice' });
    expect(await teamOn('2027-02-01')).toEqual(['Ines csdm', 'Sofia csdm deputy']);
  });

  test('a designation replaces no other role, and none that begins later', async () => {
    const marek = await world.as('sofia')(teamApi.designate, cse('marek', '2026-01-01'));
    await expect(
      world.as('sofia')(teamApi.designate, csdm('ines', '2026-12-01', { replaces: marek.id })),
    ).rejects.toMatchObject({ code: 'designation.other-place' });
    await expect(
      world.as('sofia')(teamApi.designate, cse('priya', '2026-01-01', { replaces: marek.id })),
    ).rejects.toMatchObject({ code: 'designation.ends-too-early', about: { from: '2026-01-01' } });
  });

  test('only active colleagues who hold the role can be named', async () => {
    for (const who of ['marek', 'lena', 'olga'] as const) {
      await expect(world.as('sofia')(teamApi.designate, csdm(who, '2026-11-24'))).rejects.toMatchObject({
        code: 'designation.role-missing',
      });
    }
    await world.owner.query(`update person set deactivated_at = now() where name = 'Marek'`);
    await expect(world.as('sofia')(teamApi.designate, cse('marek', '2026-11-24'))).rejects.toMatchObject({
      code: 'designation.role-missing',
      message: 'Marek no longer works here.',
    });
    await world.owner.query(`update person set deactivated_at = null where name = 'Marek'`);
  });

  test('an engineer is named for a technology group that the provider has', async () => {
    await expect(
      world.as('sofia')(teamApi.designate, cse('marek', '2026-11-24', { technologyGroup: 'quantum' })),
    ).rejects.toMatchObject({ code: 'designation.unknown-group' });
  });

  test('a designation ends on a day after it began; the end moves forward, never back', async () => {
    const { id } = await world.as('sofia')(teamApi.designate, cse('marek', '2026-11-01'));
    const end = (to: string) =>
      world.as('sofia')(teamApi.endDesignation, {
        params: { ...lakeside(), designation: id },
        body: { to },
      });
    await expect(end('2026-11-01')).rejects.toMatchObject({ code: 'designation.ends-too-early' });
    expect(await end('2026-12-31')).toMatchObject({ to: '2026-12-31' });
    expect(await end('2026-11-30')).toMatchObject({ to: '2026-11-30' });
    await expect(end('2026-12-31')).rejects.toMatchObject({
      code: 'designation.ended',
      about: { to: '2026-11-30' },
    });
  });

  test('only the supervisor and the administrator change a team', async () => {
    await expect(world.as('ines')(teamApi.designate, csdm('ines', '2026-11-01'))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('a portal user sees the own team and no other', async () => {
    await world.as('sofia')(teamApi.designate, csdm('ines', '2026-11-01'));
    expect(await teamOn('2026-11-24', 'lena')).toEqual(['Ines csdm']);
    await expect(world.as('hugo')(teamApi.listTeam, { params: lakeside() })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(world.as('olga')(teamApi.listTeam, { params: lakeside() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('the designations of a person say for whom and as what', async () => {
    await world.as('sofia')(teamApi.designate, cse('marek', '2026-11-01'));
    await world.as('sofia')(teamApi.designate, {
      ...cse('marek', '2026-06-01', { deputy: true }),
      params: { client: world.harbor },
    });
    const person = world.people.marek.id;
    const listed = await world.as('frank')(teamApi.listDesignations, { params: { person } });
    expect(listed.map(({ clientId, deputy }) => [clientId, deputy])).toEqual([
      [world.lakeside, false],
      [world.harbor, true],
    ]);
  });

  test('what a team lacks counts security in once a security service is bought', async () => {
    const gaps = () => world.as('ines')(teamApi.listTeamGaps, { params: lakeside() });
    await world.as('sofia')(teamApi.designate, csdm('ines', '2026-11-01'));
    await world.as('sofia')(teamApi.designate, cse('marek', '2026-11-01'));
    expect(await gaps()).toEqual([{ kind: 'no-cse', technologyGroup: 'security' }]);
    await world.as('sofia')(
      teamApi.designate,
      cse('priya', '2026-11-01', { technologyGroup: TechnologyGroupId.parse('security') }),
    );
    expect(await gaps()).toEqual([]);
  });

  test('designations of a span are those that hold on a day of it', async () => {
    await world.as('sofia')(teamApi.designate, csdm('ines', '2026-01-01', { to: '2026-11-01' }));
    await world.as('sofia')(teamApi.designate, csdm('sofia', '2026-11-01', { to: '2026-12-01' }));
    const of = (from: string, to: string) =>
      world.doing('ada', async ({ db, providerId }) =>
        (await designationsOf(db, providerId, { client: world.lakeside, from, to })).map(({ name }) => name),
      );
    expect(await of('2026-10-31', '2026-11-01')).toEqual(['Ines']);
    expect(await of('2026-11-01', '2026-12-01')).toEqual(['Sofia']);
    expect(await of('2026-12-01', '2027-01-01')).toEqual([]);
    expect(await of('2026-10-01', '2027-01-01')).toEqual(['Sofia', 'Ines']);
  });
});
