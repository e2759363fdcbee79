import { visitsApi } from '../src/visits/api.ts';
import type { Expense } from '../src/visits/expense.ts';
import type { Receipt } from '../src/visits/receipt.ts';
import type { SiteVisit } from '../src/visits/site-visit.ts';
import type { Name, World } from './world.ts';

/** What people of the world do about site visits; Lakeside on Friday the 20th unless said. */
export function onSite(world: World) {
  const taxi = (said: object = {}) => ({
    clientId: world.lakeside,
    siteVisitId: null,
    day: '2026-11-20',
    kind: 'transport' as const,
    amount: '42.50',
    note: 'Taxi',
    ...said,
  });
  return {
    taxi,
    ask: (who: Name, said: object = {}) =>
      world.as(who)(visitsApi.requestSiteVisit, {
        body: {
          clientId: world.lakeside,
          day: '2026-11-20',
          purpose: 'Replace the rack',
          amountExpected: '400.00',
          ...said,
        },
      }),
    review: (who: Name, { id }: SiteVisit, said: object = {}) =>
      world.as(who)(visitsApi.reviewSiteVisit, {
        params: { visit: id },
        body: {
          remotely: false,
          words: 'The rack is in their cellar',
          estimate: [
            { kind: 'mileage', distance: '120' },
            { kind: 'travel-time', minutes: 180 },
          ],
          ...said,
        },
      }),
    approve: (who: Name, { id }: SiteVisit) =>
      world.as(who)(visitsApi.approveSiteVisit, { params: { visit: id }, body: {} }),
    refuse: (who: Name, { id }: SiteVisit) =>
      world.as(who)(visitsApi.refuseSiteVisit, {
        params: { visit: id },
        body: { reason: 'Can be done remotely' },
      }),
    add: (who: Name, said: object = {}) => world.as(who)(visitsApi.addExpense, { body: taxi(said) }),
    edit: (who: Name, { id, version }: Expense, said: object = {}) =>
      world.as(who)(visitsApi.editExpense, { params: { expense: id }, body: { ...taxi(said), version } }),
    remove: (who: Name, { id }: Expense) =>
      world.as(who)(visitsApi.deleteExpense, { params: { expense: id } }),
    writeOff: (who: Name, { id }: Expense) =>
      world.as(who)(visitsApi.writeOffExpense, { params: { expense: id }, body: { reason: 'Our fault' } }),
    addReceipt: (who: Name, { id }: Expense, name: string, content: string) =>
      world.as(who)(visitsApi.addReceipt, {
        params: { expense: id },
        query: { name },
        body: new TextEncoder().encode(content),
      }),
    removeReceipt: (who: Name, { id }: Receipt) =>
      world.as(who)(visitsApi.removeReceipt, { params: { receipt: id } }),
    /** 0.725 a mile and 95.00 an hour since the start of 2026, in dollars. */
    setRates: async (): Promise<void> => {
      for (const [unit, rate] of [
        ['mile', '0.725'],
        ['hour', '95.00'],
      ] as const)
        await world.as('frank')(visitsApi.setTravelRate, {
          body: { currency: 'USD', unit, rate, from: '2026-01-01' },
        });
    },
  };
}
