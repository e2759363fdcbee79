import { theClient } from '../clients/handlers.ts';
import { monthFrom } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { overagesForetold } from '../hours/forecast-handlers.ts';
import { minuteOf, ratedMonths } from '../hours/handlers.ts';
import { paceOf } from '../hours/pace.ts';
import { listPortfolio } from '../hours/portfolio-store.ts';
import { contractMonthsOf } from '../hours/store.ts';
import { doneBy, type Context } from '../people/context.ts';
import { theProvider } from '../people/handlers.ts';
import type { ClientId } from '../people/person.ts';
import { catalogueReader } from '../plan/catalogue-handlers.ts';
import { healthUnknown, type healthApi } from './api.ts';
import { healthOf, type Health, type HealthNote, type Known } from './health.ts';
import * as store from './store.ts';

export const healthHandlers: Handlers<typeof healthApi, Context> = {
  async listHealth(context, { query }) {
    const { db, providerId, actor, now } = context;
    const after = readCursor(query.cursor);
    const clients = await listPortfolio(
      db,
      providerId,
      todayIn('UTC', now),
      query.of === 'mine' ? actor.id : null,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    const { items, next } = nextCursor(clients, query.limit, ({ name, id }) => [name, id]);
    return { items: await healthsOf(context, items), next };
  },

  showHealth: async (context, { params }) => theHealth(context, await theClient(context, params.client)),

  async noteHealth(context, { params, body: { words, sentiment } }) {
    const { db, providerId } = context;
    const client = await theClient(context, params.client);
    const { score, reasons } = await theHealth(context, client, sentiment);
    if (score === null) throw new Refused(healthUnknown, healthUnknown.title);
    const id = context.newId<'health-note'>();
    const by = doneBy(context);
    await store.insertNote(db, providerId, {
      id,
      client: client.id,
      words,
      sentiment,
      score,
      reasons,
      ...by,
    });
    context.record({
      act: 'health.noted',
      client: client.id,
      object: id,
      detail: { words, sentiment, score, notedAt: by.at, notedBy: by.by },
    });
    return theNote(context, client.id, id);
  },

  async listHealthNotes(context, { params, query: { limit, cursor } }) {
    const { id: client } = await theClient(context, params.client);
    const [notedAt = '', id = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { notedAt, id };
    const notes = await store.listNotes(context.db, context.providerId, { client }, limit + 1, after);
    return nextCursor(notes, limit, (note) => [note.notedAt, note.id]);
  },
};

type Named = { readonly id: ClientId; readonly name: string };

/** The health of a client; with `sentiment` as if that were noted now. */
async function theHealth(
  context: Context,
  client: Named,
  sentiment: Known['sentiment'] = null,
): Promise<Health> {
  const [health] = await healthsOf(context, [client], sentiment);
  if (!health) throw new Refused(notFound, notFound.title);
  return health;
}

async function theNote(
  { db, providerId }: Context,
  client: ClientId,
  id: HealthNote['id'],
): Promise<HealthNote> {
  const [note] = await store.listNotes(db, providerId, { client, id }, 1, null);
  if (!note) throw new Refused(notFound, notFound.title);
  return note;
}

/** The health of clients, in their order: a fixed number of statements, however many. */
async function healthsOf(
  context: Context,
  clients: readonly Named[],
  sentiment: Known['sentiment'] = null,
): Promise<Health[]> {
  const { db, providerId, now } = context;
  const ids = clients.map(({ id }) => id);
  const known = await store.knownOf(db, providerId, ids, now);
  const hours = await hoursOf(context, ids);
  const catalogue = await catalogueReader(context);
  // The store knows an activity by its row number and day; its name is the catalogue's of that day.
  const named = (words: string): string => {
    const [row = '', day = ''] = words.split(' ');
    return `${catalogue.activity(Number(row), day).name}, due on ${day}`;
  };
  return clients.flatMap(({ id, name }): Health[] => {
    const found = known.get(id);
    if (!found) return [];
    const records = found.overdue.records.map((record) => ({ ...record, words: named(record.words) }));
    const of: Known = {
      ...found,
      overdue: { ...found.overdue, records },
      hours: hours.get(id) ?? [],
      sentiment: sentiment ?? found.sentiment,
    };
    return [{ clientId: id, clientName: name, ...healthOf(of) }];
  });
}

/** What is foretold of this month, contract by contract. */
async function hoursOf(
  context: Context,
  clients: readonly ClientId[],
): Promise<ReadonlyMap<ClientId, Known['hours']>> {
  const { db, providerId, now } = context;
  const month = monthFrom(todayIn((await theProvider(context)).timeZone, now));
  const rated = await ratedMonths(db, providerId, await contractMonthsOf(db, providerId, month, clients));
  const foretold = await overagesForetold(db, providerId, rated, minuteOf(now));
  const each = rated.map((one, index) => {
    const told = foretold[index];
    return {
      client: one.month.contract.clientId,
      percent: told?.kind === 'chance' ? told.percent : null,
      begun: paceOf(one.month, one.logged, minuteOf(now)).minutesOverage > 0,
      expiring: told?.expiring?.words ?? null,
    };
  });
  return Map.groupBy(each, ({ client }) => client);
}
