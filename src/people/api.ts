import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { administrator, everyone, route, staff } from './access.ts';
import { ClientId, ListedPerson, Person, PersonDraft, PersonId, Roles } from './person.ts';
import { Provider, ProviderDraft } from './provider.ts';
import { Session, SessionId } from './session.ts';

export const emailTaken = refusal(
  409,
  'person.email-taken',
  'Somebody at this provider has this e-mail address already.',
);
export const clientUnknown = refusal(422, 'person.client-unknown', 'There is no such client.');
export const rolesUnfit = refusal(
  422,
  'person.roles-unfit',
  'People of a client hold the roles of the portal and no others; people of the provider hold all but those.',
);
export const lastAdministrator = refusal(
  409,
  'person.last-administrator',
  'Nobody would be left to administer. Make somebody else an administrator first, and have them sign in.',
);
export const deactivated = refusal(
  409,
  'person.deactivated',
  'This person is deactivated. Reactivate them first.',
);
export const providerEdited = refusal(
  412,
  'provider.edited-meanwhile',
  'Somebody else changed this meanwhile. Look at their version, then make your change again.',
);

/** A link that lets somebody choose a password: `link` is an address on this server, shown this once and kept nowhere. */
const InvitationLink = z.object({ link: z.string(), expiresAt: Moment });

const ofPerson = z.object({ person: PersonId });
const done = z.object({});

export const peopleApi = {
  showSelf: route({
    method: 'GET',
    path: '/me',
    command: 'self show',
    summary: 'Shows who you are, what you may do, and whom you work for.',
    access: everyone,
    out: z.object({ person: Person, provider: Provider, secondFactor: z.boolean() }),
  }),
  listPeople: route({
    method: 'GET',
    path: '/people',
    command: 'person list',
    summary: 'Lists people by name: all, or those of one client.',
    access: staff,
    query: PageQuery.extend({ client: ClientId.optional() }),
    out: pageOf(ListedPerson),
  }),
  getPerson: route({
    method: 'GET',
    path: '/people/{person}',
    command: 'person show',
    summary: 'Shows somebody, how they stand with signing in, and whether they have a second factor.',
    access: administrator,
    params: ofPerson,
    out: ListedPerson.extend({ secondFactor: z.boolean() }),
  }),
  invitePerson: route({
    method: 'POST',
    path: '/people',
    command: 'person invite',
    summary: 'Invites somebody; answers the link by which they choose their password.',
    access: administrator,
    body: PersonDraft,
    out: z.object({ person: Person, invitation: InvitationLink }),
    status: 201,
    refusals: [emailTaken, clientUnknown],
  }),
  inviteAgain: route({
    method: 'POST',
    path: '/people/{person}/invitation',
    command: 'person invite-again',
    summary: 'Makes a new link for somebody whose link has expired or who has forgotten the password.',
    access: administrator,
    params: ofPerson,
    out: InvitationLink,
    status: 201,
    refusals: [deactivated],
  }),
  changeRoles: route({
    method: 'PUT',
    path: '/people/{person}/roles',
    command: 'person change-roles',
    summary: 'Changes what somebody does; it holds within seconds.',
    access: administrator,
    params: ofPerson,
    body: z.object({ roles: Roles }),
    out: Person,
    refusals: [rolesUnfit, lastAdministrator],
  }),
  deactivatePerson: route({
    method: 'POST',
    path: '/people/{person}/deactivation',
    command: 'person deactivate',
    summary: 'Ends all sessions of somebody and keeps them out; what they did stays on record.',
    access: administrator,
    params: ofPerson,
    out: Person,
    refusals: [lastAdministrator],
  }),
  reactivatePerson: route({
    method: 'POST',
    path: '/people/{person}/reactivation',
    command: 'person reactivate',
    summary: 'Lets somebody sign in again.',
    access: administrator,
    params: ofPerson,
    out: Person,
  }),
  removeSecondFactor: route({
    method: 'POST',
    path: '/people/{person}/second-factor/removal',
    command: 'person remove-second-factor',
    summary: 'Takes away the second factor of somebody who has lost it, and ends their sessions.',
    access: administrator,
    params: ofPerson,
    out: done,
  }),
  listOwnSessions: route({
    method: 'GET',
    path: '/me/sessions',
    command: 'session list',
    summary: 'Lists where you are signed in, newest first.',
    access: everyone,
    out: z.array(Session),
  }),
  endOwnSession: route({
    method: 'POST',
    path: '/me/sessions/{session}/end',
    command: 'session end',
    summary: 'Ends one of your sessions.',
    access: everyone,
    params: z.object({ session: SessionId }),
    out: done,
  }),
  endOwnSessions: route({
    method: 'POST',
    path: '/me/sessions/end',
    command: 'session end-all',
    summary: 'Ends all of your sessions, this one too.',
    access: everyone,
    out: z.object({ ended: z.int() }),
  }),
  listSessions: route({
    method: 'GET',
    path: '/people/{person}/sessions',
    command: 'person sessions',
    summary: 'Lists where somebody is signed in, newest first.',
    access: administrator,
    params: ofPerson,
    out: z.array(Session),
  }),
  endSessions: route({
    method: 'POST',
    path: '/people/{person}/sessions/end',
    command: 'person end-sessions',
    summary: 'Ends all sessions of somebody.',
    access: administrator,
    params: ofPerson,
    out: z.object({ ended: z.int() }),
  }),
  showProvider: route({
    method: 'GET',
    path: '/provider',
    command: 'provider show',
    summary: 'Shows the name, the time zone and the currency of the provider.',
    access: everyone,
    out: Provider,
  }),
  editProvider: route({
    method: 'PUT',
    path: '/provider',
    command: 'provider edit',
    summary: 'Changes what is said of the provider; names the version it was made from.',
    access: administrator,
    body: ProviderDraft.extend({ version: z.int() }),
    out: Provider,
    refusals: [providerEdited],
  }),
};
