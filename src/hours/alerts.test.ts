import { expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import { known } from '../core/id.ts';
import { mailApi } from '../mail/api.ts';
import { timeApi } from '../time/api.ts';
import { alertsApi } from './alert-api.ts';
import { alertByActJob, alertByTimeJob } from './alert-jobs.ts';
import { hoursApi } from './api.ts';
import { consentApi } from './consent-api.ts';

const world = useWorld();
const seed = seeding(world);
const lakeside = () => ({ client: world.lakeside });
const byTime = alertByTimeJob(() => world.clock.now);
const byAct = alertByActJob(() => world.clock.now);
const visit = (job: typeof byTime) => job.run(world.database, world.providerId, new AbortController().signal);
const levelsSeen = async (who: 'ines' | 'lena' | 'hugo' = 'ines') =>
  (await world.as(who)(alertsApi.listAlerts, { query: { month: '2026-11' } })).map(({ level }) => level);

test('each level of a month is told once, to whom the client chose, and each reader dismisses it alone', async () => {
  world.clock.now = Temporal.Instant.from('2026-11-10T15:00:00Z');
  await seed.contract(world.lakeside, { increment: 1, packages: [{ ...base, hours: 10 }] });
  await world.owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, deputy, from_day) values ($1, gen_random_uuid(), $2, $3, 'csdm', false, '2026-01-01')`,
    [world.providerId, world.lakeside, world.people.ines.id],
  );
  const contact = await world.as('ines')(clientsApi.addContact, {
    params: lakeside(),
    body: { name: 'Nora', email: 'nora@lakeside.example', authority: [] },
  });
  await visit(byTime);
  expect(await levelsSeen()).toEqual([]);

  const levels = { percents: [100, 50, 50], overageForeseen: true, hoursExpiring: false };
  const chosen = await world.as('lena')(alertsApi.changeAlertLevels, {
    params: lakeside(),
    body: { ...levels, contacts: [contact.id], mailCsdm: true },
  });
  expect(chosen.percents).toEqual([50, 100]);
  const stranger = world.as('lena')(alertsApi.changeAlertLevels, {
    params: lakeside(),
    body: { ...levels, contacts: [known(world.people.hugo.id)], mailCsdm: false },
  });
  expect(await codeOf(stranger)).toBe('alert.contact-unknown');

  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 320 });
  await Promise.all([visit(byTime), visit(byTime)]);
  await visit(byTime);
  expect(await levelsSeen()).toEqual(['used-50']);
  expect(await levelsSeen('lena')).toEqual(['used-50']);
  expect(await levelsSeen('hugo')).toEqual([]);
  const mailed = async () =>
    (await world.as('ada')(mailApi.listMail, {})).items
      .filter(({ kind }) => kind === 'alert')
      .map(({ to, subject }) => `${to}: ${subject}`)
      .sort();
  expect(await mailed()).toEqual([
    'ines@example.com: Lakeside Clinics: 50% of the hours are used',
    'nora@lakeside.example: Lakeside Clinics: 50% of the hours are used',
  ]);

  const [alert] = await world.as('ines')(alertsApi.listAlerts, {});
  expect(alert?.words).toBe('50% of the hours of November 2026 are used: 5 h 20 min of 10 h.');
  await world.as('ines')(alertsApi.dismissAlert, { params: { alert: alert!.id } });
  expect(await levelsSeen()).toEqual([]);
  expect(await levelsSeen('lena')).toEqual(['used-50']);
  const foreign = world.as('hugo')(alertsApi.dismissAlert, { params: { alert: alert!.id } });
  expect(await codeOf(foreign)).toBe('not-found');
});

test('what somebody just did is followed at once, and where the cap is near the client is asked without anybody’s doing', async () => {
  // What is done is on record by the clock of the machine, which is later.
  world.clock.now = Temporal.Instant.from('2026-11-11T15:00:00Z');
  const month = '2026-11';
  await world.as('lena')(consentApi.setOverageCap, {
    params: lakeside(),
    body: { from: month, minutes: 60 },
  });
  const id = await seed.entry({ start: '2026-11-04T14:00:00Z', minutes: 340, state: 'submitted' });
  await world.as('sofia')(timeApi.approveEntries, { body: { entries: [{ id, version: 1 }] } });
  await visit(byAct);
  await visit(byAct);
  const alerts = await world.as('lena')(alertsApi.listAlerts, { query: { month } });
  expect(alerts.map(({ level }) => level)).toContain('cap-near');
  const consents = await world.as('lena')(consentApi.listConsents, { params: lakeside() });
  expect(consents).toMatchObject([{ askedBy: null, answer: null, month }]);
  expect(consents).toHaveLength(1);
});

test('hours that are about to expire are told in the last week', async () => {
  const client = await seed.client('Idle');
  await seed.contract(client, { increment: 1 });
  world.clock.now = Temporal.Instant.from('2026-11-20T15:00:00Z');
  await visit(byTime);
  const of = async () =>
    (await world.as('ines')(alertsApi.listAlerts, { query: { client } })).map(({ words }) => words);
  expect(await of()).toEqual([]);
  world.clock.now = Temporal.Instant.from('2026-11-25T15:00:00Z');
  await visit(byTime);
  expect(await of()).toEqual(['20 h will expire on 30 November 2026 at this pace.']);
});

test('time that waits for approval is used: no screen tells of hours that expire where overage is foreseen', async () => {
  const client = await seed.client('Waiting');
  await seed.contract(client, { increment: 1 });
  await seed.entry({ client, start: '2026-11-06T14:00:00Z', minutes: 540 });
  for (const day of ['16', '17', '18'])
    await seed.entry({ client, start: `2026-11-${day}T15:00:00Z`, minutes: 210, state: 'submitted' });
  const seen = async () => {
    const alerts = await world.as('ines')(alertsApi.listAlerts, { query: { client } });
    const { items } = await world.as('ines')(hoursApi.listHours, { query: { month: '2026-11' } });
    const row = items.find(({ clientId }) => clientId === client);
    return {
      alerts: alerts.map(({ words }) => words),
      needs: row?.needs.map(({ kind }) => kind).filter((kind) => kind !== 'mend-contract'),
      row,
    };
  };
  world.clock.now = Temporal.Instant.from('2026-11-25T15:00:00Z');
  await visit(byTime);
  const used =
    '80% of the hours of November 2026 are used: 19 h 30 min of 20 h, 10 h 30 min of it not approved yet.';
  expect(await seen()).toMatchObject({ alerts: [used], needs: ['approve-time'] });

  // What came in closed months was 0.8 to 1.2 times what was foreseen, so that overage is all but sure.
  await seed.past('2026-10');
  await visit(byTime);
  const told = await seen();
  expect(told.alerts).toEqual([
    'Overage is foreseen: likely 22 to 23 h of 20 h by 30 November 2026; 100% chance.',
    used,
  ]);
  expect(told).toMatchObject({
    row: { foretold: { percent: 100, expiring: null } },
    needs: ['approve-time'],
  });

  // Most of it is rejected: what was foreseen no longer is, and hours will be left after all.
  await world.owner.query(`delete from submission where client_id = $1`, [client]);
  await world.owner.query(`delete from entry where client_id = $1 and started_at > '2026-11-10'`, [client]);
  expect((await seen()).alerts).toEqual([used]);
  await visit(byTime);
  expect((await seen()).alerts).toEqual(['8 h or more will expire on 30 November 2026.', used]);
});
