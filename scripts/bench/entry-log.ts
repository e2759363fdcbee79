import type { Bench } from '../bench.ts';
import { startLoad, type Asked } from '../load.ts';

export const bench: Bench = {
  goal: 'G5',
  what: 'entries logged over HTTP, ten at a time, each checked, recorded, replayable and durable; the floor is a bare insert',
  unit: 'requests/s',
  better: 'more',
  target: '1,500 and 0.4 of the floor',
  prepare: async () => {
    const load = await startLoad(100_000, 100);
    /** Minutes back from now that nobody has used; the two servers use each its own. */
    const entry =
      (lane: 0 | 1) =>
      (nth: number): Asked => {
        const slot = Math.floor(nth / load.people.length) * 2 + lane;
        const start = Math.floor(Date.now() / 86_400_000) * 1440 - 10 - slot;
        const at = (minute: number): string => new Date(minute * 60_000).toISOString();
        return {
          method: 'POST',
          path: '/api/entries',
          body: {
            clientId: load.client,
            personId: load.people[nth % load.people.length],
            role: 'cse',
            technologyGroup: 'network',
            startedAt: at(start),
            endedAt: at(start + 1),
            subject: 'Patches',
          },
        };
      };
    return {
      ours: () => load.rate('ours', entry(0)),
      floor: () => load.rate('floor', entry(1)),
      release: async () => {
        console.log(`    ours: ${load.latency()}`);
        await load.release();
      },
    };
  },
};
