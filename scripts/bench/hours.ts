import pg from 'pg';
import { z } from 'zod';
import { startAsking, type Asking } from '../asking.ts';
import type { Bench } from '../bench.ts';
import { seedMonths, type Months } from '../months.ts';

const clientsMax = 1000;
const monthsPast = 23;
/** Over 24 months of 1,000 clients; fewer are fewer clients, each with as much a month. */
const entriesAsked = Number(process.env['TANDEM_BENCH_ENTRIES'] ?? 10_000_000);
const entriesOfMonth = Math.round(10_000_000 / clientsMax / (monthsPast + 1));
/** As many as a service manager's portfolio has. */
const clientsOfPage = 200;
const askedInRound = 100;
const now = Temporal.Instant.from('2026-10-20T15:00:00Z');

/** What both come to, for a client and month: minutes that are drawn or beyond the packages. */
type Sums = ReadonlyMap<string, number>;

/** A database of so many entries, and how long it takes to answer about a month of one client and of a page of them, in milliseconds. */
interface Scale {
  readonly clientMonth: (nth: number) => Promise<number>;
  readonly clientMonthFloor: (nth: number) => Promise<number>;
  readonly cockpit: () => Promise<number>;
  readonly cockpitFloor: () => Promise<number>;
  readonly release: () => Promise<void>;
}

export const bench: Bench = {
  goal: 'G6',
  what: `a client's hours over HTTP, of any of ${monthsPast + 1} months among ${entriesAsked.toLocaleString('en')} entries, median of ${askedInRound}; the floor is the statement that adds its minutes up, as the owner of the tables`,
  unit: 'ms',
  better: 'less',
  target: 'p99 20, and within 20 % of a tenth of the entries',
  prepare: async () => {
    const tenth = await startScale(entriesAsked / 10);
    const all = await startScale(entriesAsked);
    const waits: Record<'tenth' | 'all' | 'cockpit' | 'floor', number[]> = {
      tenth: [],
      all: [],
      cockpit: [],
      floor: [],
    };
    let asked = 0;
    return {
      ours: async () => {
        const round: number[] = [];
        for (const upTo = asked + askedInRound; asked < upTo; asked++) {
          waits.tenth.push(await tenth.clientMonth(asked));
          round.push(await all.clientMonth(asked));
        }
        waits.all.push(...round);
        waits.cockpit.push(await all.cockpit());
        return at(round, 0.5);
      },
      floor: async () => {
        const round: number[] = [];
        for (let nth = 0; nth < askedInRound; nth++) round.push(await all.clientMonthFloor(nth));
        waits.floor.push(await all.cockpitFloor());
        return at(round, 0.5);
      },
      release: async () => {
        const told = (name: keyof typeof waits, share: number): string => at(waits[name], share).toFixed(1);
        console.log(
          `    a client's hours: p50 ${told('all', 0.5)} ms, p99 ${told('all', 0.99)} ms; among a tenth of the entries ` +
            `p50 ${told('tenth', 0.5)} ms, p99 ${told('tenth', 0.99)} ms; ratio ${(at(waits.all, 0.5) / at(waits.tenth, 0.5)).toFixed(2)}`,
        );
        console.log(
          `    the cockpit of ${clientsOfPage} clients: p50 ${told('cockpit', 0.5)} ms, floor ${told('floor', 0.5)} ms, goal 400`,
        );
        await tenth.release();
        await all.release();
      },
    };
  },
};

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;

async function startScale(entries: number): Promise<Scale> {
  const clients = Math.max(1, Math.round(entries / entriesOfMonth / (monthsPast + 1)));
  const from = performance.now();
  const seeded = await seedMonths(clients, entriesOfMonth, monthsPast);
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  console.log(
    `    seeded ${clients} clients × ${monthsPast + 1} months × ${entriesOfMonth} entries in ${seconds} s`,
  );
  const url = await seeded.copy();
  const asking = await startAsking(url('tandem_app'), seeded, now);
  const owner = new pg.Client({ connectionString: url('tandem') });
  await owner.connect();
  const { answer } = await asking.get(`/clients?limit=500`);
  const ids = Page.parse(answer).items.map(({ id }) => id);
  const pageOf = ids.slice(0, clientsOfPage);
  const one = (nth: number) =>
    [the(ids[(nth * 13) % ids.length]), monthBefore((nth * 7) % (monthsPast + 1))] as const;
  await requireSame(asking, owner, seeded, ids);
  return {
    clientMonth: async (nth) => {
      const [client, month] = one(nth);
      return (await asking.get(`/clients/${client}/hours/${month}`)).ms;
    },
    clientMonthFloor: async (nth) => {
      const [client, month] = one(nth);
      return timed(() => summedUp(owner, seeded, [client], month));
    },
    cockpit: async () => (await asking.get(cockpitPath(seeded.month))).ms,
    cockpitFloor: () => timed(() => summedUp(owner, seeded, pageOf, seeded.month)),
    release: async () => {
      await asking.close();
      await owner.end();
      await seeded.release();
    },
  };
}

const Page = z.object({ items: z.array(z.object({ id: z.string() })) });
const Used = z.object({ pace: z.object({ minutesUsed: z.int() }) });
const Cockpit = z.object({ items: z.array(Used.extend({ clientId: z.string() })) });

const cockpitPath = (month: string): string => `/hours?month=${month}&limit=${clientsOfPage}`;
const monthBefore = (back: number): string =>
  Temporal.PlainYearMonth.from('2026-10').subtract({ months: back }).toString();

/** Hours that differ from the sum of their entries are wrong, however fast they come. */
async function requireSame(
  asking: Asking,
  owner: pg.Client,
  seeded: Months,
  ids: readonly string[],
): Promise<void> {
  const month = monthBefore(monthsPast);
  const client = the(ids.at(-1));
  const one = Used.parse((await asking.get(`/clients/${client}/hours/${month}`)).answer);
  const summed = await summedUp(owner, seeded, [client], month);
  const page = Cockpit.parse((await asking.get(cockpitPath(seeded.month))).answer).items;
  const sums = await summedUp(
    owner,
    seeded,
    page.map(({ clientId }) => clientId),
    seeded.month,
  );
  const wrong = page.filter(({ clientId, pace }) => pace.minutesUsed !== sums.get(clientId));
  if (one.pace.minutesUsed !== summed.get(client) || wrong.length > 0)
    throw new Error(`the hours of ${wrong.length} clients are not what their entries come to`);
}

/** Business time that draws, by client, each entry rounded up to a quarter of an hour. All of it was worked in business hours but what began in the evening or on the holiday. */
async function summedUp(
  owner: pg.Client,
  { provider }: Months,
  clients: readonly string[],
  month: string,
): Promise<Sums> {
  const { rows } = await owner.query<{ client_id: string; minutes: number }>(
    {
      name: 'floor',
      text: `select e.client_id, sum(ceil(date_part('epoch', e.ended_at - e.started_at) / 900) * 15)::int as minutes
        from entry e join approval a on a.provider_id = e.provider_id and a.entry_id = e.id and a.decision = 'approved'
        where e.provider_id = $1 and e.client_id = any ($2::uuid[]) and e.billing = 'service'
          and e.started_at >= $3::date::timestamp at time zone 'America/Chicago'
          and e.started_at < ($3::date + interval '1 month') at time zone 'America/Chicago'
          and (e.started_at at time zone 'America/Chicago')::time < '17:00' and e.started_at::date <> '2026-10-12'
        group by e.client_id`,
    },
    [provider, clients, `${month}-01`],
  );
  return new Map(rows.map((row) => [row.client_id, row.minutes]));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function the<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('there are no clients');
  return found;
}
