import { z } from 'zod';
import { Month } from '../core/shape.ts';
import { route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { ClientPools } from './pool-hours.ts';

export const poolsApi = {
  listPools: route({
    method: 'POST',
    path: '/months/{month}/pools',
    command: 'pool list',
    summary:
      'Says what the pools of several clients have left in a month; a client without a contract then has none.',
    access: staff,
    params: z.object({ month: Month }),
    body: z.object({ clients: z.array(ClientId).max(500) }),
    out: z.array(ClientPools),
    reads: true,
  }),
};
