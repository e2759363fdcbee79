import { theClient } from '../clients/handlers.ts';
import { firstDayOf, formatMonth, monthFrom, monthsLater, type Month } from '../core/month.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { catalogueReader } from './catalogue-handlers.ts';
import { coverageSpan, type coverageApi } from './coverage-api.ts';
import { cellStateOf, totalOf, type ClientCoverage } from './coverage.ts';
import { countByClient, countByMonth, plannedClients } from './coverage-store.ts';
import { occurrencesOf, seenBy } from './occurrence-handlers.ts';
import { triggers } from './trigger.ts';

const monthsMax = 36;

export const coverageHandlers: Handlers<typeof coverageApi, Context> = {
  getCoverage: (context, { params, query }) => coverageOf(context, params.client, query),

  async getPortfolioCoverage(context, { params }) {
    const { db, providerId } = context;
    const { from, to } = daysIn(monthFrom(params.month));
    const counted = await countByClient(db, providerId, from, to, seenBy(context));
    return {
      month: params.month,
      rows: await boardRows(context, from, counted),
      clients: await plannedClients(db, providerId, from, to),
      cells: counted.map((one) => ({ ...one, state: cellStateOf(one) })),
      total: totalOf(counted),
    };
  },

  async getCoverageCell(context, { params }) {
    const { id: client } = await theClient(context, params.client);
    return occurrencesOf(context, { client, row: params.row, ...daysIn(monthFrom(params.month)) }, 500);
  },
};

/** The coverage of a client, from the first month to the last. Refused: `coverage.span`. */
export async function coverageOf(
  context: Context,
  clientId: ClientId,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ClientCoverage> {
  const { db, providerId } = context;
  const { id: client } = await theClient(context, clientId);
  const [first, last] = [monthFrom(from), monthFrom(to)];
  if (last < first || last - first >= monthsMax)
    throw new Refused(coverageSpan, coverageSpan.title, {}, [
      { path: '/query/to', message: 'choose a month from the first on, within 36 months' },
    ]);
  const next = firstDayOf(monthsLater(last, 1));
  const counted = await countByMonth(db, providerId, client, firstDayOf(first), next, seenBy(context));
  return {
    clientId: client,
    rows: await boardRows(context, firstDayOf(last), counted),
    months: Array.from({ length: last - first + 1 }, (_, index) => formatMonth(monthsLater(first, index))),
    cells: counted.map((one) => ({ ...one, state: cellStateOf(one) })),
    total: totalOf(counted),
  };
}

const daysIn = (month: Month) => ({ from: firstDayOf(month), to: firstDayOf(monthsLater(month, 1)) });

/** The rows of the catalogue of a day, and those that are counted though it has them no more, by number. */
async function boardRows(context: Context, on: string, counted: readonly { readonly row: number }[]) {
  const catalogue = await catalogueReader(context);
  const numbers = new Set([
    ...catalogue.on(on).activities.map(({ row }) => row),
    ...counted.map(({ row }) => row),
  ]);
  return [...numbers]
    .sort((a, b) => a - b)
    .map((row) => {
      const { section, name, owners, waitsFor, trigger } = catalogue.activity(row, on);
      return {
        row,
        section,
        name,
        owners,
        waitsFor: waitsFor ?? (trigger === null ? null : triggers[trigger].waitsFor),
      };
    });
}
