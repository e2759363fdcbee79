import pg from 'pg';
import { createPool } from '../../src/database/pool.ts';
import { createDatabase } from '../../src/database/transaction.ts';
import { known } from '../../src/core/id.ts';
import { activities } from '../../src/plan/catalogue-template.ts';
import { countByClient, countByMonth } from '../../src/plan/coverage-store.ts';
import { generationJob } from '../../src/plan/jobs.ts';
import type { Bench } from '../bench.ts';
import { seedMonths, type Months } from '../months.ts';

const clients = 200;
const now = Temporal.Instant.from('2026-10-01T15:00:00Z');

export const bench: Bench = {
  goal: 'G13',
  what: '53 rows of 200 plans generated for a year; statements of a batch do not depend on how many rows it has',
  unit: 'ms',
  better: 'less',
  target: '10,000',
  prepare: async () => {
    const months = await seedMonths(clients, 4);
    let told = '';
    return {
      ours: async () => {
        const measured = await generateAll(months);
        told = measured.told;
        return measured.ms;
      },
      floor: async () => floor((await planned(months))('tandem')),
      release: async () => {
        console.log(`    ours: ${told}`);
        await months.release();
      },
    };
  },
};

/** A copy in which every contract has its plan, and nothing of it is generated. */
export async function planned(months: Months): Promise<(role: string) => string> {
  const url = await months.copy();
  const owner = new pg.Client({ connectionString: url('tandem') });
  await owner.connect();
  await owner.query(`alter table plan_row disable trigger in_place`);
  await owner.query(
    `insert into plan (provider_id, id, client_id, contract_id, made_by, made_at)
     select provider_id, uuidv7(), client_id, id, $1, now() from contract`,
    [months.person],
  );
  const rows = activities.flatMap(({ owners, row, cadence, businessDay, trigger, timesAYear, minutes }) =>
    owners.map((whose) => ({ row, owner: whose, cadence, businessDay, trigger, timesAYear, minutes })),
  );
  await owner.query(
    `insert into plan_row (provider_id, id, client_id, plan_id, row_number, owner, cadence, business_day, trigger, times_a_year, minutes, from_day)
     select n.provider_id, uuidv7(), n.client_id, n.id, r.row, r.owner, r.cadence, r."businessDay", r.trigger, r."timesAYear", r.minutes, '2026-10-01'
     from plan n cross join jsonb_to_recordset($1::jsonb) as r (row int, owner text, cadence text, "businessDay" text, trigger text,
       "timesAYear" int, minutes int)`,
    [JSON.stringify(rows)],
  );
  await owner.query(`alter table plan_row enable trigger in_place`);
  await owner.query('analyze');
  await owner.end();
  return url;
}

async function generateAll(months: Months): Promise<{ ms: number; told: string }> {
  const url = (await planned(months))('tandem_app');
  let statements = 0;
  const database = createDatabase(createPool(url, 2), { log: () => void statements++ });
  const job = generationJob(() => now);
  const from = performance.now();
  let batches = 0;
  for (let more = true; more; batches++)
    ({ more } = await job.run(database, months.provider, new AbortController().signal));
  const ms = performance.now() - from;
  const sent = statements;
  const scope = { providerId: months.provider, clients: '*', actorId: null, requestId: 'bench' } as const;
  const provider = known<'provider'>(months.provider);
  const told = await database.read(scope, async ({ db }) => {
    const { count } = await db
      .selectFrom('occurrence')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('provider_id', '=', provider)
      .executeTakeFirstOrThrow();
    const [first] = await db
      .selectFrom('client')
      .select('id')
      .where('provider_id', '=', provider)
      .limit(1)
      .execute();
    const seen = { now, time: 'all' } as const;
    const board = await timed(() =>
      countByMonth(db, provider, known<'client'>(first?.id ?? ''), '2026-01-01', '2028-01-01', seen),
    );
    const portfolio = await timed(() => countByClient(db, provider, '2026-11-01', '2026-12-01', seen));
    return (
      `${count} occurrences in ${batches} batches, ${(sent / batches).toFixed(1)} statements a batch; ` +
      `board of 24 months ${board} ms, portfolio of ${clients} clients ${portfolio} ms`
    );
  });
  await database.close();
  return { ms, told };
}

/** The shortest of a few askings, as of a server that has been asked before. */
async function timed(work: () => Promise<unknown>): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < 5; round++) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  return Math.min(...taken).toFixed(0);
}

/** As many rows written at once, with a key and nothing else. */
async function floor(url: string): Promise<number> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(
    'create table floor_occurrence (plan_row_id uuid, rule_day date, due_day date, minutes int, primary key (plan_row_id, rule_day))',
  );
  const from = performance.now();
  await owner.query(
    `insert into floor_occurrence select r.id, d::date, d::date, r.minutes from plan_row r
     cross join lateral generate_series(r.from_day, r.from_day + 365, case when r.cadence like 'FREQ=WEEKLY%' then interval '7 days'
       when r.cadence like 'FREQ=MONTHLY%' then interval '1 month' else interval '3 months' end) d where r.cadence is not null`,
  );
  const ms = performance.now() - from;
  await owner.end();
  return ms;
}
