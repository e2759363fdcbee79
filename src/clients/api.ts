import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { Day } from '../core/shape.ts';
import { everyone, lead, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { Client, ClientDraft, TechnologyGroup } from './client.ts';
import { Contact, ContactDraft, ContactId } from './contact.ts';
import { PurchasedService, PurchasedServiceDraft, PurchasedServiceId } from './purchased-service.ts';

export const codeTaken = refusal(409, 'client.code-taken', 'Another client has this code.');
export const editedMeanwhile = refusal(
  412,
  'edited-meanwhile',
  'Somebody else changed this meanwhile. Look at their version, then make your change again.',
);
export const contactTaken = refusal(
  409,
  'contact.email-taken',
  'The client has a contact with this e-mail address.',
);
export const serviceTwice = refusal(
  409,
  'purchased-service.overlap',
  'The client has this service already for some of these days.',
);

const ofClient = z.object({ client: ClientId });

export const clientsApi = {
  listClients: route({
    method: 'GET',
    path: '/clients',
    command: 'client list',
    summary: 'Lists clients by name.',
    access: everyone,
    query: PageQuery,
    out: pageOf(Client),
  }),
  getClient: route({
    method: 'GET',
    path: '/clients/{client}',
    command: 'client show',
    summary: 'Shows one client.',
    access: everyone,
    params: ofClient,
    out: Client,
  }),
  createClient: route({
    method: 'POST',
    path: '/clients',
    command: 'client create',
    summary: 'Takes on a client.',
    access: lead,
    body: ClientDraft,
    out: Client,
    status: 201,
    refusals: [codeTaken],
  }),
  editClient: route({
    method: 'PUT',
    path: '/clients/{client}',
    command: 'client edit',
    summary: 'Changes what is said of a client; names the version it was made from.',
    access: lead,
    params: ofClient,
    body: ClientDraft.safeExtend({ version: z.int() }),
    out: Client,
    refusals: [codeTaken, editedMeanwhile],
  }),
  listTechnologyGroups: route({
    method: 'GET',
    path: '/technology-groups',
    command: 'technology-group list',
    summary: 'Lists the technology groups of the provider, in its order.',
    access: everyone,
    out: z.array(TechnologyGroup),
  }),
  listContacts: route({
    method: 'GET',
    path: '/clients/{client}/contacts',
    command: 'contact list',
    summary: 'Lists the contacts of a client by name, those who left included.',
    access: everyone,
    params: ofClient,
    out: z.array(Contact),
  }),
  addContact: route({
    method: 'POST',
    path: '/clients/{client}/contacts',
    command: 'contact add',
    summary: 'Adds a contact and what it may decide.',
    access: lead,
    params: ofClient,
    body: ContactDraft,
    out: Contact,
    status: 201,
    refusals: [contactTaken],
  }),
  endContact: route({
    method: 'POST',
    path: '/clients/{client}/contacts/{contact}/end',
    command: 'contact end',
    summary: 'Says that a contact has left; it stays on record.',
    access: lead,
    params: z.object({ client: ClientId, contact: ContactId }),
    out: Contact,
  }),
  listPurchasedServices: route({
    method: 'GET',
    path: '/clients/{client}/services',
    command: 'service list',
    summary: 'Lists what else the client buys, newest first.',
    access: everyone,
    params: ofClient,
    out: z.array(PurchasedService),
  }),
  addPurchasedService: route({
    method: 'POST',
    path: '/clients/{client}/services',
    command: 'service add',
    summary: 'Records a service the client buys; it makes the client eligible for Client Service Management.',
    access: lead,
    params: ofClient,
    body: PurchasedServiceDraft,
    out: PurchasedService,
    status: 201,
    refusals: [serviceTwice],
  }),
  endPurchasedService: route({
    method: 'POST',
    path: '/clients/{client}/services/{service}/end',
    command: 'service end',
    summary: 'Ends a purchased service on a day: its first day without it.',
    access: lead,
    params: z.object({ client: ClientId, service: PurchasedServiceId }),
    body: z.object({ to: Day }),
    out: PurchasedService,
  }),
};
