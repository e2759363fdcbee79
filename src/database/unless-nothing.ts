import type { Database, Scope, Transaction } from './transaction.ts';

/** Undoes a transaction in which there was nothing to do, because another server did it or nothing was due. */
class NothingToDo extends Error {}

/** The write of a job, which is taken back where it recorded nothing, so that it leaves no fact; then there is no answer. */
export async function writeUnlessNothing<T>(
  database: Database,
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> {
  try {
    const written = await database.write(scope, null, async (tx) => {
      let facts = 0;
      const answer = await work({
        db: tx.db,
        record: (fact) => {
          facts++;
          tx.record(fact);
        },
      });
      if (facts === 0) throw new NothingToDo();
      return answer;
    });
    return written.kind === 'done' ? written.answer : undefined;
  } catch (error) {
    if (error instanceof NothingToDo) return undefined;
    throw error;
  }
}
