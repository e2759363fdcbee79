import { PageQuery, pageOf } from '../core/page.ts';
import { administrator, route } from '../people/access.ts';
import { ChainReport, Fact, FactFilter } from './fact.ts';

export const auditApi = {
  listFacts: route({
    method: 'GET',
    path: '/facts',
    command: 'fact list',
    summary:
      'Lists what was done, newest first: for a client, to a thing, by a person, of a kind, in a time.',
    access: administrator,
    query: PageQuery.extend(FactFilter.shape),
    out: pageOf(Fact),
  }),
  verifyFacts: route({
    method: 'GET',
    path: '/facts/verification',
    command: 'fact verify',
    summary:
      'Computes the chain of all facts again and tells whatever was edited, deleted, slipped in or cut off.',
    access: administrator,
    out: ChainReport,
  }),
};
