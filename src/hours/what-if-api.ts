import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { Month } from '../core/shape.ts';
import { route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { noContract } from './api.ts';
import { Change, WhatIf } from './what-if.ts';

export const whatIfApi = {
  priceWhatIf: route({
    method: 'POST',
    path: '/clients/{client}/months/{month}/what-if',
    command: 'month what-if',
    summary:
      'Prices a month, open or closed, with other hours, rates, supplements or work, beside what it comes to; writes nothing.',
    access: staff,
    params: z.object({ client: ClientId, month: Month }),
    query: z.object({ contract: ContractId.optional() }),
    body: z.object({ changes: z.array(Change).max(100) }),
    out: WhatIf,
    reads: true,
    refusals: [noContract],
  }),
};
