import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeMonth, signContract } from '../../../test/contract.ts';
import { csv } from '../../../test/csv.ts';
import { useWorld, type Name } from '../../../test/world.ts';
import { TechnologyGroupId } from '../../clients/client.ts';
import { teamApi } from '../../team/api.ts';
import { timeApi } from '../../time/api.ts';
import { importersApi } from '../api.ts';

const world = useWorld();
const zone = 'America/Chicago';

beforeAll(async () => {
  const named = (who: Name, role: 'csdm' | 'cse', technologyGroup: string | null, client = world.lakeside) =>
    world.as('sofia')(teamApi.designate, {
      params: { client },
      body: {
        personId: world.people[who].id,
        role,
        technologyGroup: technologyGroup === null ? null : TechnologyGroupId.parse(technologyGroup),
        from: '2026-01-01',
      },
    });
  await named('ines', 'csdm', null);
  await named('marek', 'cse', 'network');
  await named('priya', 'cse', 'security');
  await named('marek', 'cse', 'network', world.harbor);
});

beforeEach(async () => {
  await world.owner.query('delete from entry');
});

type Told = Parameters<typeof csv>[2];
const header = 'reference,person,client,role,technologyGroup,date,start,end,subject';
const file = (rows: string, told: Told = { zone }) => csv('entries', `${header}\n${rows.trim()}`, told);
const preview = (rows: string, told?: Told) =>
  world.as('sofia')(importersApi.previewImport, file(rows, told));
const bringIn = (rows: string, told?: Told) => world.as('sofia')(importersApi.bringIn, file(rows, told));
const refused = async (rows: string, told?: Told) =>
  (await preview(rows, told)).refusals.map(({ row, field, code }) => `${row} ${field} ${code}`);

/** What is there, as text in the order of time. */
const entries = async () => {
  const { rows } = await world.owner.query(`
    select p.name, c.code, e.role, e.technology_group_id, to_char(e.started_at at time zone 'UTC', 'DD HH24:MI') as started,
      to_char(e.ended_at at time zone 'UTC', 'DD HH24:MI') as ended, e.subject
    from entry e join person p on p.id = e.person_id left join client c on c.id = e.client_id order by e.started_at, p.name`);
  return rows.map((row) => Object.values(row).filter(Boolean).join(' '));
};

describe('time from a file', () => {
  test('rows become entries by the clock of the zone that is told', async () => {
    const made = await bringIn(`
      T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:30,Cadence call
      T-2,Marek@example.com,lake,engineer,Network,2026-11-23,1:15 PM,2:00 PM,"Firewall, rule 7"`);
    expect(made).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
    expect(await entries()).toEqual([
      'Ines LAKE csdm 23 15:00 23 16:30 Cadence call',
      'Marek LAKE cse network 23 19:15 23 20:00 Firewall, rule 7',
    ]);
  });

  test('an entry that was brought in is listed like one logged by hand', async () => {
    await bringIn('T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:30,Cadence call');
    const { items } = await world.as('ines')(timeApi.listEntries, {
      query: { from: '2026-11-23', to: '2026-11-24' },
    });
    expect(items).toMatchObject([
      { personName: 'Ines', minutes: 90, billing: 'service', approval: { state: 'draft' }, version: 1 },
    ]);
  });

  test('without a zone for times that need one, the zone is asked for', async () => {
    const { questions } = await preview('T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:30,Call', {});
    expect(questions).toMatchObject([{ about: 'zone' }]);
  });

  test('moments with offsets need no zone, and the zone of each person can be told', async () => {
    await bringIn('T-1,ines@example.com,LAKE,CSDM,,,2026-11-23T09:00-05:00,2026-11-23T15:00:00Z,Call', {});
    await world.owner.query(`update person set time_zone = 'Europe/London' where name = 'Priya'`);
    await bringIn('T-2,priya@example.com,LAKE,CSE,security,2026-11-23,09:00,10:00,Scan', { zone: 'person' });
    expect(await entries()).toEqual([
      'Priya LAKE cse security 23 09:00 23 10:00 Scan',
      'Ines LAKE csdm 23 14:00 23 15:00 Call',
    ]);
  });

  test('the end may be so many hours or minutes after the start, and must agree where both are said', async () => {
    const { rows, refusals } = await world.as('sofia')(
      importersApi.previewImport,
      csv(
        'entries',
        `person,client,role,date,start,end,hours,minutes,subject
         ines@example.com,LAKE,csdm,2026-11-23,09:00,,1.5,,A
         ines@example.com,LAKE,csdm,2026-11-23,11:00,,,45,B
         ines@example.com,LAKE,csdm,2026-11-23,12:00,13:00,1.25,,C
         ines@example.com,LAKE,csdm,2026-11-23,14:00,,0.333,,D
         ines@example.com,LAKE,csdm,2026-11-23,15:00,,,,E`,
        { zone },
      ),
    );
    expect(rows.map(({ label }) => label)).toEqual([
      'Ines, LAKE, 2026-11-23 09:00 to 10:30: A',
      'Ines, LAKE, 2026-11-23 11:00 to 11:45: B',
    ]);
    expect(refusals.map(({ row, field, code }) => [row, field, code])).toEqual([
      [4, 'end', 'import.contradiction'],
      [5, 'hours', 'import.cell'],
      [6, 'end', 'import.missing'],
    ]);
  });

  test('internal time has no client', async () => {
    await world.as('sofia')(
      importersApi.bringIn,
      csv(
        'entries',
        'person,client,role,date,start,end,billing,subject\nines@example.com,,csdm,2026-11-23,09:00,10:00,internal,Training',
        { zone },
      ),
    );
    expect(await entries()).toEqual(['Ines csdm 23 15:00 23 16:00 Training']);
  });

  test('what a file calls submitted waits, and what it calls approved was approved by whoever brought it in', async () => {
    await world.as('sofia')(
      importersApi.bringIn,
      csv(
        'entries',
        `person,client,role,date,start,end,state,subject
         ines@example.com,LAKE,csdm,2026-11-23,09:00,10:00,approved,A
         ines@example.com,LAKE,csdm,2026-11-23,10:00,11:00,submitted,B
         ines@example.com,LAKE,csdm,2026-11-23,11:00,12:00,,C`,
        { zone },
      ),
    );
    const { items } = await world.as('sofia')(timeApi.listEntries, {
      query: { from: '2026-11-23', to: '2026-11-24' },
    });
    const states = items.map(({ subject, approval }) => `${subject} ${approval.state}`);
    expect(states.sort()).toEqual(['A approved', 'B submitted', 'C draft']);
    const approved = items.find(({ subject }) => subject === 'A')?.approval;
    expect(approved).toMatchObject({ decidedBy: world.people.sofia.id });
  });

  test('time outside business hours is tied to the booking that covers it', async () => {
    const booking = randomUUIDv7();
    await world.owner.query(
      `insert into booking (provider_id, id, client_id, person_id, starts_at, ends_at, reason, minutes_expected, requested_by, requested_at)
       values ($1, $2, $3, $4, '2026-11-23T00:00Z', '2026-11-23T06:00Z', 'Switch', 120, $4, '2026-11-20T00:00Z')`,
      [world.providerId, booking, world.lakeside, world.people.marek.id],
    );
    await bringIn('T-1,marek@example.com,LAKE,CSE,network,2026-11-22,20:00,22:00,Switch');
    const { rows } = await world.owner.query('select booking_id from entry');
    expect(rows).toEqual([{ booking_id: booking }]);
    await world.owner.query('delete from entry');
    await world.owner.query('delete from booking');
  });
});

describe('a file again', () => {
  const rows = `
    T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:30,Call
    ,marek@example.com,LAKE,CSE,network,2026-11-23,09:00,10:30,Rule`;

  test('changes nothing, with references and without', async () => {
    await bringIn(rows);
    const once = await world.owner.query('select * from entry order by id');
    expect(await bringIn(rows)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect((await world.owner.query('select * from entry order by id')).rows).toEqual(once.rows);
  });

  test('changes what it says otherwise, and the entry is a draft again', async () => {
    await bringIn(rows);
    await world.owner.query(
      `insert into submission (provider_id, entry_id, client_id, submitted_by, submitted_at)
       select provider_id, id, client_id, person_id, now() from entry`,
    );
    const moved = rows.replace('09:00,10:30,Call', '10:00,11:00,Call').replace('Rule', 'Rule 8');
    expect((await preview(moved)).rows).toMatchObject([
      {
        outcome: 'changed',
        changes: [
          { field: 'start', from: '2026-11-23T15:00:00Z', to: '2026-11-23T16:00:00Z' },
          { field: 'end', from: '2026-11-23T16:30:00Z', to: '2026-11-23T17:00:00Z' },
        ],
      },
      { outcome: 'changed', changes: [{ field: 'subject', from: 'Rule', to: 'Rule 8' }] },
    ]);
    expect(await bringIn(moved)).toMatchObject({ created: 0, changed: 2, unchanged: 0 });
    expect(await entries()).toEqual([
      'Marek LAKE cse network 23 15:00 23 16:30 Rule 8',
      'Ines LAKE csdm 23 16:00 23 17:00 Call',
    ]);
    expect((await world.owner.query('select * from submission')).rows).toEqual([]);
  });

  test('leaves what was approved as it is, and refuses to change it', async () => {
    const state = 'person,client,role,date,start,end,state,subject\n';
    const row = 'ines@example.com,LAKE,csdm,2026-11-23,09:00,10:00,approved,A';
    const approved = (text: string) =>
      world.as('sofia')(importersApi.previewImport, csv('entries', state + text, { zone }));
    await world.as('sofia')(importersApi.bringIn, csv('entries', state + row, { zone }));
    expect((await approved(row)).counts.unchanged).toBe(1);
    expect((await approved(row.replace(',A', ',B'))).refusals).toMatchObject([{ code: 'entry.decided' }]);
  });
});

describe('rows that are refused', () => {
  test.each([
    ['T,nobody@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A', 'person import.unknown-person'],
    ['T,lena@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A', 'person import.unknown-person'],
    ['T,ines@example.com,NOPE,CSDM,,2026-11-23,09:00,10:00,A', 'client import.unknown-client'],
    ['T,ines@example.com,,CSDM,,2026-11-23,09:00,10:00,A', 'client entry.client-missing'],
    ['T,ines@example.com,HARB,CSDM,,2026-11-23,09:00,10:00,A', 'person entry.not-designated'],
    ['T,marek@example.com,LAKE,CSE,security,2026-11-23,09:00,10:00,A', 'person entry.not-designated'],
    ['T,ines@example.com,LAKE,CSDM,,2025-12-31,09:00,10:00,A', 'person entry.not-designated'],
    ['T,marek@example.com,LAKE,CSE,,2026-11-23,09:00,10:00,A', 'technologyGroup entry.technology-group'],
    [
      'T,marek@example.com,LAKE,CSE,magic,2026-11-23,09:00,10:00,A',
      'technologyGroup import.unknown-technology-group',
    ],
    ['T,marek@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A', 'role entry.role-not-held'],
    ['T,ines@example.com,LAKE,boss,,2026-11-23,09:00,10:00,A', 'role import.cell'],
    ['T,ines@example.com,LAKE,CSDM,,2026-11-23,10:00,09:00,A', 'end entry.no-time'],
    ['T,ines@example.com,LAKE,CSDM,,2026-11-24,09:00,09:01,A', 'end entry.in-future'],
    ['T,ines@example.com,LAKE,CSDM,,,2026-11-22 09:00,2026-11-23 09:01,A', 'end entry.too-long'],
    ['T,ines@example.com,LAKE,CSDM,,2026-11-23,09:00:30,10:00,A', 'start import.cell'],
    ['T,ines@example.com,LAKE,CSDM,,,09:00,10:00,A', 'start import.cell'],
    ['T,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,', 'subject import.missing'],
    ['T,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,=A1', 'subject import.cell'],
    [`T,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,${'x'.repeat(201)}`, 'subject import.cell'],
  ])('%s: %s', async (row, why) => {
    world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    expect(await refused(row)).toContain(`2 ${why}`);
    await expect(bringIn(row)).rejects.toMatchObject({ code: 'import.rows-refused' });
    expect(await entries()).toEqual([]);
  });

  test('the supervisor who brings a file in may allow somebody off the team, with a reason', async () => {
    const text = `person,client,role,date,start,end,subject,allowance
      ines@example.com,HARB,csdm,2026-11-23,09:00,10:00,A,Stood in for Ben`;
    await world.as('sofia')(importersApi.bringIn, csv('entries', text, { zone }));
    const { rows } = await world.owner.query('select allowed_by, allowance from entry');
    expect(rows).toEqual([{ allowed_by: world.people.sofia.id, allowance: 'Stood in for Ben' }]);
  });

  test('time that a person has twice in the file names the other row', async () => {
    const { refusals } = await preview(`
      T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,11:00,A
      T-2,ines@example.com,LAKE,CSDM,,2026-11-23,11:00,12:00,B
      T-3,ines@example.com,LAKE,CSDM,,2026-11-23,10:59,11:10,C
      T-4,marek@example.com,LAKE,CSE,network,2026-11-23,09:00,11:00,D`);
    expect(refusals.map(({ row, code, message }) => [row, code, /row \d/.exec(message)?.[0]])).toEqual([
      [3, 'entry.overlap', 'row 4'],
      [4, 'entry.overlap', 'row 2'],
    ]);
  });

  test('time within a long entry is refused wherever in it it lies', async () => {
    expect(
      await refused(`
        T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,12:00,A
        T-2,ines@example.com,LAKE,CSDM,,2026-11-23,09:30,10:00,B
        T-3,ines@example.com,LAKE,CSDM,,2026-11-23,11:00,11:30,C`),
    ).toEqual(['3 start entry.overlap', '4 start entry.overlap']);
  });

  test('time that collides with an entry that is there names it', async () => {
    await bringIn('T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,11:00,Old');
    const { refusals } = await preview('T-2,ines@example.com,LAKE,CSDM,,2026-11-23,08:00,09:01,New');
    expect(refusals).toMatchObject([
      {
        row: 2,
        field: 'start',
        code: 'entry.overlap',
        message: 'Ines worked from 09:00 to 11:00 on 2026-11-23 for Lakeside Clinics: Old.',
      },
    ]);
  });

  test('an entry may move to where another one moves away from', async () => {
    await bringIn(`
      T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A
      T-2,ines@example.com,LAKE,CSDM,,2026-11-23,10:00,11:00,B`);
    const { counts } = await preview(`
      T-1,ines@example.com,LAKE,CSDM,,2026-11-23,10:00,11:00,A
      T-2,ines@example.com,LAKE,CSDM,,2026-11-23,12:00,13:00,B`);
    expect(counts).toMatchObject({ changed: 2, refused: 0 });
  });

  test('the same reference or the same time twice in a file is refused', async () => {
    expect(
      await refused(`
        T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A
        T-1,ines@example.com,LAKE,CSDM,,2026-11-23,11:00,12:00,B
        ,marek@example.com,LAKE,CSE,network,2026-11-23,09:00,10:00,C
        ,marek@example.com,LAKE,CSE,network,2026-11-23,09:00,10:00,C`),
    ).toEqual(['3 reference import.twice', '5 null import.twice']);
  });

  test('a reference that is somebody else’s is refused', async () => {
    await bringIn('T-1,ines@example.com,LAKE,CSDM,,2026-11-23,09:00,10:00,A');
    expect(await refused('T-1,marek@example.com,LAKE,CSE,network,2026-11-23,09:00,10:00,A')).toEqual([
      '2 person import.other-person',
    ]);
  });

  test('time in a closed month is refused, new or changed', async () => {
    await bringIn('T-1,ines@example.com,LAKE,CSDM,,2026-09-30,09:00,10:00,A');
    await closeMonth(world, await signContract(world, world.lakeside), '2026-09');
    expect(await refused('T-2,ines@example.com,LAKE,CSDM,,2026-09-30,23:00,24:00,B')).toEqual([
      '2 start month-closed',
    ]);
    expect(await refused('T-2,ines@example.com,LAKE,CSDM,,2026-10-01,00:00,01:00,B')).toEqual([]);
    expect(await refused('T-1,ines@example.com,LAKE,CSDM,,2026-10-02,09:00,10:00,A')).toEqual([
      '2 start month-closed',
    ]);
    expect((await preview('T-1,ines@example.com,LAKE,CSDM,,2026-09-30,09:00,10:00,A')).counts.unchanged).toBe(
      1,
    );
  });
});
