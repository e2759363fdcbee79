import pg from 'pg';
import { medianOf, startAsking } from '../asking.ts';
import type { Bench } from '../bench.ts';
import { closeMonth } from '../closes.ts';
import { seedMonths, type Months } from '../months.ts';

/** As many clients with 822 entries as come to a million; fewer where fewer entries are asked for. */
const entriesOfMonth = 822;
const entriesAsked = Number(process.env['TANDEM_BENCH_ENTRIES'] ?? 1_000_000);
const clients = Math.max(2, Math.round(Math.min(entriesAsked, 1_000_000) / entriesOfMonth));
const askedInRound = 20;

export const bench: Bench = {
  goal: 'Late time',
  what: `a closed month of ${entriesOfMonth} entries rated again with one late entry, over HTTP, among ${clients} such months, median of ${askedInRound}; the floor reads those entries`,
  unit: 'ms',
  better: 'less',
  target: '20',
  prepare: async () => {
    const seeded = await seedMonths(clients, entriesOfMonth);
    const url = await seeded.copy();
    const asking = await startAsking(url('tandem_app'), seeded, seeded.now);
    await closeMonth(asking.database, seeded);
    const owner = new pg.Client({ connectionString: url('tandem') });
    await owner.connect();
    const late = await logLate(owner, seeded);
    const path = (nth: number): string =>
      `/contracts/${late[nth % late.length]?.contract}/months/${seeded.month}/late-time`;
    return {
      ours: () => medianOf(askedInRound, async (nth) => (await asking.get(path(nth))).ms),
      floor: () =>
        medianOf(askedInRound, async (nth) => {
          const from = performance.now();
          await owner.query({
            name: 'floor',
            text: floor,
            values: [seeded.provider, late[nth % late.length]?.client],
          });
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

const floor = `select e.* from entry e where e.provider_id = $1 and e.client_id = $2
  and e.started_at >= '2026-10-01 05:00Z' and e.started_at < '2026-11-01 05:00Z'`;

/** One late hour of each of some clients, on the last Friday of the month, which waits for its decision. */
async function logLate(
  owner: pg.Client,
  { provider, person }: Months,
): Promise<readonly { readonly client: string; readonly contract: string }[]> {
  await owner.query('set session_replication_role = replica');
  const { rows } = await owner.query<{ client: string; contract: string }>(
    `insert into late_time (provider_id, id, client_id, contract_id, month, taken_away, person_id, role, technology_group_id, started_at,
       ended_at, billing, subject_kind, subject, committed, reason, logged_by, logged_at)
     select $1, uuidv7(), client_id, id, '2026-10-01', false, $2, 'cse', 'network', '2026-10-30 20:30Z', '2026-10-30 21:30Z', 'service',
       'other', 'Forgotten', false, 'It was forgotten', $2, '2026-11-02 15:00Z'
     from contract where provider_id = $1 order by number limit 50
     returning client_id as client, contract_id as contract`,
    [provider, person],
  );
  await owner.query('set session_replication_role = origin');
  return rows;
}
