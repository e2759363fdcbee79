import { expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { brokenRules, invoiceIn } from '../../test/einvoice-rules.ts';
import { leavesOf, writtenByAnother } from '../../test/einvoice-schema.ts';
import { billingHandlers } from '../billing/handlers.ts';
import { known } from '../core/id.ts';
import { roles } from '../people/access.ts';
import { loadSample } from './load.ts';
import { idsFrom } from './random.ts';

const { database } = useDatabase();

test(
  'every invoice of the sample provider is a valid structured one, with and without tax',
  { timeout: 120_000 },
  async () => {
    const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    const newId = idsFrom(3, now);
    const providerId = newId<'provider'>();
    const scope = { providerId, clients: '*', actorId: null, requestId: 'test' } as const;
    const size = { clients: 12, months: 3, seed: 3 };
    await database.write(scope, null, (tx) => loadSample({ ...tx, providerId, now, newId }, size));
    const actor = { id: newId<'person'>(), providerId, clientId: null, name: 'Auditor', roles: [...roles] };
    const categories = new Set<string>();
    const checked = await database.read(scope, async (tx) => {
      const context = { ...tx, providerId, actor, now, newId };
      const asked = { params: {}, body: {} };
      const { items } = await billingHandlers.listInvoices(context, {
        ...asked,
        query: { limit: 500, cursor: undefined },
      });
      for (const { id, number } of items) {
        const params = { invoice: { id: known<'invoice'>(id) } };
        const { content } = await billingHandlers.saveInvoice(context, {
          params,
          query: { format: 'ubl' },
          body: {},
        });
        const xml = new TextDecoder().decode(content);
        expect({ number, broken: brokenRules(invoiceIn(xml)) }).toEqual({ number, broken: [] });
        expect(leavesOf(await writtenByAnother(xml))).toEqual(leavesOf(xml));
        const { taxes } = await billingHandlers.getInvoice(context, { params, query: {}, body: {} });
        for (const { category } of taxes) categories.add(category);
      }
      return items.length;
    });
    expect(checked).toBeGreaterThan(10);
    expect([...categories].sort()).toEqual(['AE', 'E', 'O', 'S']);
  },
);
