import type { Bench } from '../bench.ts';
import { closing } from '../closes.ts';

export const bench: Bench = {
  goal: 'G1',
  what: 'a month of 1,000 clients with 822 entries each closed and invoiced by a run, durable and on record, with every draw kept; the floor is one grouping of the same entries, a fee and overage for each client, written in one go without isolation',
  unit: 'ms',
  better: 'less',
  target: '5,200 and half of the floor',
  prepare: () => closing(1000, 822),
};
