import { nextCursor, readCursor } from '../core/page.ts';
import type { Handlers } from '../core/route.ts';
import type { Anchors } from '../database/anchors.ts';
import { verifyChain } from '../database/verification.ts';
import type { Context } from '../people/context.ts';
import type { auditApi } from './api.ts';
import * as store from './store.ts';

/** `anchors` reads what was written down outside the database, so that a chain written anew is told too. */
export const auditHandlers = (anchors: () => Promise<Anchors>): Handlers<typeof auditApi, Context> => ({
  async listFacts({ db, providerId }, { query }) {
    const { limit, cursor, ...filter } = query;
    const facts = await store.listFacts(db, providerId, filter, limit + 1, readCursor(cursor)?.[0] ?? null);
    return nextCursor(facts, limit, (fact) => [fact.id]);
  },

  async verifyFacts({ db, providerId }) {
    const { of } = await anchors();
    const report = await verifyChain(db, providerId, of.get(providerId) ?? []);
    return { ...report, faults: [...report.faults] };
  },
});
