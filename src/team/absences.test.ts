import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useTeam } from '../../test/team.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { contractsApi } from '../contracts/api.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { known } from '../core/id.ts';
import { mailApi } from '../mail/api.ts';
import { teamAlarmJob } from './alarm-jobs.ts';
import { teamApi } from './api.ts';

const world = useWorld();
useTeam(world);
const calendar = known<'calendar'>(randomUUIDv7());
const [network, security, collaboration] = ['network', 'security', 'collaboration'].map((id) =>
  TechnologyGroupId.parse(id),
);

beforeAll(async () => {
  await world.owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    [world.providerId, calendar],
  );
  await world.as('ada')(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2026-01-01', [network!, security!]),
  });
  await world.as('sofia')(contractsApi.createContract, {
    params: { client: world.lakeside },
    body: {
      start: '2026-01-01',
      end: '2027-07-01',
      timeZone: 'America/Chicago',
      calendar,
      packages: [{ scope: 'standard', technologyGroups: [security!], hoursPerMonth: 40 }],
    },
  });
});

const absent = (from: string, to: string, more: object = {}) => ({
  body: { from, to, reason: 'sickness' as const, note: 'A cold', ...more },
});

async function forgetAbsences(): Promise<void> {
  await world.owner.query('alter table absence_end disable trigger user');
  await world.owner.query('delete from absence_end');
  await world.owner.query('alter table absence_end enable trigger user');
  await world.owner.query('delete from absence');
}

describe('absences', () => {
  beforeEach(forgetAbsences);
  afterAll(forgetAbsences);
  const listed = async (who: Name) =>
    (await world.as(who)(teamApi.listAbsences, { query: {} })).items.map(
      ({ personName, from, to, reason, note }) => [personName, from, to, reason, note].join(' '),
    );

  test('are entered by the person; the reason is for them and supervisors, and in no fact', async () => {
    const { id } = await world.as('marek')(teamApi.enterAbsence, absent('2026-12-07', '2026-12-10'));
    expect(await listed('marek')).toEqual(['Marek 2026-12-07 2026-12-10 sickness A cold']);
    expect(await listed('sofia')).toEqual(['Marek 2026-12-07 2026-12-10 sickness A cold']);
    expect(await listed('ines')).toEqual(['Marek 2026-12-07 2026-12-10  ']);
    const { rows } = await world.owner.query('select act, detail from fact where object_id = $1', [id]);
    expect(rows.map(({ act }) => act)).toEqual(['absence.entered']);
    expect(JSON.stringify(rows)).not.toMatch(/sickness|cold/);
  });

  test('of others are entered, ended and cancelled by supervisors alone', async () => {
    const ofMarek = absent('2026-12-07', '2026-12-10', { personId: world.people.marek.id });
    expect(await codeOf(world.as('ines')(teamApi.enterAbsence, ofMarek))).toBe('absence.not-yours');
    const { id } = await world.as('sofia')(teamApi.enterAbsence, ofMarek);
    const params = { absence: id };
    expect(await codeOf(world.as('ines')(teamApi.cancelAbsence, { params }))).toBe('absence.not-yours');
    expect(await codeOf(world.as('ines')(teamApi.endAbsence, { params, body: { to: '2026-12-08' } }))).toBe(
      'absence.not-yours',
    );
    expect((await world.as('marek')(teamApi.cancelAbsence, { params })).state).toBe('cancelled');
  });

  test('of one person never overlap, a part of a day and the whole of it neither; what was cancelled stands in no way', async () => {
    const enter = (from: string, to: string, more: object = {}) =>
      world.as('marek')(teamApi.enterAbsence, absent(from, to, more));
    const { id } = await enter('2026-12-07', '2026-12-10');
    expect(await codeOf(enter('2026-12-09', '2026-12-11'))).toBe('absence.overlap');
    const part = { from: '08:00', to: '12:00' };
    expect(await codeOf(enter('2026-12-08', '2026-12-09', { part }))).toBe('absence.overlap');
    await enter('2026-12-10', '2026-12-11', { part });
    await enter('2026-12-10', '2026-12-11', { part: { from: '12:00', to: '17:00' } });
    await world.as('priya')(teamApi.enterAbsence, absent('2026-12-07', '2026-12-10'));
    await world.as('marek')(teamApi.cancelAbsence, { params: { absence: id } });
    await enter('2026-12-09', '2026-12-10');
  });

  test('end earlier and are cancelled, with who and when; never later, and not twice', async () => {
    const { id } = await world.as('marek')(teamApi.enterAbsence, absent('2026-12-07', '2026-12-10'));
    const params = { absence: id };
    const end = (to: string) => world.as('marek')(teamApi.endAbsence, { params, body: { to } });
    for (const to of ['2026-12-10', '2026-12-11', '2026-12-07', '2026-12-01'])
      expect(await codeOf(end(to))).toBe('absence.ended');
    expect(await end('2026-12-09')).toMatchObject({
      to: '2026-12-09',
      endsAt: '2026-12-09T06:00:00Z',
      state: 'entered',
      ended: { toBefore: '2026-12-10', by: world.people.marek.id },
    });
    const cancelled = await world.as('sofia')(teamApi.cancelAbsence, { params });
    expect(cancelled).toMatchObject({ state: 'cancelled', ended: { toBefore: '2026-12-09' } });
    expect(await codeOf(world.as('sofia')(teamApi.cancelAbsence, { params }))).toBe('absence.over');
    const { rows } = await world.owner.query('select count(*)::int as n from absence_end');
    expect(rows[0].n).toBe(2);
  });

  test('tell beforehand whom they leave without anybody, and on the day who stands in', async () => {
    const weigh = () =>
      world.as('marek')(teamApi.weighAbsence, {
        params: { person: world.people.marek.id },
        query: { from: '2026-11-20', to: '2026-11-26' },
      });
    // Priya joins Lakeside's network on the 24th.
    expect(await weigh()).toMatchObject([
      { clientId: world.lakeside, technologyGroup: 'network', from: '2026-11-20', to: '2026-11-24' },
    ]);
    await world.as('priya')(teamApi.enterAbsence, absent('2026-11-25', '2026-11-26'));
    expect(await weigh()).toMatchObject([{ to: '2026-11-24' }, { from: '2026-11-25', to: '2026-11-26' }]);
    await world.as('marek')(teamApi.enterAbsence, absent('2026-11-24', '2026-11-25'));
    const [standIn] = await world.as('ines')(teamApi.listStandIns, { query: {} });
    expect(standIn).toMatchObject({ away: { name: 'Marek' }, by: [{ name: 'Priya' }] });
  });
});

describe('skills', () => {
  const setSkill = (who: Name, level: 'none' | 'knows') =>
    world.as(who)(teamApi.setSkill, {
      params: { person: world.people.marek.id, technologyGroup: collaboration! },
      body: { level },
    });
  const name = (reason: string) =>
    world.as('sofia')(teamApi.designate, {
      params: { client: world.harbor },
      body: {
        personId: world.people.marek.id,
        role: 'cse',
        technologyGroup: collaboration!,
        from: '2026-11-24',
        to: '2026-11-25',
        reason,
      },
    });

  test('are asked for as a CSE is named; without one it takes a reason, which is kept', async () => {
    expect(await codeOf(name(' '))).toBe('designation.skill-missing');
    const { id } = await name('Learns it beside Priya');
    expect(
      await world.as('ines')(teamApi.listDesignationReasons, { params: { client: world.harbor } }),
    ).toMatchObject([
      { designationId: id, rule: 'skill', reason: 'Learns it beside Priya', givenBy: 'Sofia' },
    ]);
    await world.owner.query('alter table designation_reason disable trigger user');
    await world.owner.query('delete from designation_reason');
    await world.owner.query('delete from designation where id = $1', [id]);
    await world.owner.query('alter table designation_reason enable trigger user');
    expect((await setSkill('sofia', 'knows')).skill).toMatchObject({ level: 'knows' });
    await name('');
    expect((await setSkill('ada', 'none')).skill).toBeNull();
  });

  test('are set by supervisors, and of our own people alone', async () => {
    expect(await codeOf(setSkill('marek', 'knows'))).toBe('not-allowed');
    const ofLena = world.as('sofia')(teamApi.setSkill, {
      params: { person: world.people.lena.id, technologyGroup: network! },
      body: { level: 'knows' },
    });
    expect(await codeOf(ofLena)).toBe('skill.not-engineer');
  });
});

describe('a team whose contract runs', () => {
  const lakeside = () => ({ client: world.lakeside });
  const end = async (who: 'priya' | 'marek' | 'ines', reason = '') => {
    const team = await world.as('sofia')(teamApi.listTeam, { params: lakeside(), query: {} });
    const group = who === 'marek' ? network : security;
    const designation = team.find(
      ({ personId, role, technologyGroup }) =>
        personId === world.people[who].id && (role === 'csdm' || technologyGroup === group),
    )!;
    return world.as('sofia')(teamApi.endDesignation, {
      params: { ...lakeside(), designation: designation.id },
      body: { to: '2026-12-01', reason },
    });
  };

  test('lacks whom the packages call for, whatever is said to be in scope of the client', async () => {
    await world.owner
      .query(`update designation set to_day = '2026-11-24' where technology_group_id = 'network'
      and from_day < '2026-11-01' and client_id = '${world.lakeside}'`);
    await world.owner.query(
      `update designation set from_day = '2026-12-24' where technology_group_id = 'network' and from_day = '2026-11-24'`,
    );
    expect(await world.as('ines')(teamApi.listTeamGaps, { params: lakeside(), query: {} })).toEqual([]);
    await world.owner.query(
      `update designation set from_day = '2026-11-24' where technology_group_id = 'network' and from_day = '2026-12-24'`,
    );
    await world.owner.query(`update designation set to_day = null where to_day = '2026-11-24'`);
  });

  test('keeps its last CSE of a group, and its CSDM, unless there is a reason', async () => {
    expect(await codeOf(end('ines'))).toBe('designation.place-needed');
    expect(await codeOf(end('priya'))).toBe('designation.place-needed');
    // Network is in no package.
    expect(await codeOf(end('marek'))).toBe('done');
    expect(await end('priya', 'Moves to another region')).toMatchObject({ to: '2026-12-01' });
  });

  test('raises an alarm, which supervisors are told of once, by whichever server is first', async () => {
    const alarms = async () =>
      (await world.as('sofia')(teamApi.listTeamAlarms, { query: {} })).map(({ words }) => words);
    expect(await alarms()).toEqual([
      'Lakeside Clinics will have no CSE of Security from 1 December 2026: Priya is no longer named.',
    ]);
    const job = teamAlarmJob(() => world.clock.now);
    const visit = () => job.run(world.database, world.providerId, new AbortController().signal);
    const mailed = async () =>
      (await world.as('ada')(mailApi.listMail, {})).items
        .filter(({ kind }) => kind === 'team-alarm')
        .map(({ to, subject }) => `${to}: ${subject}`);
    await Promise.all([visit(), visit()]);
    await visit();
    expect(await mailed()).toEqual([
      'sofia@example.com: Team alarm: Lakeside Clinics will have no CSE of Security from 1 December 2026: Priya is no longer named.',
    ]);
    await world.as('ines')(teamApi.enterAbsence, absent('2026-12-07', '2026-12-08'));
    expect(await alarms()).toHaveLength(2);
    await visit();
    expect(await mailed()).toHaveLength(2);
    world.clock.now = world.clock.now.add({ hours: 24 });
    await visit();
    expect(await mailed()).toHaveLength(2);
  });

  test('shows its alarms to those who lead, not to engineers', async () => {
    expect(await codeOf(world.as('marek')(teamApi.listTeamAlarms, { query: {} }))).toBe('not-allowed');
  });
});
