import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { twoServers, type Running } from '../servers.ts';

const settleMs = 3000;

const memoryOf = async (start: () => Promise<Running>): Promise<number> => {
  const { memory, stop } = await start();
  await wait(settleMs);
  const held = memory();
  await stop();
  return held;
};

export const bench: Bench = {
  goal: 'G12',
  what: 'memory of the server’s process three seconds after its first answer, without its database; the floor is a bare server',
  unit: 'MiB',
  better: 'less',
  target: '90',
  prepare: async () => {
    const { ours, floor, release } = await twoServers();
    return { ours: () => memoryOf(ours), floor: () => memoryOf(floor), release: async () => release() };
  },
};
