import { z } from 'zod';
import { Month } from '../core/shape.ts';
import { reviewers, route } from '../people/access.ts';
import { MonthReplay } from './replay.ts';

export const replayApi = {
  replayMonth: route({
    method: 'GET',
    path: '/months/{month}/replay',
    command: 'month replay',
    summary:
      'Computes every closed statement of a month again from its time and terms, and tells those that are not equal byte for byte.',
    access: reviewers,
    params: z.object({ month: Month }),
    out: MonthReplay,
  }),
};
