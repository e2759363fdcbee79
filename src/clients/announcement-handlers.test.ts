import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer } from '../../test/mail-server.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { auditApi } from '../audit/api.ts';
import { known } from '../core/id.ts';
import type { Request } from '../core/route.ts';
import { mailJob } from '../mail/jobs.ts';
import { smtpPost } from '../server/smtp.ts';
import { announcementsApi } from './announcement-api.ts';
import { announcementReminderJob } from './announcement-jobs.ts';
import { announcementMail, windowInWords, type Announcement } from './announcement.ts';
import { clientsApi } from './api.ts';
import { ContactId } from './contact.ts';
import { TechnologyGroupId } from './client.ts';

const world = useWorld();
type Draft = Request<typeof announcementsApi.draftAnnouncement>['body'];

const start = world.clock.now;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  world.clock.now = start;
  for (const end of ends.splice(0).reverse()) await end();
});

/** Lakeside has Lena and Carl, who may sign in, and Nora, who may not; Harbor has Hugo. */
beforeAll(async () => {
  for (const [name, email] of [
    ['Lena Hoffmann', 'lena@example.com'],
    ['Nora', 'nora@lakeside.example'],
    ['Gone', 'gone@lakeside.example'],
  ] as const) {
    const { id } = await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name, email },
    });
    if (name === 'Gone')
      await world.as('ines')(clientsApi.endContact, {
        params: { client: world.lakeside, contact: ContactId.parse(id) },
      });
  }
});

const draft = (who: Name, said: Partial<Draft> = {}) =>
  world.as(who)(announcementsApi.draftAnnouncement, {
    body: {
      kind: 'provider-change',
      title: 'A new service desk number',
      words: 'From Monday you reach us under 555-0100.',
      acknowledgeBy: '2026-11-27',
      audience: { to: 'picked', clients: [world.lakeside] },
      ...said,
    },
  });
const of = ({ id }: { readonly id: Announcement['id'] }) => ({ params: { announcement: id } });
const preview = (one: Announcement) => world.as('ines')(announcementsApi.previewAnnouncement, of(one));
const show = (one: Announcement) => world.as('ines')(announcementsApi.getAnnouncement, of(one));
const publish = async (who: Name, one: Announcement, seen?: { clients: number; people: number }) => {
  const { clients, people } = seen ?? (await preview(one));
  return world.as(who)(announcementsApi.publishAnnouncement, { ...of(one), body: { clients, people } });
};
const published = async (said: Partial<Draft> = {}) => publish('ines', await draft('ines', said));
const edit = (who: Name, one: Announcement, said: Partial<Draft> = {}) =>
  world.as(who)(announcementsApi.editAnnouncement, {
    ...of(one),
    body: { ...one, ...said, version: one.version },
  });
const correct = (who: Name, one: Announcement) =>
  world.as(who)(announcementsApi.correctAnnouncement, of(one));
const withdraw = (who: Name, one: Announcement, reason = 'The move is put off') =>
  world.as(who)(announcementsApi.withdrawAnnouncement, { ...of(one), body: { reason } });
const told = async (who: Name, client = world.lakeside, waiting?: 'only') =>
  (
    await world.as(who)(announcementsApi.listClientAnnouncements, {
      params: { client },
      query: { limit: 500, waiting },
    })
  ).items;
const toldOf = async (who: Name, { id }: Announcement) => (await told(who)).find((one) => one.id === id);
const inPortal = (one: Announcement, client = world.lakeside) => ({
  params: { client, announcement: one.id },
});
const read = (who: Name, one: Announcement) =>
  world.as(who)(announcementsApi.readAnnouncement, inPortal(one));
const acknowledge = (who: Name, one: Announcement) =>
  world.as(who)(announcementsApi.acknowledgeAnnouncement, inPortal(one));
const proof = async (one: Announcement, query: { only?: 'overdue' | 'failed' | 'unread' } = {}) =>
  (await world.as('ines')(announcementsApi.listProofOfDelivery, { ...of(one), query })).items;
const queuedFor = async (one: Announcement, kind = 'announcement') =>
  (
    await world.owner.query<{ recipient: string }>(
      `select recipient from mail_message where kind = $1 and dedupe_key like $2 order by recipient`,
      [kind, `%${one.id}%`],
    )
  ).rows.map(({ recipient }) => recipient);
const run = async (job: ReturnType<typeof mailJob>) => {
  for (let more = true; more;)
    ({ more } = await job.run(world.database, world.providerId, new AbortController().signal));
};
const remind = () => run(announcementReminderJob(() => world.clock.now));

describe('a draft', () => {
  test('is edited by its version and discarded; no client sees it', async () => {
    const first = await draft('ines');
    const edited = await edit('sofia', first, { title: 'Another number', audience: { to: 'all' } });
    expect(edited).toMatchObject({
      title: 'Another number',
      audience: { to: 'all' },
      state: 'draft',
      version: 2,
    });
    expect(await codeOf(edit('ines', first))).toBe('edited-meanwhile');
    expect(await toldOf('lena', edited)).toBeUndefined();
    await world.as('ines')(announcementsApi.discardAnnouncement, of(edited));
    expect(await codeOf(show(edited))).toBe('not-found');
  });

  test('of maintenance has a window, and nothing else has one', async () => {
    const window = { startsAt: '2026-11-29T04:00:00Z', endsAt: '2026-11-29T06:30:00Z' };
    expect(await codeOf(draft('ines', { kind: 'maintenance' }))).toBe('invalid-input');
    expect(await codeOf(draft('ines', { window }))).toBe('invalid-input');
    expect(await codeOf(draft('ines', { kind: 'maintenance', window }))).toBe('done');
    const turned = { startsAt: window.endsAt, endsAt: window.startsAt };
    expect(await codeOf(draft('ines', { kind: 'maintenance', window: turned }))).toBe('invalid-input');
  });

  test('for a client of somebody else, or a technology group that is none, is refused', async () => {
    const audience = { to: 'picked', clients: [world.foreign] } as const;
    expect(await codeOf(draft('ines', { audience: { ...audience, clients: [...audience.clients] } }))).toBe(
      'announcement.audience-unknown',
    );
    const technologyGroups = [TechnologyGroupId.parse('mainframes')];
    expect(await codeOf(draft('ines', { audience: { to: 'technology-groups', technologyGroups } }))).toBe(
      'announcement.audience-unknown',
    );
  });

  test('is made by who leads the service', async () => {
    for (const who of ['marek', 'frank', 'lena'] as const)
      expect(await codeOf(draft(who))).toBe('not-allowed');
  });

  test('shows whom it would reach: contacts who have not left and people who may sign in, each address once', async () => {
    const found = await preview(await draft('ines', { audience: { to: 'all' } }));
    expect(found).toMatchObject({ clients: 2, people: 4 });
    expect(found.reached.map(({ name, people }) => [name, people.map(({ email }) => email)])).toEqual([
      ['Harbor Freight Lines', ['hugo@example.com']],
      ['Lakeside Clinics', ['carl@example.com', 'lena@example.com', 'nora@lakeside.example']],
    ]);
    expect(found.mail).toMatchObject({
      to: 'hugo@example.com',
      subject: 'Change at your provider: A new service desk number',
    });
  });

  test('for a technology group reaches the clients that have it in scope', async () => {
    await world.owner.query(
      `delete from client_technology_group where client_id = $1 and technology_group_id = 'security'`,
      [world.harbor],
    );
    const reachedBy = async (...groups: string[]) => {
      const technologyGroups = groups.map((group) => TechnologyGroupId.parse(group));
      const found = await preview(
        await draft('ines', { audience: { to: 'technology-groups', technologyGroups } }),
      );
      return found.reached.map(({ name }) => name);
    };
    expect(await reachedBy('security')).toEqual(['Lakeside Clinics']);
    expect(await reachedBy('security', 'network')).toEqual(['Harbor Freight Lines', 'Lakeside Clinics']);
    expect(await reachedBy('collaboration')).toEqual([]);
  });
});

describe('a publication', () => {
  test('tells each client in the portal and each recipient by mail, and names each client in a fact', async () => {
    const one = await published({ audience: { to: 'all' } });
    expect(one).toMatchObject({
      state: 'published',
      publication: { byName: 'Ines' },
      figures: { clients: 2, people: 4, queued: 4, sent: 0, failed: 0, read: 0, acknowledged: 0, overdue: 0 },
    });
    expect(await queuedFor(one)).toEqual([
      'carl@example.com',
      'hugo@example.com',
      'lena@example.com',
      'nora@lakeside.example',
    ]);
    expect(await toldOf('lena', one)).toMatchObject({ state: 'current', waits: true, readAt: null });
    expect((await told('hugo', world.harbor)).map(({ id }) => id)).toContain(one.id);
    const { items } = await world.as('ada')(auditApi.listFacts, { query: { object: one.id } });
    const clients = items.filter(({ act }) => act === 'announcement.published').map((fact) => fact.clientId);
    expect(new Set(clients)).toEqual(new Set([world.lakeside, world.harbor]));
    expect(clients).toHaveLength(2);
  });

  test('asked for twice under one key tells once; asked for again it is refused', async () => {
    const one = await draft('ines');
    const asked = { ...of(one), body: { clients: 1, people: 3 } };
    const key = { idempotencyKey: 'publish-once' };
    for (let time = 0; time < 2; time++)
      await world.as('ines')(announcementsApi.publishAnnouncement, asked, key);
    expect(await queuedFor(one)).toHaveLength(3);
    expect(await codeOf(publish('ines', one, asked.body))).toBe('announcement.published');
  });

  test('by two at once is one', async () => {
    const one = await draft('ines');
    const seen = { clients: 1, people: 3 };
    const codes = await Promise.all([
      codeOf(publish('ines', one, seen)),
      codeOf(publish('sofia', one, seen)),
    ]);
    expect(codes.toSorted()).toEqual(['announcement.published', 'done']);
    expect(await queuedFor(one)).toHaveLength(3);
  });

  test('to others than whoever publishes has seen is refused and tells how many there are', async () => {
    const one = await draft('ines');
    await expect(publish('ines', one, { clients: 1, people: 2 })).rejects.toMatchObject({
      code: 'announcement.audience-changed',
      about: { clients: 1, people: 3 },
    });
    expect(await queuedFor(one)).toEqual([]);
  });

  test('to nobody is refused', async () => {
    const technologyGroups = [TechnologyGroupId.parse('collaboration')];
    const one = await draft('ines', { audience: { to: 'technology-groups', technologyGroups } });
    expect(await codeOf(publish('ines', one))).toBe('announcement.nobody');
  });

  test.each([
    [
      'a window that is over',
      { kind: 'maintenance', window: { startsAt: '2026-11-24T13:00:00Z', endsAt: '2026-11-24T15:00:00Z' } },
    ],
    ['a last day that has passed', { acknowledgeBy: '2026-11-23' }],
  ] as const)('of %s is refused', async (_, said) => {
    expect(await codeOf(publish('ines', await draft('ines', said)))).toBe('announcement.too-late');
  });

  test('never changes: not by an edit, a discard or the owner of the tables', async () => {
    const one = await published();
    expect(await codeOf(edit('ines', one))).toBe('announcement.published');
    expect(await codeOf(world.as('ines')(announcementsApi.discardAnnouncement, of(one)))).toBe(
      'announcement.published',
    );
    expect(await codeOf(preview(one))).toBe('announcement.published');
    await expect(
      world.owner.query(`update announcement set title = 'x' where id = $1`, [one.id]),
    ).rejects.toThrow('was published');
    for (const table of ['announcement_delivery', 'announcement_recipient', 'announcement_publication'])
      await expect(world.owner.query(`update ${table} set provider_id = provider_id`)).rejects.toThrow(
        'append-only',
      );
  });
});

describe('a correction', () => {
  test('replaces for everybody who was told, and says so', async () => {
    const first = await published({ audience: { to: 'all' } });
    const second = await correct('sofia', first);
    expect(second).toMatchObject({ state: 'draft', replaces: { id: first.id }, title: first.title });
    const changed = await edit('ines', second, {
      title: 'The number is 555-0199',
      audience: { to: 'picked', clients: [world.lakeside] },
    });
    expect(await preview(changed)).toMatchObject({
      clients: 2,
      mail: { subject: 'Correction: The number is 555-0199' },
    });
    const after = await publish('ines', changed);
    expect(await show(first)).toMatchObject({ state: 'replaced', replacedBy: { id: after.id } });
    expect(await toldOf('lena', first)).toMatchObject({
      state: 'replaced',
      waits: false,
      replacedBy: { title: 'The number is 555-0199' },
    });
    expect(await toldOf('lena', after)).toMatchObject({ state: 'current', replaces: { id: first.id } });
    expect(await codeOf(acknowledge('lena', first))).toBe('announcement.replaced');
    expect(await codeOf(correct('ines', first))).toBe('announcement.replaced');
    expect(await codeOf(withdraw('ines', first))).toBe('announcement.replaced');
  });

  test('is made once: of two drafts the second is refused', async () => {
    const first = await published();
    const [one, two] = [await correct('ines', first), await correct('ines', first)];
    await publish('ines', one);
    expect(await codeOf(publish('ines', two))).toBe('announcement.replaced');
  });

  test('of a draft is refused, and so is one of what was withdrawn meanwhile', async () => {
    expect(await codeOf(correct('ines', await draft('ines')))).toBe('announcement.not-published');
    const first = await published();
    const second = await correct('ines', first);
    await withdraw('ines', first);
    expect(await codeOf(publish('ines', second))).toBe('announcement.withdrawn');
  });
});

describe('a withdrawal', () => {
  test('tells why, in the portal and by mail, and asks nobody for anything any more', async () => {
    const one = await published();
    expect(await withdraw('sofia', one)).toMatchObject({
      state: 'withdrawn',
      withdrawal: { reason: 'The move is put off', byName: 'Sofia' },
    });
    expect(await toldOf('carl', one)).toMatchObject({
      state: 'withdrawn',
      waits: false,
      withdrawal: { reason: 'The move is put off' },
    });
    expect(await queuedFor(one, 'announcement-withdrawn')).toHaveLength(3);
    expect(await codeOf(acknowledge('lena', one))).toBe('announcement.withdrawn');
    expect(await codeOf(withdraw('ines', one))).toBe('announcement.withdrawn');
  });

  test('of a draft is refused, and so is one without a reason', async () => {
    expect(await codeOf(withdraw('ines', await draft('ines')))).toBe('announcement.not-published');
    expect(await codeOf(withdraw('ines', await published(), ' '))).toBe('invalid-input');
  });
});

describe('a receipt', () => {
  test('is given with one click by somebody of the client, for all of it and once; opening is none', async () => {
    const one = await published();
    expect((await read('carl', one)).readAt).toBe(world.clock.now.toString());
    world.clock.now = world.clock.now.add({ minutes: 5 });
    expect((await read('carl', one)).readAt).toBe(start.toString());
    expect(await toldOf('carl', one)).toMatchObject({ acknowledgement: null, waits: true });
    const given = await acknowledge('carl', one);
    expect(given).toMatchObject({ acknowledgement: { byName: 'Carl' }, waits: false });
    expect(await codeOf(acknowledge('lena', one))).toBe('announcement.acknowledged');
    expect((await show(one)).figures).toMatchObject({ read: 1, acknowledged: 1 });
    const { items } = await world.as('ada')(auditApi.listFacts, { query: { object: one.id } });
    const fact = items.find(({ act }) => act === 'announcement.acknowledged');
    expect(fact).toMatchObject({ clientId: world.lakeside });
  });

  test('by two at once is one', async () => {
    const one = await published();
    const codes = await Promise.all([codeOf(acknowledge('lena', one)), codeOf(acknowledge('carl', one))]);
    expect(codes.toSorted()).toEqual(['announcement.acknowledged', 'done']);
  });

  test('is not for staff, nor for another client', async () => {
    const one = await published();
    expect(await codeOf(acknowledge('ines', one))).toBe('not-allowed');
    for (const who of ['hugo', 'olga'] as const)
      expect(await codeOf(read(who, one))).toBe(who === 'olga' ? 'not-allowed' : 'not-found');
    expect(await codeOf(told('hugo'))).toBe('not-found');
    expect(
      await codeOf(world.as('hugo')(announcementsApi.readAnnouncement, inPortal(one, world.harbor))),
    ).toBe('not-found');
    expect(await codeOf(world.as('lena')(announcementsApi.getAnnouncement, of(one)))).toBe('not-allowed');
  });

  test('is refused where it is not asked for; to have read it is enough then', async () => {
    const one = await published({ acknowledgeBy: null });
    expect(await codeOf(acknowledge('lena', one))).toBe('announcement.not-asked');
    expect((await read('lena', one)).waits).toBe(false);
    expect((await toldOf('carl', one))?.waits).toBe(true);
  });

  test('that waits comes first', async () => {
    const early = await published();
    world.clock.now = world.clock.now.add({ minutes: 1 });
    const late = await published();
    await acknowledge('lena', late);
    const order = (await told('lena')).map(({ id }) => id);
    expect(order.indexOf(early.id)).toBeLessThan(order.indexOf(late.id));
    const waiting = await told('lena', world.lakeside, 'only');
    expect(waiting.every(({ waits }) => waits)).toBe(true);
    expect(waiting.map(({ id }) => id)).not.toContain(late.id);
  });
});

describe('the last day', () => {
  test('reminds once, by the client’s clock, and once it has passed the client is overdue', async () => {
    const one = await published();
    const done = await published();
    await acknowledge('lena', done);
    world.clock.now = Temporal.Instant.from('2026-11-27T05:59:00Z');
    await remind();
    expect(await queuedFor(one, 'announcement-reminder')).toEqual([]);
    world.clock.now = Temporal.Instant.from('2026-11-27T06:00:00Z');
    await Promise.all([remind(), remind()]);
    await remind();
    expect(await queuedFor(one, 'announcement-reminder')).toHaveLength(3);
    expect(await queuedFor(done, 'announcement-reminder')).toEqual([]);
    expect((await show(one)).figures.overdue).toBe(0);
    world.clock.now = Temporal.Instant.from('2026-11-28T06:00:00Z');
    await remind();
    expect(await queuedFor(one, 'announcement-reminder')).toHaveLength(3);
    expect((await show(one)).figures.overdue).toBe(1);
    const [line] = await proof(one, { only: 'overdue' });
    expect(line).toMatchObject({ overdue: true, remindedAt: '2026-11-27T06:00:00Z' });
    expect(await proof(done, { only: 'overdue' })).toEqual([]);
    await withdraw('ines', one);
    expect((await show(one)).figures.overdue).toBe(0);
  });
});

describe('proof', () => {
  test('says of each recipient what became of the mail, in the words of the mail server, who read and who acknowledged', async () => {
    const one = await published();
    expect((await proof(one)).map(({ recipient }) => recipient?.state)).toEqual([
      'queued',
      'queued',
      'queued',
    ]);
    const server = await startMailServer((recipient) =>
      recipient.startsWith('nora') ? 'No such mailbox' : null,
    );
    ends.push(() => server.stop());
    const post = smtpPost({ server: server.url, from: 'Tandem <tandem@example.org>' }, 'https://t.example');
    await run(mailJob(post, () => world.clock.now));
    await acknowledge('lena', one);
    expect(
      (await proof(one)).map(({ recipient, acknowledgement }) => [
        recipient?.name,
        recipient?.state,
        recipient?.readAt !== null,
        acknowledgement?.byName,
      ]),
    ).toEqual([
      ['Carl', 'sent', false, 'Lena'],
      ['Lena Hoffmann', 'sent', true, 'Lena'],
      ['Nora', 'failed', false, 'Lena'],
    ]);
    const [failed, ...others] = await proof(one, { only: 'failed' });
    expect(others).toEqual([]);
    expect(failed?.recipient?.reason).toContain('No such mailbox');
    expect((await proof(one, { only: 'unread' })).map(({ recipient }) => recipient?.name)).toEqual([
      'Carl',
      'Nora',
    ]);
    expect((await show(one)).figures).toMatchObject({
      queued: 0,
      sent: 2,
      failed: 1,
      read: 1,
      acknowledged: 1,
    });

    const mine = (await server.letters()).filter(({ text }) => text?.includes(one.id));
    expect(new Set(mine.flatMap(({ envelope }) => envelope))).toEqual(
      new Set(['carl@example.com', 'lena@example.com']),
    );
    expect(mine).toHaveLength(2);
    expect(mine[0]?.text).toContain('Please acknowledge it by 27 November 2026, with one click:');
    expect(mine[0]?.text).toContain(`https://t.example/portal/announcements/${one.id}`);

    const file = await world.as('ines')(announcementsApi.saveProofOfDelivery, of(one));
    const csv = new TextDecoder().decode(file.content).split('\r\n');
    expect(csv).toHaveLength(5);
    expect(csv[3]).toContain('Lakeside Clinics,Nora,nora@lakeside.example,failed,');
  });

  test('is read page by page', async () => {
    const one = await published({ audience: { to: 'all' } });
    const emails: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { limit: 1, ...(cursor ? { cursor } : {}) };
      const page = await world.as('ines')(announcementsApi.listProofOfDelivery, { ...of(one), query });
      emails.push(...page.items.map(({ recipient }) => recipient?.email));
      cursor = page.next;
    }
    expect(emails).toEqual([
      'hugo@example.com',
      'carl@example.com',
      'lena@example.com',
      'nora@lakeside.example',
    ]);
  });

  test('is no business of another provider', async () => {
    const one = await published();
    expect(await codeOf(world.as('olga')(announcementsApi.listProofOfDelivery, of(one)))).toBe('not-found');
  });
});

test('who may not sign in is told all of it and led nowhere', () => {
  const mail = announcementMail(
    {
      id: known<'announcement'>(world.lakeside),
      kind: 'maintenance',
      title: 'Core switch',
      words: 'The network is down.',
      window: { startsAt: '2026-11-29T04:00:00Z', endsAt: '2026-11-29T06:30:00Z' },
      acknowledgeBy: '2026-11-27',
      replaces: null,
    },
    { clientId: world.lakeside, timeZone: 'America/Chicago' },
    { name: 'Nora', email: 'nora@lakeside.example', contactId: world.lakeside, personId: null },
    { kind: 'announcement' },
  );
  expect(mail.page).toBeUndefined();
  expect(mail.text).toBe(
    'Hello Nora,\n\nThe network is down.\n\n' +
      'When: 28 November 2026, 22:00 to 29 November 2026, 00:30 (America/Chicago)',
  );
});

test.each([
  ['America/Chicago', '28 November 2026, 22:00 to 29 November 2026, 00:30 (America/Chicago)'],
  ['Europe/London', '29 November 2026, 04:00 to 06:30 (Europe/London)'],
])('a window is told by the clock of %s', (zone, words) => {
  expect(windowInWords({ startsAt: '2026-11-29T04:00:00Z', endsAt: '2026-11-29T06:30:00Z' }, zone)).toBe(
    words,
  );
});
