import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase, type TestDatabase } from '../../test/database.ts';
import { known } from '../core/id.ts';
import { sealBatch } from '../database/chain.ts';
import { followingJob } from '../plan/jobs.ts';
import { loadSample } from './load.ts';
import { idsFrom } from './random.ts';

const { database, owner } = useDatabase();
const others = [useDatabase(), useDatabase(), useDatabase()] as const;

test(
  'the sample provider has people in every role, twelve clients under contract and months of work',
  { timeout: 120_000 },
  async () => {
    const providerId = known<'provider'>(randomUUIDv7());
    const scope = { providerId, clients: '*', actorId: null, requestId: 'test' } as const;
    const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    await database.write(scope, null, (tx) =>
      loadSample({
        ...tx,
        providerId,
        now,
        newId: <K extends string>() => known<K>(randomUUIDv7()),
      }),
    );
    const count = async (sql: string) =>
      Number((await owner.query(`select count(*) as n from ${sql}`)).rows[0]?.n);
    expect(await count('client')).toBe(12);
    // One of them has accepted to go on, and another is offered to.
    expect(await count('contract')).toBe(12 + 1);
    expect(await count('quote_sending')).toBe(2);
    // Twelve clients and seven closed months, one client since the eleventh of the third month before.
    expect(await count('invoice')).toBe(11 * 7 + 2);
    expect(await count("invoice_line where kind = 'overage'")).toBeGreaterThan(0);
    // Five clients are spoken with; of each the last two weekly calls were held, and all but the last of one are published.
    expect(await count('meeting_series')).toBe(5 * 3);
    expect(await count('meeting_minutes')).toBe(5 * 2);
    expect(await count('minutes_publication')).toBe(5 * 2 - 1);
    // One client is on its way in, with the kick-off behind it; three have said what success is.
    expect(await count('onboarding')).toBe(1);
    expect(await count("phase_closure where phase = 'kick-off'")).toBe(1);
    expect(await count('(select distinct client_id from success_criterion) as followed')).toBe(3);
    expect(await count('entry')).toBeGreaterThan(2000);
    expect(await count('interaction')).toBe(8);
    // A change for all, maintenance for some, and news for two with its correction.
    expect(await count('announcement_publication')).toBe(4);
    expect(await count("announcement_delivery where title like 'The service desk%'")).toBe(12);
    expect(await count('announcement_acknowledgement')).toBeGreaterThan(8);
    expect(await count('(select distinct unnest(roles) from person) as held')).toBe(7);

    // Once plans have followed it, the history shows what was done, by whoever did it: the eleven with a plan were told of the change.
    while ((await database.maintain(providerId, (db) => sealBatch(db, providerId))).more);
    const signal = new AbortController().signal;
    while ((await followingJob(() => now).run(database, providerId, signal)).more);
    const { rows: shown } = await owner.query(
      `select r.row_number as row, count(*)::int as occurrences, count(v.fact_id)::int as shown, count(e.kind)::int as done,
       array_agg(distinct p.name) as by
     from occurrence o join plan_row r on r.id = o.plan_row_id
     left join evidence v on v.occurrence_id = o.id left join person p on p.id = v.given_by
     left join occurrence_end e on e.occurrence_id = o.id
     where r.row_number in (4, 17) group by 1 order by 1`,
    );
    expect(shown).toEqual([
      { row: 4, occurrences: 11, shown: 11, done: 11, by: ['Sofia Marchetti'] },
      { row: 17, occurrences: 8, shown: 8, done: 8, by: ['Sofia Marchetti'] },
    ]);
    expect(await count("evidence where object_kind = 'minutes'")).toBe(10);
    expect(await count('occurrence o join plan_row r on r.id = o.plan_row_id where r.row_number = 36')).toBe(
      0,
    );
  },
);

test(
  'the same seed makes the same provider on the same day, under the same ids, and another one another',
  { timeout: 120_000 },
  async () => {
    const made = async ({ database, owner }: TestDatabase, seed: number) => {
      const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
      const newId = idsFrom(seed, now);
      const providerId = newId<'provider'>();
      const scope = { providerId, clients: '*', actorId: null, requestId: 'test' } as const;
      await database.write(scope, null, (tx) =>
        loadSample({ ...tx, providerId, now, newId }, { clients: 14, months: 4, seed }),
      );
      const rows = async (sql: string) => JSON.stringify((await owner.query(sql)).rows);
      return [
        await rows('select id, client_id, person_id, started_at, ended_at, subject from entry order by id'),
        await rows('select id, client_id, number, issued_at, total from invoice order by id'),
        await rows('select id, name, email, roles from person order by id'),
      ];
    };
    const [one, again, another] = await Promise.all([
      made(others[0], 11),
      made(others[1], 11),
      made(others[2], 12),
    ]);
    expect(again).toEqual(one);
    expect(another[0]).not.toEqual(one[0]);
  },
);
