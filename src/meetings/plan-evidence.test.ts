import { afterEach, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { planning } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { announcementsApi } from '../clients/announcement-api.ts';
import { interactionsApi } from '../clients/interaction-api.ts';
import type { Request } from '../core/route.ts';
import { sealBatch } from '../database/chain.ts';
import type { Database } from '../database/transaction.ts';
import type { ClientId } from '../people/person.ts';
import { plansApi } from '../plan/api.ts';
import { completionJob, followingJob } from '../plan/jobs.ts';
import { meetingsApi } from './api.ts';

const world = useWorld();
const { planned, served, make, designate, contractFor, occurrencesOf } = planning(world);
const { one, hold } = calls(world);
const now = () => world.clock.now;
const start = world.clock.now;
afterEach(() => {
  world.clock.now = start;
});
const signal = new AbortController().signal;

/** Seals what was done, and has plans follow it. */
async function following(database: Database = world.database): Promise<void> {
  await world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));
  while ((await followingJob(now).run(database, world.providerId, signal)).more);
}
const again = () =>
  world.owner.query('update plan_cursor set seq = 0 where provider_id = $1', [world.providerId]);
const completion = () => completionJob(now).run(world.database, world.providerId, signal);

const doneOf = async (client: ClientId, row: number) =>
  (await occurrencesOf(client, row)).flatMap(({ end, dueDay, owner }) =>
    end ? [`${owner} ${dueDay}: ${end.kind} by ${end.by.name} at ${end.at}`] : [],
  );
async function evidenceOf(client: ClientId, row: number) {
  const found = (await occurrencesOf(client, row)).filter(({ evidenced }) => evidenced);
  const details = [];
  for (const { id } of found)
    details.push(await world.as('ines')(plansApi.getOccurrence, { params: { occurrence: id } }));
  return details.flatMap(({ evidenceGiven }) =>
    evidenceGiven.map(({ kind, words, thing, givenByName }) => ({ kind, words, thing, givenByName })),
  );
}

const log = (client: ClientId, happenedAt: string, title = 'A second line') =>
  world.as('marek')(interactionsApi.logInteraction, {
    params: { client },
    body: { kind: 'need', title, happenedAt },
  });

type Draft = Request<typeof announcementsApi.draftAnnouncement>['body'];
async function announce(clients: ClientId[], said: Partial<Draft>) {
  const draft = await world.as('ines')(announcementsApi.draftAnnouncement, {
    body: {
      kind: 'provider-change',
      title: 'A new number',
      words: 'From Monday',
      audience: { to: 'picked', clients },
      ...said,
    },
  });
  const of = { params: { announcement: draft.id } };
  const { clients: reached, people } = await world.as('ines')(announcementsApi.previewAnnouncement, of);
  return world.as('ines')(announcementsApi.publishAnnouncement, {
    ...of,
    body: { clients: reached, people },
  });
}

describe('published minutes', () => {
  const publish = async (client: ClientId) => {
    const call = await one({}, client);
    await hold(call);
    await world.as('ines')(meetingsApi.publishMinutes, { params: { touchPoint: call.id } });
    return call;
  };

  test('are the evidence of the touch point of both roles, and end it; a second call of the week makes up for the week before', async () => {
    const { client } = await planned('Spoken with');
    const call = await publish(client);
    await following();
    const at = call.startsAt;
    const both = (day: string) => [`csdm ${day}: done by Ines at ${at}`, `cse ${day}: done by Ines at ${at}`];
    expect((await doneOf(client, 2)).toSorted()).toEqual(both('2026-11-27'));
    expect((await evidenceOf(client, 2))[0]).toEqual({
      kind: 'minutes',
      words: 'Minutes published: Weekly call',
      thing: { kind: 'minutes', id: call.id },
      givenByName: 'Ines',
    });
    world.clock.now = start;
    await publish(client);
    await following();
    expect((await doneOf(client, 2)).toSorted()).toEqual(
      [...both('2026-11-20'), ...both('2026-11-27')].toSorted(),
    );
  });

  test('that are followed twice, by two servers or after one was killed, end one touch point of each role', async () => {
    const { client } = await planned('Followed twice');
    await publish(client);
    const killed: Database = {
      ...world.database,
      write: (scope, once, work) =>
        world.database.write(scope, once, async (tx) => {
          await work(tx);
          throw new Error('killed');
        }),
    };
    await expect(following(killed)).rejects.toThrow('killed');
    expect(await doneOf(client, 2)).toEqual([]);
    await Promise.all([following(), following()]);
    await again();
    await following();
    await completion();
    expect(await doneOf(client, 2)).toHaveLength(2);
    expect(await evidenceOf(client, 2)).toHaveLength(2);
  });
});

describe('an interaction', () => {
  test('shows the record of the week in which it happened, once, and of no other', async () => {
    const { client } = await planned('On record');
    const late = await log(client, '2026-11-19T15:00:00Z', 'Late on record');
    const first = await log(client, '2026-11-24T14:00:00Z');
    await log(client, '2026-11-24T14:30:00Z', 'One more');
    await following();
    expect((await doneOf(client, 30)).map((words) => words.split(':')[0])).toEqual([
      'cse 2026-11-20',
      'cse 2026-11-27',
    ]);
    const given = await evidenceOf(client, 30);
    expect(given.map(({ thing }) => thing?.id)).toEqual([late.id, first.id]);
    // Interactions are for staff, and clients read what shows that something was done.
    expect(new Set(given.map(({ words }) => words))).toEqual(new Set(['An interaction was put on record']));
  });

  test('ends nothing that was waived, and nothing of other clients', async () => {
    const { client } = await planned('Waived');
    const other = await planned('Other');
    const week = (await occurrencesOf(client, 30)).find(({ dueDay }) => dueDay === '2026-11-27');
    await world.as('sofia')(plansApi.waiveOccurrence, {
      params: { occurrence: week?.id ?? '' },
      body: { reason: 'Holiday' },
    });
    await log(client, '2026-11-24T14:00:00Z');
    await following();
    expect(await doneOf(client, 30)).toEqual([expect.stringContaining('waived by Sofia')]);
    expect(await doneOf(other.client, 30)).toEqual([]);
  });

  test('ends nothing that is blocked, and does once it no longer is', async () => {
    const { client, contract } = await served('Blocked');
    await make(contract, { start: '2026-11-01' });
    await world.owner.query(
      `begin; set local session_replication_role = replica;
       update plan_row set needs = 'managed-services' where client_id = '${client}' and row_number = 30; commit`,
    );
    await log(client, '2026-11-24T14:00:00Z');
    await following();
    await completion();
    expect(await doneOf(client, 30)).toEqual([]);
    await world.owner.query(
      `insert into purchased_service values ($1, gen_random_uuid(), $2, 'managed-services', '2026-01-01', null)`,
      [world.providerId, client],
    );
    await completion();
    expect(await doneOf(client, 30)).toEqual(['cse 2026-11-27: done by Marek at 2026-11-24T15:00:00Z']);
  });
});

const window = { startsAt: '2026-11-29T04:00:00Z', endsAt: '2026-11-29T06:00:00Z' };

describe('an announcement', () => {
  test.each([
    [4, 'provider-change', {}],
    [17, 'maintenance', { window }],
  ] as const)(
    'delivered sets off row %s and ends it at each of its clients, once',
    async (row, kind, said) => {
      const told = [await planned(`Told ${kind}`), await planned(`Told too ${kind}`)];
      const { id } = await announce(
        told.map(({ client }) => client),
        { kind, ...said },
      );
      await following();
      await again();
      await following();
      for (const { client } of told) {
        expect(await doneOf(client, row)).toEqual(['csdm 2026-12-01: done by Ines at 2026-11-24T15:00:00Z']);
        expect(await evidenceOf(client, row)).toEqual([
          {
            kind: 'record',
            words: 'Announcement delivered: A new number',
            thing: { kind: 'announcement', id },
            givenByName: 'Ines',
          },
        ]);
      }
    },
  );

  test('of products is shown once the client acknowledged it, and ends its row from 31 days ahead on', async () => {
    const client = world.lakeside;
    await designate(client, 'ines', 'csdm');
    await make(await contractFor(client), { start: '2026-11-01' });
    const { id } = await announce([client], { kind: 'service-information', acknowledgeBy: '2026-11-30' });
    await following();
    expect(await evidenceOf(client, 3)).toEqual([]);
    await world.as('carl')(announcementsApi.acknowledgeAnnouncement, {
      params: { client, announcement: id },
    });
    await following();
    expect(await evidenceOf(client, 3)).toMatchObject([{ givenByName: 'Carl', thing: { id } }]);
    expect(await doneOf(client, 3)).toEqual([]);
    world.clock.now = Temporal.Instant.from('2026-11-30T15:00:00Z');
    await Promise.all([completion(), completion()]);
    expect(await doneOf(client, 3)).toEqual(['csdm 2026-12-31: done by Carl at 2026-11-24T15:00:00Z']);
  });
});

describe('an agenda', () => {
  const agendaOf = async (client: ClientId, who: 'ines' | 'hugo' = 'ines') => {
    const call = await one({}, client);
    const { items } = await world.as(who)(meetingsApi.showAgenda, { params: { touchPoint: call.id } });
    return new Map(items.map(({ key, lines }) => [key, lines]));
  };

  test('has what is overdue and due by the plan, duties with what they hold up, open needs and announcements ahead', async () => {
    const client = world.harbor;
    await designate(client, 'ines', 'csdm');
    await designate(client, 'marek', 'cse', 'network');
    await make(await contractFor(client, { start: '2026-09-01', end: '2027-09-01' }), {
      start: '2026-09-01',
    });
    await log(client, '2026-11-20T15:00:00Z', 'A line that drops');
    await announce([client], {
      kind: 'maintenance',
      title: 'Core upgrade',
      window,
      acknowledgeBy: '2026-11-28',
    });
    await following();
    const agenda = await agendaOf(client);
    expect(agenda.get('plan')?.some((line) => line.startsWith('Notice of provider maintenance'))).toBe(false);
    expect(agenda.get('plan')).toContain(
      'Service execution report (CSDM, Ines), overdue 2 times, first since 30 September 2026.',
    );
    expect(agenda.get('plan')?.join()).not.toContain('access management');
    expect(agenda.get('duties')).toEqual([
      'Review of authorized contacts, overdue since 30 September 2026. Who may approve changes and overage is not certain.',
    ]);
    expect(agenda.get('needs')).toEqual(['Need since 20 November 2026: A line that drops (Marek).']);
    expect(agenda.get('announcements')).toEqual([
      'Core upgrade: maintenance 29 November 2026, 04:00 to 06:00 (Europe/London), to be acknowledged by 28 November 2026.',
    ]);
    const theirs = await agendaOf(client, 'hugo');
    expect([...theirs.keys()]).toEqual(expect.arrayContaining(['plan', 'duties', 'announcements']));
    expect(theirs.has('needs')).toBe(false);
  });

  test('leaves away announcements whose window is over and that nobody waits for', async () => {
    const { client } = await planned('Told long ago');
    await announce([client], { kind: 'maintenance', window });
    world.clock.now = Temporal.Instant.from('2026-12-01T06:00:00Z');
    expect((await agendaOf(client)).has('announcements')).toBe(false);
  });
});

test.each([
  ['marek', 'Marek'],
  [null, 'Ines'],
] as const)('evidence by a fact that the chain gives to %s is given by %s', async (actor, by) => {
  const { client } = await planned(`Noted by ${by}`);
  await world.owner.query(
    `with told as (insert into fact (provider_id, id, client_id, at, actor_id, act, object_id, request_id, detail)
       values ($1, uuidv7(), $2, $3, $4, 'health.noted', uuidv7(), 'test', $5) returning id)
     insert into outbox select $1, id from told`,
    [
      world.providerId,
      client,
      now().toString(),
      actor && world.people[actor].id,
      { score: 80, notedAt: now().toString(), notedBy: world.people.ines.id },
    ],
  );
  await following();
  expect(await evidenceOf(client, 1)).toMatchObject([{ thing: { kind: 'health-note' }, givenByName: by }]);
});
