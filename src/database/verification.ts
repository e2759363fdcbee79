import { sql } from 'kysely';
import type { Anchor } from './anchors.ts';
import { beginning, factColumns, factText, link, type Head, type SealedFact } from './chain.ts';
import type { Db } from './transaction.ts';

/** What is wrong with a chain, and where: the seal's place, the fact it is about, or null where there is none. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  readonly seq: number | null;
  readonly factId: string | null;
  readonly detail: string;
}

export const chainFaultKinds = [
  'fact-edited',
  'fact-deleted',
  'fact-unsealed',
  'seal-missing',
  'seal-changed',
  'seals-reordered',
  'tail-missing',
  'tail-rewritten',
] as const;
export type ChainFaultKind = (typeof chainFaultKinds)[number];

export interface ChainReport {
  readonly providerId: string;
  /** Where the chain ends. */
  readonly seq: number;
  readonly hash: string;
  /** Facts that were written and wait for their seal, as they do for about a second. */
  readonly waiting: number;
  /** How many anchors of the file were compared with the chain. */
  readonly anchors: number;
  readonly intact: boolean;
  /** In the order of the chain, the first hundred of them. */
  readonly faults: readonly ChainFault[];
}

const pageRows = 5000;
/** Enough to show what happened; a chain with more faults than this is not mended row by row. */
const faultsMax = 100;

/**
 * Reads a provider's whole chain and computes it again. It finds a fact or a seal that was edited, deleted, exchanged or slipped in,
 * a tail cut off, and, with the anchors that lie outside the database, a tail that was written anew with hashes that fit.
 * `progress` is told how many of how many seals were read. Needs the provider's whole scope; changes nothing.
 */
export async function verifyChain(
  db: Db,
  providerId: string,
  anchors: readonly Anchor[],
  progress: (done: number, total: number) => void = () => {},
): Promise<ChainReport> {
  const end = await endOf(db, providerId);
  const walked = await walk(db, providerId, end.top, anchors, progress);
  const loose = await looseFacts(db, providerId, walked.gaps.length === 0);
  const found = [
    ...walked.gaps,
    ...walked.broken.flatMap((seal, index) => explain(seal, index, walked.broken, end.head)),
    ...tailFaults(end, walked),
    ...loose.faults,
  ].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity));
  return {
    ...walked.last,
    waiting: loose.waiting,
    anchors: anchors.length,
    faults: found.slice(0, faultsMax),
    intact: found.length === 0,
  };
}

interface End {
  readonly head: Head;
  /** The highest seal there is, whatever the head says. */
  readonly top: number;
}

async function endOf(db: Db, providerId: string): Promise<End> {
  const { rows } = await sql<{ seq: number | null; hash: string | null; top: number | null }>`
    select h.seq, h.hash, s.top
    from (select max(seq) as top from seal where provider_id = ${providerId}) s
    left join (select seq, hash from chain_head where provider_id = ${providerId}) h on true`.execute(db);
  const [row] = rows;
  const head = row?.seq && row.hash ? { providerId, seq: row.seq, hash: row.hash } : beginning(providerId);
  return { head, top: row?.top ?? 0 };
}

/** A seal that does not follow from the one before it and its fact. */
interface Broken {
  readonly seq: number;
  readonly factId: string;
  readonly hash: string;
  readonly before: string;
  readonly text: string;
}

interface Walk {
  readonly last: Head;
  readonly broken: readonly Broken[];
  readonly gaps: readonly ChainFault[];
  /** The last anchor that fits the chain, and the first that does not. */
  readonly fits: Anchor | null;
  readonly fails: Anchor | null;
}

/** A seal and its fact; the fact's columns are null where the fact is gone. */
type SealRow = { readonly seq: number; readonly hash: string; readonly factId: string } & (
  | SealedFact
  | { readonly id: null }
);

/** Goes through all seals in their order. Beyond the first hundred, faults are passed over: the chain is lost anyway. */
async function walk(
  db: Db,
  providerId: string,
  top: number,
  anchors: readonly Anchor[],
  progress: (done: number, total: number) => void,
): Promise<Walk> {
  const anchored = new Map(anchors.map((anchor) => [anchor.seq, anchor]));
  const broken: Broken[] = [];
  const gaps: ChainFault[] = [];
  let [fits, fails]: [Anchor | null, Anchor | null] = [null, null];
  let last = beginning(providerId);
  let stretch = sealsAfter(db, last);
  while (last.seq < top) {
    const rows = await stretch;
    const end = rows.at(-1);
    if (!end) break;
    // The database reads on while this stretch is hashed.
    stretch = end.seq < top ? sealsAfter(db, { providerId, ...end }) : Promise.resolve([]);
    for (const row of rows) {
      const { seq, hash, factId } = row;
      const text = row.id === null ? null : factText(providerId, row);
      if (seq !== last.seq + 1) gaps.push(gap(last.seq + 1, seq - 1));
      else if (text === null)
        gaps.push({ kind: 'fact-deleted', seq, factId, detail: 'The fact of this seal is gone.' });
      else if (link(last.hash, text) !== hash && broken.length < faultsMax)
        broken.push({ seq, factId, hash, before: last.hash, text });
      const anchor = anchored.get(seq);
      if (anchor?.hash === hash) fits = anchor;
      else if (anchor) fails ??= anchor;
      last = { providerId, seq, hash };
    }
    progress(last.seq, top);
  }
  const beyond = anchors.find((anchor) => anchor.seq > last.seq);
  return { last, broken, gaps: gaps.slice(0, faultsMax), fits, fails: fails ?? beyond ?? null };
}

/** A stretch of the chain, wide enough to hold the next seal. The places are a range, because a limit over the join would be sorted whole for each page. */
async function sealsAfter(
  db: Db,
  { providerId, seq }: Pick<Head, 'providerId' | 'seq'>,
): Promise<readonly SealRow[]> {
  const first = await db
    .selectFrom('seal')
    .select((eb) => eb.fn.min('seq').as('seq'))
    .where('provider_id', '=', providerId)
    .where('seq', '>', seq)
    .executeTakeFirst();
  if (!first?.seq) return [];
  const { rows } = await sql<SealRow>`
    select s.seq, s.hash, s.fact_id as "factId", ${factColumns}
    from seal s left join fact f on f.provider_id = ${providerId} and f.id = s.fact_id
    where s.provider_id = ${providerId} and s.seq between ${first.seq} and ${first.seq + pageRows - 1}
    order by s.seq`.execute(db);
  return rows;
}

const gap = (from: number, to: number): ChainFault => ({
  kind: 'seal-missing',
  seq: from,
  factId: null,
  detail: from === to ? `Seal ${from} is missing.` : `Seals ${from} to ${to} are missing.`,
});

/** What was done to a seal that does not fit: tried out against its neighbours, so that one change is told once. */
function explain(seal: Broken, index: number, broken: readonly Broken[], head: Head): ChainFault[] {
  const { seq, factId } = seal;
  const before = broken[index - 1];
  const fitsTheTrueOne = (one: Broken, next: Broken) =>
    next.seq === one.seq + 1 && link(link(one.before, one.text), next.text) === next.hash;
  if (before && fitsTheTrueOne(before, seal)) return [];
  const next = broken[index + 1];
  const isLast = head.seq === seq && head.hash === link(seal.before, seal.text);
  if (isLast || (next && fitsTheTrueOne(seal, next)))
    return [{ kind: 'seal-changed', seq, factId, detail: `The hash of seal ${seq} was changed.` }];
  const exchanged = broken.find((other) => other !== seal && link(seal.before, other.text) === seal.hash);
  if (exchanged)
    return [
      {
        kind: 'seals-reordered',
        seq,
        factId,
        detail: `Seal ${seq} was made for the fact of seal ${exchanged.seq}.`,
      },
    ];
  const follows = broken.some(
    (other) =>
      other !== seal && [other.hash, other.before].some((hash) => link(hash, seal.text) === seal.hash),
  );
  if (follows)
    return [
      {
        kind: 'seals-reordered',
        seq,
        factId,
        detail: `Seal ${seq} does not follow seal ${seq - 1}, but another one.`,
      },
    ];
  return [
    {
      kind: 'fact-edited',
      seq,
      factId,
      detail: `The fact of seal ${seq} is not what was sealed, or a seal before it was taken out.`,
    },
  ];
}

function tailFaults({ head, top }: End, { last, broken, fits, fails }: Walk): ChainFault[] {
  const faults: ChainFault[] = [];
  const add = (kind: ChainFaultKind, seq: number, detail: string) =>
    faults.push({ kind, seq, factId: null, detail });
  const isBroken = (seq: number) => broken.some((seal) => seal.seq === seq);
  if (head.seq > last.seq)
    add('tail-missing', last.seq + 1, `The chain ended at seal ${head.seq}, and ends at ${last.seq} now.`);
  if (top > head.seq)
    add('tail-rewritten', head.seq + 1, `Seals go on after the chain's recorded end at ${head.seq}.`);
  if (head.seq === last.seq && head.hash !== last.hash && !isBroken(last.seq))
    add('tail-rewritten', last.seq, `The last seal is not the chain's recorded end.`);
  if (fails && fails.seq > last.seq && fails.seq > head.seq)
    add(
      'tail-missing',
      last.seq + 1,
      `The anchor of ${fails.at} saw seal ${fails.seq}; the chain ends at ${last.seq}.`,
    );
  if (fails && fails.seq <= last.seq && !isBroken(fails.seq))
    add(
      'tail-rewritten',
      fails.seq,
      `The anchor of ${fails.at} saw another seal ${fails.seq}: all was written anew from some seal after ${fits?.seq ?? 0} on.`,
    );
  return faults;
}

/**
 * Facts that wait for their seal, and facts that neither have one nor wait: slipped in, or their seals were cut off. Where every seal has
 * its fact, as many facts as there are seals and waiting ones means that there are none of these; counting is cheaper than looking.
 */
async function looseFacts(
  db: Db,
  providerId: string,
  sealsHaveFacts: boolean,
): Promise<{ waiting: number; faults: ChainFault[] }> {
  const counted = await sql<{ facts: number; seals: number; waiting: number }>`
    select (select count(*) from fact where provider_id = ${providerId}) as facts,
      (select count(*) from seal where provider_id = ${providerId}) as seals,
      (select count(*) from outbox where provider_id = ${providerId}) as waiting`.execute(db);
  const { facts = 0, seals = 0, waiting = 0 } = counted.rows[0] ?? {};
  if (sealsHaveFacts && facts === seals + waiting) return { waiting, faults: [] };
  const { rows } = await sql<{ factId: string }>`
    select f.id as "factId" from fact f where f.provider_id = ${providerId}
      and not exists (select from seal s where s.provider_id = ${providerId} and s.fact_id = f.id)
      and not exists (select from outbox o where o.provider_id = ${providerId} and o.fact_id = f.id)
    order by f.id limit ${faultsMax}`.execute(db);
  const detail =
    'This fact was never sealed and does not wait for it: it was slipped in, or its seal was cut off.';
  return {
    waiting,
    faults: rows.map(({ factId }) => ({ kind: 'fact-unsealed', seq: null, factId, detail })),
  };
}
