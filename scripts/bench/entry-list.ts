import type { Bench } from '../bench.ts';
import { startLoad, type Asked } from '../load.ts';

export const bench: Bench = {
  goal: 'G4',
  what: 'lists of 50 of a client’s 1,000 entries among 100,000, ten at a time; the floor answers rows in the same kind of transaction',
  unit: 'requests/s',
  better: 'more',
  target: '2,200 and 0.9 of the floor',
  prepare: async () => {
    const load = await startLoad(100_000, 100);
    const list = (): Asked => ({ method: 'GET', path: `/api/entries?client=${load.client}&limit=50` });
    return {
      ours: () => load.rate('ours', list),
      floor: () => load.rate('floor', list),
      release: async () => {
        console.log(`    ours: ${load.latency()}`);
        await load.release();
      },
    };
  },
};
