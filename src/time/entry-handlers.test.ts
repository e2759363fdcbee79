import { beforeEach, describe, expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useTeam } from '../../test/team.ts';
import { timesheet, whileHeld, type Draft } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { timeApi } from './api.ts';
import type { Entry } from './entry.ts';

const world = useWorld();
useTeam(world);

const { hour, log, edit, approved, codeOf } = timesheet(world);

beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  await world.owner.query('delete from entry');
});

const refused: readonly (readonly [string, Partial<Draft>])[] = [
  ['entry.seconds', { startedAt: '2026-11-24T13:00:30Z' }],
  ['entry.no-time', { endedAt: '2026-11-24T13:00:00Z' }],
  ['entry.no-time', { endedAt: '2026-11-24T12:00:00Z' }],
  ['entry.too-long', { startedAt: '2026-11-23T13:59:00Z' }],
  ['entry.in-future', { endedAt: '2026-11-24T15:01:00Z' }],
  ['entry.client-missing', { clientId: null }],
  ['entry.technology-group', { technologyGroup: null }],
  ['entry.technology-group', { role: 'csdm' }],
  ['entry.role-not-held', { role: 'csdm', technologyGroup: null }],
  ['entry.not-designated', { technologyGroup: 'collaboration' }],
  ['entry.open-ended', { billing: 'additional' }],
  ['entry.booked-otherwise', { bookingId: '0190a5b0-0000-7000-8000-000000000000' }],
  ['entry.supervisor-allows', { allowance: 'I know them' }],
  ['invalid-input', { subject: ' ' }],
  ['not-found', { clientId: '0190a5b0-0000-7000-8000-000000000000' }],
];

describe('logging time', () => {
  test('an hour is a draft with who worked for whom in what role', async () => {
    const entry = await log('marek', hour('13:00', '14:15'));
    expect(entry).toMatchObject({
      personName: 'Marek',
      clientName: 'Lakeside Clinics',
      minutes: 75,
      billing: 'service',
      approval: { state: 'draft' },
      afterHoursApproved: false,
      allowance: null,
      version: 1,
    });
    expect(await world.as('sofia')(timeApi.getEntry, { params: { entry: entry.id } })).toEqual(entry);
  });

  test('internal time needs no client', async () => {
    const entry = await log(
      'priya',
      hour('13:00', '14:00', { clientId: null, billing: 'internal', subject: 'Team meeting' }),
    );
    expect(entry).toMatchObject({ clientId: null, clientName: null, billing: 'internal' });
  });

  test('an additional task that is specific and defined is taken', async () => {
    const entry = await log('marek', hour('13:00', '14:00', { billing: 'additional', definedTask: true }));
    expect(entry.billing).toBe('additional');
  });

  test.each(refused)('is refused as %s where it says %j', async (code, said) => {
    expect(await codeOf(log('marek', hour('13:00', '14:00', said)))).toBe(code);
    expect((await world.as('sofia')(timeApi.listEntries, {})).items).toEqual([]);
  });

  test('a whole day is taken, and the minute that is passing counts as worked', async () => {
    await log('marek', hour('00:00', '15:00', { startedAt: '2026-11-23T15:00:00Z' }));
    world.clock.now = Temporal.Instant.from('2026-11-24T15:14:30Z');
    await log('marek', hour('15:00', '15:15'));
  });

  test('the client of another provider does not exist', async () => {
    expect(await codeOf(log('marek', hour('13:00', '14:00', { clientId: world.foreign })))).toBe('not-found');
  });

  test('people of the portal, and of finance, log no time', async () => {
    expect(await codeOf(log('lena', hour('13:00', '14:00')))).toBe('not-allowed');
    expect(await codeOf(log('frank', hour('13:00', '14:00')))).toBe('not-allowed');
  });

  test('a designation counts from its first local day of the client on', async () => {
    // Midnight between the 23rd and the 24th is 06:00 UTC in Chicago.
    expect(await codeOf(log('priya', hour('05:59', '07:00')))).toBe('entry.not-designated');
    expect(await codeOf(log('priya', hour('06:00', '07:00')))).toBe('done');
  });

  test('nobody works at two things at once, and the entry in the way is named in local time', async () => {
    const first = await log('marek', hour('13:00', '14:00'));
    await expect(log('marek', hour('13:59', '15:00'))).rejects.toMatchObject({
      code: 'entry.overlap',
      message: 'Marek worked from 07:00 to 08:00 on 2026-11-24 for Lakeside Clinics: Firewall review.',
      about: { entry: first.id, startedAt: '2026-11-24T13:00:00Z', endedAt: '2026-11-24T14:00:00Z' },
    });
    await log('marek', hour('14:00', '15:00'));
    await log('priya', hour('13:00', '14:00'));
  });

  test('of two that overlap and come at once, exactly one is kept and the other is told which', async () => {
    const both = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((minute) => log('marek', hour(`13:0${minute}`, '14:00'))),
    );
    const kept = both.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(kept).toHaveLength(1);
    for (const result of both) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'entry.overlap', about: { entry: kept[0]!.id } });
    }
  });
});

describe('an entry that is saved between the look and the saving', () => {
  const id = '0190a5b0-0000-7000-8000-000000000001';
  const insert = `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing,
    subject_kind, subject, created_by) values ($1, $2, $3, $4, 'cse', 'network', '2026-11-24T13:30Z', '2026-11-24T14:30Z', 'service',
    'other', 'Saved first', $4)`;
  const values = () => [world.providerId, id, world.lakeside, world.people.marek.id];

  test('is named to whoever logs the same time', async () => {
    await expect(
      whileHeld(world, insert, values(), () => log('marek', hour('13:00', '14:00'))),
    ).rejects.toMatchObject({ code: 'entry.overlap', about: { entry: id, subject: 'Saved first' } });
  });

  test('is named to whoever moves an entry there', async () => {
    const entry = await log('marek', hour('12:00', '13:00'));
    await expect(
      whileHeld(world, insert, values(), () => edit('marek', entry, hour('13:00', '14:00'))),
    ).rejects.toMatchObject({ code: 'entry.overlap', about: { entry: id, subject: 'Saved first' } });
  });
});

describe('time of others', () => {
  test('is logged by a supervisor alone', async () => {
    const draft = hour('13:00', '14:00', { personId: world.people.marek.id });
    expect(await codeOf(log('priya', draft))).toBe('entry.not-yours');
    expect(await log('sofia', draft)).toMatchObject({ personName: 'Marek' });
  });

  test('of somebody off the team is allowed by a supervisor with a reason, which stays on record', async () => {
    const draft = hour('13:00', '14:00', { clientId: world.harbor, personId: world.people.marek.id });
    expect(await codeOf(log('sofia', draft))).toBe('entry.not-designated');
    const entry = await log('sofia', { ...draft, allowance: 'Priya is ill' });
    expect(entry.allowance).toEqual({ by: world.people.sofia.id, byName: 'Sofia', reason: 'Priya is ill' });
    const kept = await edit('marek', entry, { ...draft, subject: 'Switch replaced' });
    expect(kept).toMatchObject({ allowance: { reason: 'Priya is ill' }, subject: 'Switch replaced' });
    await expect(
      edit('marek', kept, { ...draft, startedAt: '2026-11-23T13:00:00Z', endedAt: '2026-11-23T14:00:00Z' }),
    ).rejects.toMatchObject({ code: 'entry.not-designated' });
  });

  test('an allowance nobody needs is not kept', async () => {
    const draft = hour('13:00', '14:00', { personId: world.people.marek.id, allowance: 'To be safe' });
    expect((await log('sofia', draft)).allowance).toBeNull();
  });

  test('is not changed or deleted by colleagues', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await expect(edit('priya', entry, hour('13:00', '14:00'))).rejects.toMatchObject({
      code: 'entry.not-yours',
    });
    await expect(
      world.as('ines')(timeApi.deleteEntry, { params: { entry: entry.id } }),
    ).rejects.toMatchObject({ code: 'entry.not-yours' });
  });
});

describe('asking twice', () => {
  test('with one key makes one entry and gets the same answer', async () => {
    const first = await log('marek', hour('13:00', '14:00'), 'key-of-this-hour');
    const second = await log('marek', hour('13:00', '14:00'), 'key-of-this-hour');
    expect(second).toEqual(first);
    expect((await world.as('sofia')(timeApi.listEntries, {})).items).toHaveLength(1);
  });

  test('at the same moment makes one entry', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => log('marek', hour('13:00', '14:00'), 'key-of-one-moment')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test('with one key for another hour is refused', async () => {
    await log('marek', hour('13:00', '14:00'), 'key-used-before');
    await expect(log('marek', hour('14:00', '15:00'), 'key-used-before')).rejects.toMatchObject({
      code: 'idempotency.key-reused',
    });
  });
});

describe('changing time', () => {
  test('an edit names the version it was made from; a second from the same one is told the new version', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    const longer = await edit('marek', entry, hour('13:00', '14:30'));
    expect(longer).toMatchObject({ minutes: 90, version: 2 });
    await expect(edit('sofia', entry, hour('13:00', '13:30'))).rejects.toMatchObject({
      code: 'edited-meanwhile',
      about: { version: 2 },
    });
  });

  test('of two edits at once one is kept and the other refused', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    const both = await Promise.allSettled([
      edit('marek', entry, hour('13:00', '14:10')),
      edit('sofia', entry, hour('13:00', '14:20')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'edited-meanwhile',
    });
  });

  test('an edit is held to the same rules', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    const other = await log('marek', hour('14:00', '15:00'));
    await expect(edit('marek', entry, hour('13:00', '14:01'))).rejects.toMatchObject({
      code: 'entry.overlap',
      about: { entry: other.id },
    });
    await expect(edit('marek', entry, hour('13:00', '15:01'))).rejects.toMatchObject({
      code: 'entry.in-future',
    });
  });

  test('two edits into the same hour at once: one is kept, the other names it', async () => {
    const first = await log('marek', hour('12:00', '12:30'));
    const second = await log('marek', hour('12:30', '13:00'));
    const both = await Promise.allSettled([
      edit('marek', first, hour('13:10', '14:00')),
      edit('sofia', second, hour('13:00', '14:00')),
    ]);
    const [kept] = both.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(both.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'entry.overlap',
      about: { entry: kept!.id },
    });
  });

  test('a deleted entry is gone, and the record keeps what it said', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await world.as('marek')(timeApi.deleteEntry, { params: { entry: entry.id } });
    await expect(world.as('marek')(timeApi.getEntry, { params: { entry: entry.id } })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { rows } = await world.owner.query<{ act: string; detail: Entry }>(
      'select act, detail from fact where object_id = $1 order by id',
      [entry.id],
    );
    expect(rows.map(({ act }) => act)).toEqual(['entry.logged', 'entry.deleted']);
    expect(rows[1]!.detail.subject).toBe('Firewall review');
  });
});

describe('lists', () => {
  const subjects = (entries: readonly { readonly subject: string }[]) =>
    entries.map(({ subject }) => subject);

  test('stand newest first and are read on from where a page ended', async () => {
    for (const at of ['09', '10', '11']) await log('marek', hour(`${at}:00`, `${at}:30`, { subject: at }));
    const first = await world.as('sofia')(timeApi.listEntries, { query: { limit: 2 } });
    const second = await world.as('sofia')(timeApi.listEntries, { query: { limit: 2, cursor: first.next! } });
    expect([subjects(first.items), subjects(second.items), second.next]).toEqual([
      ['11', '10'],
      ['09'],
      null,
    ]);
  });

  test('are narrowed by client, person, day, state and billing', async () => {
    await log('marek', hour('05:30', '06:30', { subject: 'before midnight in Chicago' }));
    await log('marek', hour('07:00', '08:00', { subject: 'goodwill', billing: 'goodwill' }));
    await log('priya', hour('07:00', '08:00', { clientId: world.harbor, subject: 'Harbor' }));
    const list = async (query: Record<string, string>) =>
      subjects((await world.as('sofia')(timeApi.listEntries, { query })).items).sort();
    expect(await list({ client: world.harbor })).toEqual(['Harbor']);
    expect(await list({ person: world.people.marek.id })).toEqual(['before midnight in Chicago', 'goodwill']);
    expect(await list({ from: '2026-11-24' })).toEqual(['Harbor', 'goodwill']);
    expect(await list({ to: '2026-11-24' })).toEqual(['before midnight in Chicago']);
    expect(await list({ from: '2026-11-24', to: '2026-11-24' })).toEqual([]);
    expect(await list({ billing: 'goodwill' })).toEqual(['goodwill']);
    expect(await list({ state: 'draft' })).toHaveLength(3);
    expect(await list({ state: 'approved' })).toEqual([]);
  });

  test('another provider sees none of it', async () => {
    const { id } = await log('marek', hour('13:00', '14:00'));
    expect((await world.as('olga')(timeApi.listEntries, {})).items).toEqual([]);
    const tried = [
      () => world.as('olga')(timeApi.getEntry, { params: { entry: id } }),
      () => world.as('olga')(timeApi.deleteEntry, { params: { entry: id } }),
      () => world.as('olga')(timeApi.approveAfterHours, { params: { entry: id }, body: { reason: 'mine' } }),
      () => world.as('olga')(timeApi.listWorkDone, { params: { client: world.lakeside } }),
    ];
    for (const call of tried) expect(await codeOf(call())).toBe('not-found');
  });
});

describe('what a client sees', () => {
  const seenBy = async (who: Name, client = world.lakeside) =>
    (await world.as(who)(timeApi.listWorkDone, { params: { client } })).items;

  test('is the approved time of its own: who did what when, and no note', async () => {
    const entry = await log('marek', hour('13:00', '14:00', { note: 'They broke it again' }));
    expect(await seenBy('carl')).toEqual([]);
    await approved(entry);
    const [seen] = await seenBy('carl');
    expect(seen).toMatchObject({ personName: 'Marek', role: 'cse', minutes: 60, subject: 'Firewall review' });
    expect(JSON.stringify(seen)).not.toContain('They broke it again');
    expect(Object.keys(seen!)).not.toContain('note');
  });

  test('is nothing that was rejected or referred', async () => {
    const rejected = await log('marek', hour('12:00', '13:00'));
    const referred = await log('marek', hour('13:00', '14:00'));
    await world.as('sofia')(timeApi.submitEntries, { body: { entries: [rejected.id, referred.id] } });
    const entries = [{ id: rejected.id, version: 1 }];
    await world.as('sofia')(timeApi.rejectEntries, { body: { entries, reason: 'Which?' } });
    await world.as('sofia')(timeApi.referEntry, {
      params: { entry: referred.id },
      body: { reason: 'A project' },
    });
    expect(await seenBy('carl')).toEqual([]);
  });

  test('includes goodwill, and no internal time about it', async () => {
    const goodwill = await log('marek', hour('13:00', '14:00', { billing: 'goodwill' }));
    const internal = await log('marek', hour('14:00', '15:00', { billing: 'internal' }));
    await approved(goodwill, internal);
    expect((await seenBy('lena')).map(({ billing }) => billing)).toEqual(['goodwill']);
  });

  test('is nothing of another client, nor that it exists', async () => {
    await approved(await log('priya', hour('13:00', '14:00', { clientId: world.harbor })));
    expect(await seenBy('hugo', world.harbor)).toHaveLength(1);
    await expect(seenBy('lena', world.harbor)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is no list of entries, week or queue of the staff', async () => {
    const tried = [
      () => world.as('lena')(timeApi.listEntries, {}),
      () => world.as('lena')(timeApi.listApprovals, {}),
      () => world.as('lena')(timeApi.getWeek, { params: { day: '2026-11-24' } }),
    ];
    for (const call of tried) expect(await codeOf(call())).toBe('not-allowed');
  });
});

describe('a week', () => {
  test('shows each day with its time, totals and what is missing', async () => {
    await log(
      'marek',
      hour('13:00', '14:00', { startedAt: '2026-11-23T13:00:00Z', endedAt: '2026-11-23T15:00:00Z' }),
    );
    await log('marek', hour('13:00', '14:00', { billing: 'goodwill' }));
    world.clock.now = Temporal.Instant.from('2026-11-28T15:00:00Z');
    const week = await world.as('marek')(timeApi.getWeek, { params: { day: '2026-11-29' } });
    expect(week).toMatchObject({ from: '2026-11-23', to: '2026-11-30', minutes: 180, personName: 'Marek' });
    expect(week.days.map(({ minutes }) => minutes)).toEqual([120, 60, 0, 0, 0, 0, 0]);
    expect(week.byBilling).toEqual([
      { billing: 'service', minutes: 120 },
      { billing: 'goodwill', minutes: 60 },
    ]);
    expect(week.byClient).toEqual([
      { clientId: world.lakeside, clientName: 'Lakeside Clinics', minutes: 180 },
    ]);
    expect(week.missing).toEqual({
      days: ['2026-11-25', '2026-11-26', '2026-11-27'],
      drafts: 2,
      rejected: 0,
    });
  });

  test('does not miss the day that is today', async () => {
    const week = await world.as('marek')(timeApi.getWeek, { params: { day: '2026-11-24' } });
    expect(week.missing.days).toEqual(['2026-11-23']);
  });

  test('a holiday in all calendars is not missing', async () => {
    await world.owner.query(
      `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Office', 'America/Chicago')`,
      [world.providerId, world.people.ada.id],
    );
    await world.owner.query(`insert into holiday values ($1, $2, '2026-11-26', 'Thanksgiving', 'own')`, [
      world.providerId,
      world.people.ada.id,
    ]);
    world.clock.now = Temporal.Instant.from('2026-11-28T15:00:00Z');
    const week = await world.as('ines')(timeApi.getWeek, {
      params: { day: '2026-11-24' },
      query: { person: world.people.marek.id },
    });
    expect(week.missing.days).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-27']);
  });

  test('has the business hours of the calendar that the person’s clients follow, by the person’s clock', async () => {
    await seeding(world).contract(world.lakeside);
    const { days } = await world.as('marek')(timeApi.getWeek, { params: { day: '2026-11-24' } });
    // Thursday is Thanksgiving; Chicago opens at 08:00, which is 14:00Z.
    expect(days.map(({ minutesOpen }) => minutesOpen)).toEqual([540, 540, 540, 0, 540, 0, 0]);
    expect(days[1]?.open).toEqual([{ from: '2026-11-24T14:00:00Z', to: '2026-11-24T23:00:00Z' }]);
  });

  test('takes the calendar in the person’s own zone before the one of another client', async () => {
    await seeding(world).contract(world.harbor, { zone: 'Africa/Abidjan' });
    const week = await world.as('ines')(timeApi.getWeek, { params: { day: '2026-11-24' } });
    expect(week.days[1]?.open[0]?.from).toBe('2026-11-24T14:00:00Z');
  });
});
