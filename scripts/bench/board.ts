import pg from 'pg';
import { createPool } from '../../src/database/pool.ts';
import { createDatabase } from '../../src/database/transaction.ts';
import { generationJob } from '../../src/plan/jobs.ts';
import { startAsking } from '../asking.ts';
import type { Bench } from '../bench.ts';
import { seedMonths, type Months } from '../months.ts';
import { planned } from './plan-generation.ts';

const clients = 200;
const now = Temporal.Instant.from('2026-11-20T15:00:00Z');

export const bench: Bench = {
  goal: 'Board',
  what: `coverage of a client, 53 rows by 24 months, and of ${clients} clients in a month, asked for one after the other; the floor reads those occurrences`,
  unit: 'ms',
  better: 'less',
  target: '200 for each of the two',
  prepare: async () => {
    const months = await seedMonths(clients, 4);
    const url = await planned(months);
    await generated(url('tandem_app'), months);
    const owner = new pg.Client({ connectionString: url('tandem') });
    await owner.connect();
    await owner.query('analyze');
    const { rows } = await owner.query<{ id: string }>('select id from client order by name limit 1');
    const client = rows[0]?.id ?? '';
    const asking = await startAsking(url('tandem_app'), months, now);
    let told = '';
    return {
      ours: async () => {
        const board = await asking.get(`/clients/${client}/coverage?from=2025-11&to=2027-10`);
        const portfolio = await asking.get('/coverage/2026-11');
        told = `${board.ms.toFixed(0)} ms and ${portfolio.ms.toFixed(0)} ms`;
        return board.ms + portfolio.ms;
      },
      floor: async () => {
        const from = performance.now();
        await owner.query(`${floor} and o.client_id = $2 group by 1, 2`, [months.provider, client]);
        await owner.query(
          `${floor} and o.due_day >= '2026-11-01' and o.due_day < '2026-12-01' group by 1, 2, o.client_id`,
          [months.provider],
        );
        return performance.now() - from;
      },
      release: async () => {
        console.log(`    ours: ${told}`);
        await asking.close();
        await owner.end();
        await months.release();
      },
    };
  },
};

const floor = `select r.row_number, date_trunc('month', o.due_day), count(*), sum(o.minutes) from occurrence o
  join plan_row r on r.provider_id = o.provider_id and r.id = o.plan_row_id where o.provider_id = $1`;

/** A year of occurrences of every plan. */
async function generated(url: string, { provider }: Months): Promise<void> {
  const database = createDatabase(createPool(url, 2));
  const job = generationJob(() => now);
  for (let more = true; more;) ({ more } = await job.run(database, provider, new AbortController().signal));
  await database.close();
}
