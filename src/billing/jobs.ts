import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import type { Database, Fact, Scope } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { closeMonths, type CloseOutcome, type Closer } from './close-handlers.ts';
import * as store from './close-run-store.ts';
import type { CloseRunId } from './close-run.ts';
import { inShort } from './month-close.ts';

/** Enough to make the statements of a batch cheap, few enough that a cancelled run stops within a second or so and that large months fit in memory. */
const batchMax = 50;

/**
 * Goes on with a provider's oldest run of month closes, one batch of contracts at each visit. A batch is one transaction: its months are
 * closed, their outcomes noted and the run kept from other servers until it is committed, so that a server that is killed leaves
 * whole batches only, and the next visit goes on after them. Months that cannot be closed are noted with the reason and do not
 * stop the others; `failed` is told of those that ought to have been closed and were not.
 */
export const closeRunJob = (now: () => Temporal.Instant, failed: (error: unknown) => void): Job => ({
  name: 'close-run',
  everySeconds: 60,
  after: ['close-run.started', 'close-run.cancelled'],
  run: (database, providerId) => goOn({ database, provider: known(providerId), now, failed }),
});

/** For whom, by which clock. */
interface Visit {
  readonly database: Database;
  readonly provider: ProviderId;
  readonly now: () => Temporal.Instant;
  readonly failed: (error: unknown) => void;
}

/** A run and in whose name it goes on. */
interface Run extends Visit {
  readonly id: CloseRunId;
  readonly by: PersonId;
}

async function goOn(visit: Visit): Promise<{ more: boolean }> {
  const { database, provider } = visit;
  const found = await database.read(scopeOf(provider, null), ({ db }) => store.findUnfinished(db, provider));
  if (!found) return { more: false };
  const run = { ...visit, ...found };
  // Where a batch fails, the one it failed for is found by closing each by itself, and the others are closed.
  return closeBatch(run, batchMax).catch(() => closeOneByOne(run));
}

function closeBatch(run: Run, size: number): Promise<{ more: boolean }> {
  return inTurn(run, async (closer, { month, isCancelled }) => {
    const { db, providerId } = closer;
    const contracts = isCancelled ? [] : await store.nextContracts(db, providerId, run.id, size);
    if (contracts.length === 0) return finish(closer, run.id);
    const outcomes = (await closeMonths(closer, month, contracts)).map(outcomeOf);
    await store.saveOutcomes(db, providerId, run.id, outcomes, closer.now.toString());
    const closed = outcomes.filter(({ outcome }) => outcome === 'closed').length;
    closer.record({
      act: 'close-run.went-on',
      client: null,
      object: run.id,
      detail: { closed, failed: outcomes.length - closed },
    });
    return { more: true };
  });
}

/** Each contract of a batch that failed in a transaction of its own; the one that cannot be closed even so is noted and passed over. */
async function closeOneByOne(run: Run): Promise<{ more: boolean }> {
  for (let tried = 0; tried < batchMax; tried++) {
    const { more } = await closeBatch(run, 1).catch((error: unknown) => {
      run.failed(error);
      return passOver(run);
    });
    if (!more) return { more };
  }
  return { more: true };
}

const passOver = (run: Run): Promise<{ more: boolean }> =>
  inTurn(run, async (closer) => {
    const { db, providerId } = closer;
    const [contract] = await store.nextContracts(db, providerId, run.id, 1);
    if (!contract) return finish(closer, run.id);
    const detail =
      'Something went wrong on our side. Close this month by itself, and tell us if it happens again.';
    const outcome = { contract, outcome: 'failed', detail } as const;
    await store.saveOutcomes(db, providerId, run.id, [outcome], closer.now.toString());
    closer.record({
      act: 'close-run.passed-over',
      client: null,
      object: run.id,
      detail: { contract },
    });
    return { more: true };
  });

/** One transaction that has the run to itself; nothing is done where another server has it. */
async function inTurn(
  run: Run,
  work: (closer: Closer, taken: store.TakenRun) => Promise<{ more: boolean }>,
): Promise<{ more: boolean }> {
  const { database, provider, by, id, now } = run;
  try {
    const written = await database.write(scopeOf(provider, by), null, async (tx) => {
      const { db } = tx;
      const taken = await store.takeRun(db, provider, id);
      if (!taken) throw new TakenByAnother();
      const closer = {
        db,
        record: (fact: Fact) => tx.record(fact),
        providerId: provider,
        actor: { id: by },
        now: now(),
        newId: <Kind extends string>() => known<Kind>(randomUUIDv7()),
      };
      return work(closer, taken);
    });
    if (written.kind !== 'done') throw new Error('a write without a key is never replayed');
    return written.answer;
  } catch (error) {
    if (error instanceof TakenByAnother) return { more: false };
    throw error;
  }
}

/** Undoes a transaction in which there is nothing to do. */
class TakenByAnother extends Error {}

async function finish({ db, providerId, now, record }: Closer, run: CloseRunId): Promise<{ more: boolean }> {
  await store.finishRun(db, providerId, run, now.toString());
  record({ act: 'close-run.finished', client: null, object: run, detail: {} });
  return { more: true };
}

function outcomeOf(outcome: CloseOutcome): store.RunOutcome {
  const { contract } = outcome;
  switch (outcome.kind) {
    case 'closed':
      return { contract, outcome: 'closed', detail: outcome.number };
    case 'not-ready':
      return { contract, outcome: 'failed', detail: inShort(outcome.missing) };
    default:
      return { contract, outcome: 'failed', detail: 'The contract has no day in this month.' };
  }
}

const scopeOf = (provider: ProviderId, actorId: PersonId | null): Scope => ({
  providerId: provider,
  clients: '*',
  actorId,
  requestId: 'close-run',
});
