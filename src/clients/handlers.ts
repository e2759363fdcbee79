import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { codeTaken, contactTaken, editedMeanwhile, serviceTwice, type clientsApi } from './api.ts';
import type { Client } from './client.ts';
import * as store from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  client_provider_id_code_key: codeTaken,
  contact_provider_id_client_id_email_key: contactTaken,
  purchased_service_provider_id_client_id_kind_daterange_excl: serviceTwice,
};

export const clientsHandlers: Handlers<typeof clientsApi, Context> = {
  async listClients({ db, providerId }, { query }) {
    const after = readCursor(query.cursor);
    const clients = await store.listClients(
      db,
      providerId,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(clients, query.limit, (client) => [client.name, client.id]);
  },

  getClient: (context, { params }) => theClient(context, params.client),

  async createClient(context, { body }) {
    const { db, providerId } = context;
    const id = context.newId<'client'>();
    await refusing(constraints, store.insertClient(db, providerId, id, body));
    context.record({ act: 'client.created', client: id, object: id, detail: body });
    return theClient(context, id);
  },

  async editClient(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClient(context, params.client);
    const { version, ...draft } = body;
    if (!(await refusing(constraints, store.updateClient(db, providerId, before.id, draft, version)))) {
      throw new Refused(editedMeanwhile, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    }
    context.record({
      act: 'client.edited',
      client: before.id,
      object: before.id,
      detail: { before, after: draft },
    });
    return theClient(context, before.id);
  },

  listTechnologyGroups: ({ db, providerId }) => store.listTechnologyGroups(db, providerId),

  async listContacts(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listContacts(context.db, context.providerId, id);
  },

  async addContact(context, { params, body }) {
    const { id: client } = await theClient(context, params.client);
    const id = context.newId<'contact'>();
    const contact = await refusing(
      constraints,
      store.insertContact(context.db, context.providerId, client, id, body),
    );
    context.record({ act: 'contact.added', client, object: id, detail: body });
    return contact;
  },

  async endContact(context, { params: { client, contact } }) {
    const ended = await store.endContact(context.db, context.providerId, client, contact, context.now);
    if (!ended) throw new Refused(notFound, notFound.title);
    context.record({ act: 'contact.ended', client, object: contact, detail: {} });
    return ended;
  },

  async listPurchasedServices(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listPurchasedServices(context.db, context.providerId, id);
  },

  async addPurchasedService(context, { params, body }) {
    const { id: client } = await theClient(context, params.client);
    const id = context.newId<'purchased-service'>();
    const service = await refusing(
      constraints,
      store.insertPurchasedService(context.db, context.providerId, client, id, body),
    );
    context.record({
      act: 'purchased-service.added',
      client,
      object: id,
      detail: { ...body, addedAt: context.now.toString() },
    });
    return service;
  },

  async endPurchasedService(context, { params: { client, service }, body }) {
    const ended = await refusing(
      constraints,
      store.endPurchasedService(context.db, context.providerId, client, service, body.to),
    );
    if (!ended) throw new Refused(notFound, notFound.title);
    context.record({ act: 'purchased-service.ended', client, object: service, detail: body });
    return ended;
  },
};

/** The client, or "nothing here" where there is none or it is not the caller's to see. */
export async function theClient({ db, providerId }: Context, id: ClientId): Promise<Client> {
  const client = await store.findClient(db, providerId, id);
  if (!client) throw new Refused(notFound, notFound.title);
  return client;
}
