import type { Bench } from '../bench.ts';
import { twoServers, type Running } from '../servers.ts';

const msOf = async (start: () => Promise<Running>): Promise<number> => {
  const { ms, stop } = await start();
  await stop();
  return ms;
};

export const bench: Bench = {
  goal: 'G12',
  what: 'from the start of the process to the first answer, with the database of the data folder started on the way; the floor is a bare server that does the same',
  unit: 'ms',
  better: 'less',
  target: '1,500',
  prepare: async () => {
    const { ours, floor, release } = await twoServers();
    return { ours: () => msOf(ours), floor: () => msOf(floor), release: async () => release() };
  },
};
