import { z } from 'zod';
import { ChangeRequestId, changeEnded } from '../contracts/change-request.ts';
import { route, staff } from '../people/access.ts';
import { Bench } from './bench.ts';

export const benchApi = {
  showBench: route({
    method: 'GET',
    path: '/change-requests/{changeRequest}/bench',
    command: 'change-request bench',
    summary:
      'Shows the load of the people whom a change that is not agreed yet needs: what they can work in its first month, and what is committed to all their clients before and after it.',
    access: staff,
    params: z.object({ changeRequest: ChangeRequestId }),
    out: Bench,
    refusals: [changeEnded],
  }),
};
