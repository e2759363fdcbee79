import { createHash, randomBytes } from 'node:crypto';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import {
  clientUnknown,
  deactivated,
  emailTaken,
  lastAdministrator,
  providerEdited,
  rolesUnfit,
  type peopleApi,
} from './api.ts';
import type { Context } from './context.ts';
import { invitationHours } from './invitation.ts';
import { saveInvitation } from './invitation-store.ts';
import { leavesNoAdministrator, rolesFit, type Person, type PersonId } from './person.ts';
import type { Provider } from './provider.ts';
import type { Session } from './session.ts';
import type { SignIn } from './sign-in.ts';
import * as store from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  person_provider_id_email_key: emailTaken,
  person_provider_id_client_id_fkey: clientUnknown,
};

export const peopleHandlers = (signIn: SignIn): Handlers<typeof peopleApi, Context> => ({
  async showSelf(context) {
    return {
      person: await thePerson(context, context.actor.id),
      provider: await theProvider(context),
      secondFactor: await signIn.hasSecondFactor(context.actor.id),
    };
  },

  async listPeople({ db, providerId }, { query }) {
    const after = readCursor(query.cursor);
    const people = await store.listPeople(
      db,
      providerId,
      query.client ?? null,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(people, query.limit, (person) => [person.name, person.id]);
  },

  async getPerson({ db, providerId }, { params }) {
    const person = await store.findListedPerson(db, providerId, params.person);
    if (!person) throw new Refused(notFound, notFound.title);
    return { ...person, secondFactor: await signIn.hasSecondFactor(person.id) };
  },

  async invitePerson(context, { body }) {
    const id = context.newId<'person'>();
    await refusing(constraints, store.insertPerson(context.db, context.providerId, id, body));
    const invitation = await invite(context, id);
    context.record({ act: 'person.invited', client: body.clientId, object: id, detail: body });
    return { person: await thePerson(context, id), invitation };
  },

  async inviteAgain(context, { params }) {
    const person = await thePerson(context, params.person);
    if (!person.active) throw new Refused(deactivated, deactivated.title);
    const invitation = await invite(context, person.id);
    context.record({ act: 'person.invited-again', client: person.clientId, object: person.id, detail: {} });
    return invitation;
  },

  async changeRoles(context, { params, body }) {
    const { db, providerId } = context;
    const before = await thePerson(context, params.person);
    if (!rolesFit(body.roles, before.clientId)) throw new Refused(rolesUnfit, rolesUnfit.title);
    if (!body.roles.includes('administrator')) await keepAnAdministrator(context, before.id);
    await store.updateRoles(db, providerId, before.id, body.roles);
    context.record({
      act: 'person.roles-changed',
      client: before.clientId,
      object: before.id,
      detail: { before: before.roles, after: body.roles },
    });
    return thePerson(context, before.id);
  },

  async deactivatePerson(context, { params }) {
    const { db, providerId, now } = context;
    const person = await thePerson(context, params.person);
    await keepAnAdministrator(context, person.id);
    await store.updateDeactivation(db, providerId, person.id, now);
    const sessionsEnded = await signIn.endSessions(person.id);
    context.record({
      act: 'person.deactivated',
      client: person.clientId,
      object: person.id,
      detail: { sessionsEnded },
    });
    return thePerson(context, person.id);
  },

  async reactivatePerson(context, { params }) {
    const person = await thePerson(context, params.person);
    await store.updateDeactivation(context.db, context.providerId, person.id, null);
    context.record({ act: 'person.reactivated', client: person.clientId, object: person.id, detail: {} });
    return thePerson(context, person.id);
  },

  async removeSecondFactor(context, { params }) {
    const person = await thePerson(context, params.person);
    if (!(await signIn.removeSecondFactor(person.id))) throw new Refused(notFound, notFound.title);
    const sessionsEnded = await signIn.endSessions(person.id);
    context.record({
      act: 'second-factor.removed',
      client: person.clientId,
      object: person.id,
      detail: { sessionsEnded },
    });
    return {};
  },

  listOwnSessions: ({ actor }) => sessionsOf(signIn, actor.id, actor.sessionId),

  async endOwnSession(context, { params }) {
    const { actor } = context;
    if (!(await signIn.endSession(actor.id, params.session))) throw new Refused(notFound, notFound.title);
    context.record({ act: 'session.ended', client: actor.clientId, object: params.session, detail: {} });
    return {};
  },

  async endOwnSessions(context) {
    const { actor } = context;
    const ended = await signIn.endSessions(actor.id);
    context.record({ act: 'session.all-ended', client: actor.clientId, object: actor.id, detail: { ended } });
    return { ended };
  },

  async listSessions(context, { params }) {
    const person = await thePerson(context, params.person);
    return sessionsOf(signIn, person.id, context.actor.sessionId);
  },

  async endSessions(context, { params }) {
    const person = await thePerson(context, params.person);
    const ended = await signIn.endSessions(person.id);
    context.record({
      act: 'session.all-ended',
      client: person.clientId,
      object: person.id,
      detail: { ended },
    });
    return { ended };
  },

  showProvider: (context) => theProvider(context),

  async editProvider(context, { body }) {
    const before = await theProvider(context);
    const { version, ...draft } = body;
    if (!(await store.updateProvider(context.db, context.providerId, draft, version))) {
      throw new Refused(providerEdited, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    }
    context.record({
      act: 'provider.edited',
      client: null,
      object: before.id,
      detail: { before, after: draft },
    });
    return theProvider(context);
  },
});

/** The person, or "nothing here" where there is none or it is not the caller's to see. */
export async function thePerson(
  { db, providerId }: Pick<Context, 'db' | 'providerId'>,
  id: PersonId,
): Promise<Person> {
  const person = await store.findPerson(db, providerId, id);
  if (!person) throw new Refused(notFound, notFound.title);
  return person;
}

export async function theProvider({ db, providerId }: Pick<Context, 'db' | 'providerId'>): Promise<Provider> {
  const provider = await store.findProvider(db, providerId);
  if (!provider) throw new Refused(notFound, notFound.title);
  return provider;
}

/** The secret goes behind the address's `#`, which browsers send to no server and which is in no log. */
async function invite({ db, providerId, actor, now }: Context, person: PersonId) {
  const token = `${providerId}.${randomBytes(32).toString('base64url')}`;
  const expiresAt = now.add({ hours: invitationHours });
  const made = { tokenHash: hashOf(token), by: actor.id, at: now, expiresAt };
  await saveInvitation(db, providerId, person, made);
  return { link: `/invitation#${token}`, expiresAt: expiresAt.toString() };
}

/** What is kept of the secret in a link. It is random and long, so that a plain hash is as good as a slow one. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function keepAnAdministrator({ db, providerId }: Context, leaving: PersonId): Promise<void> {
  const administrators = await store.lockAdministrators(db, providerId);
  if (leavesNoAdministrator(administrators, leaving))
    throw new Refused(lastAdministrator, lastAdministrator.title);
}

async function sessionsOf(signIn: SignIn, person: PersonId, current: string | undefined): Promise<Session[]> {
  const sessions = await signIn.sessionsOf(person);
  return sessions.map((session) => ({ ...session, current: session.id === current }));
}
