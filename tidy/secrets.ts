import type pg from 'pg';
import type { World } from '../test/world.ts';
import type { Place } from './examples.ts';

/** Ids and words that stand in rows of these places alone: whoever may not see the place must never be sent one of them. */
export type Secrets = Readonly<Record<Place, ReadonlySet<string>>>;

/** Tables of the kit that repeat what stands in others, without saying whose it is. */
const repeating = ['outbox', 'seal', 'idempotency'];

/** What is said to everybody: in the manual, as an example, and by a refusal, as a role that something is for. */
const said = new Set(['Lakeside Clinics', 'client-executive']);

/** Words shorter than this stand anywhere, such as USD. */
const lengthMin = 6;

/** Reads every row of every table, as the owner, so that a table that was just added is covered. */
export async function secretsOf({ owner, lakeside, harbor, otherProviderId }: World): Promise<Secrets> {
  const values = {
    lakeside: new Set<string>(),
    harbor: new Set<string>(),
    foreign: new Set<string>(),
    shared: new Set<string>(),
  };
  for (const table of await tablesOf(owner)) {
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t`,
    );
    for (const { row } of rows) {
      if (row['provider_id'] === otherProviderId) collect(row, values.foreign);
      else if (row['client_id'] === lakeside) collect(row, values.lakeside);
      else if (row['client_id'] === harbor) collect(row, values.harbor);
      else collect(row, values.shared);
    }
  }
  const { lakeside: ofLakeside, harbor: ofHarbor, foreign, shared } = values;
  return {
    lakeside: ofLakeside.difference(ofHarbor).difference(shared).difference(foreign).difference(said),
    harbor: ofHarbor.difference(ofLakeside).difference(shared).difference(foreign),
    foreign: foreign.difference(ofLakeside).difference(ofHarbor).difference(shared),
  };
}

async function tablesOf(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ table: string }>(
    `select attrelid::regclass::text as table from pg_attribute join pg_class c on c.oid = attrelid
     where attname = 'provider_id' and relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all ($1)`,
    [repeating],
  );
  return rows.map(({ table }) => table);
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' && value.length >= lengthMin && !/^\d{4}-\d\d/.test(value)) into.add(value);
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collect(part, into);
}
