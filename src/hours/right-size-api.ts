import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { lead, reviewers, route } from '../people/access.ts';
import { RightSize } from './right-size.ts';

export const rightSizeApi = {
  showRightSize: route({
    method: 'GET',
    path: '/contracts/{contract}/right-size',
    command: 'right-size show',
    summary:
      'Says whether a contract has the package that its last six full months of use call for, or which would be less dear by the rules of sale, with every step and month; writes nothing.',
    access: reviewers,
    params: z.object({ contract: ContractId }),
    out: RightSize,
  }),
  listRightSizes: route({
    method: 'GET',
    path: '/right-sizes',
    command: 'right-size list',
    summary:
      'Says the same of the contracts that run, for a page of clients by name: of all clients or of those one is on the team of; those with most money at stake first.',
    access: lead,
    query: PageQuery.extend({ of: z.enum(['mine', 'all']).default('all') }),
    out: pageOf(RightSize),
  }),
};
