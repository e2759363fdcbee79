import { z } from 'zod';
import { route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { ContractWarning } from './warning.ts';

export const warningApi = {
  listContractWarnings: route({
    method: 'GET',
    path: '/contract-warnings',
    command: 'contract warnings',
    summary:
      'Lists the contracts that run and no longer meet a rule of what can be sold, of all clients or of one: too many devices or technologies for the tier, or no Managed Services or Help Desk service. Each says the figures and what to do.',
    access: staff,
    query: z.object({ client: ClientId.optional() }),
    out: z.array(ContractWarning),
  }),
};
