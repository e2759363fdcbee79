import pg from 'pg';
import { z } from 'zod';
import { medianOf, startAsking, type Asking } from '../asking.ts';
import type { Bench } from '../bench.ts';
import { seedMonths, type Months } from '../months.ts';

const entries = 5000;
const seededEntries = 800;
const askedInRound = 10;
const now = Temporal.Instant.from('2026-10-20T15:00:00Z');

export const bench: Bench = {
  goal: 'Hours page',
  what: `what the page of a client's hours asks for, in its order, with ${entries.toLocaleString('en')} entries in the month, median of ${askedInRound}; the floor reads those entries with their people`,
  unit: 'ms',
  better: 'less',
  target: '200',
  prepare: async () => {
    const seeded = await seedMonths(2, seededEntries);
    const url = await seeded.copy();
    const owner = new pg.Client({ connectionString: url('tandem') });
    await owner.connect();
    const client = await fillUp(owner, seeded);
    const asking = await startAsking(url('tandem_app'), seeded, now);
    return {
      ours: () => medianOf(askedInRound, () => askPage(asking, client, seeded.month)),
      floor: () =>
        medianOf(askedInRound, async () => {
          const from = performance.now();
          await owner.query(floor, [seeded.provider, client]);
          return performance.now() - from;
        }),
      release: async () => {
        await asking.close();
        await owner.end();
        await seeded.release();
      },
    };
  },
};

const floor = `select e.*, p.name, a.decision from entry e
  join person p on p.provider_id = e.provider_id and p.id = e.person_id
  join approval a on a.provider_id = e.provider_id and a.entry_id = e.id
  where e.provider_id = $1 and e.client_id = $2 order by e.started_at`;

/** The client, its hours, and what the panels ask for once the hours are there. */
async function askPage({ get }: Asking, client: string, month: string): Promise<number> {
  const shown = await get(`/clients/${client}`);
  const hours = await get(`/clients/${client}/hours/${month}`);
  const { contractId } = z.object({ contractId: z.string() }).parse(hours.answer);
  const asked = [shown, hours];
  for (const path of [
    `/alerts?client=${client}`,
    `/clients/${client}/hours/${month}/forecast?contract=${contractId}`,
    `/clients/${client}/overage/${month}?contract=${contractId}`,
  ])
    asked.push(await get(path));
  return asked.reduce((sum, { ms }) => sum + ms, 0);
}

/** A client whose month has the rest of the entries by further people, at the same hours as those that are there. */
async function fillUp(owner: pg.Client, { provider, person }: Months): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from client where provider_id = $1 order by name limit 1',
    [provider],
  );
  const client = rows[0]?.id ?? '';
  const run = (sql: string, ...values: readonly unknown[]) => owner.query(sql, [provider, client, ...values]);
  await owner.query('set session_replication_role = replica');
  await run(
    `with further as (
       insert into person (provider_id, id, name, email, roles, time_zone)
       select $1, uuidv7(), 'Further ' || n, 'further-' || n || '@example.com', '{cse}', 'UTC' from generate_series(1, 25) n
       where $2::uuid is not null returning id)
     insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
       subject, created_by)
     select $1, uuidv7(), $2, f.id, 'cse', 'network', e.started_at, e.ended_at, e.billing, 'other', 'More work', f.id
     from further f, (select e.* from entry e join person p on p.provider_id = $1 and p.id = e.person_id
       where e.provider_id = $1 and e.client_id = $2 and p.email like '%-1@example.com') e
     order by f.id, e.started_at limit $3`,
    entries - seededEntries,
  );
  await run(
    `insert into approval (provider_id, entry_id, client_id, decision, reason, submitted_by, submitted_at, decided_by, decided_at)
     select provider_id, id, client_id, 'approved', '', person_id, ended_at, $3, ended_at from entry
     where provider_id = $1 and client_id = $2 on conflict do nothing`,
    person,
  );
  await owner.query('set session_replication_role = origin');
  await owner.query('analyze');
  return client;
}
