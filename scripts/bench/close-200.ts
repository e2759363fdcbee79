import type { Bench } from '../bench.ts';
import { closing } from '../closes.ts';

export const bench: Bench = {
  goal: 'G11',
  what: 'a month of 200 clients with 200 entries each closed and invoiced by a run; statements of a batch do not depend on how many entries it has',
  unit: 'ms',
  better: 'less',
  target: '5,000',
  prepare: () => closing(200, 200),
};
