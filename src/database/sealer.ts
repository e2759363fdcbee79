import { addAnchor } from './anchors.ts';
import { sealBatch, type Head } from './chain.ts';
import type { Job } from './job.ts';

/** How long the head of a chain may move before it is anchored again. */
const anchorEveryMs = 60_000;

/**
 * Seals a provider's waiting facts, and writes down outside the database where the chain then ends: at the first visit, and after that
 * when it has moved, at most once a minute.
 */
export function sealJob(anchorsFile: string, now: () => Temporal.Instant): Job {
  const anchored = new Map<string, { seq: number; atMs: number }>();
  const anchor = async (head: Head): Promise<void> => {
    const before = anchored.get(head.providerId);
    const at = now();
    if (head.seq === 0 || head.seq === before?.seq) return;
    if (before && at.epochMilliseconds - before.atMs < anchorEveryMs) return;
    await addAnchor(anchorsFile, { ...head, at: at.toString({ smallestUnit: 'millisecond' }) });
    anchored.set(head.providerId, { seq: head.seq, atMs: at.epochMilliseconds });
  };
  return {
    name: 'seal',
    everySeconds: 60,
    after: 'every-act',
    async run(database, providerId) {
      const { head, more } = await database.maintain(providerId, (db) => sealBatch(db, providerId));
      await anchor(head);
      return { more };
    },
  };
}
