import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices } from '../clients/store.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import {
  csdmNamed,
  endedAlready,
  endsTooEarly,
  groupUnknown,
  namedTwice,
  otherPlace,
  roleMissing,
  type teamApi,
} from './api.ts';
import { benchHandlers } from './bench-handlers.ts';
import { groupsToStaff, teamGaps } from './coverage.ts';
import {
  csdmInTheWay,
  holdsOn,
  mayBeNamed,
  samePlace,
  type DesignationDraft,
  type DesignationId,
  type TeamMember,
} from './designation.ts';
import * as store from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  designation_one_csdm: csdmNamed,
  designation_twice: namedTwice,
  designation_provider_id_technology_group_id_fkey: groupUnknown,
};

export const teamHandlers: Handlers<typeof teamApi, Context> = {
  ...benchHandlers,

  async listTeam(context, { params, query }) {
    const { id, timeZone } = await theClient(context, params.client);
    const day = query.day ?? todayIn(timeZone, context.now);
    const members = await store.designationsOf(context.db, context.providerId, { client: id });
    return members.filter((member) => holdsOn(member, day)).sort(byPlace);
  },

  async listTeamHistory(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.designationsOf(context.db, context.providerId, { client: id });
  },

  async listTeamGaps(context, { params, query }) {
    const { db, providerId } = context;
    const client = await theClient(context, params.client);
    const day = query.day ?? todayIn(client.timeZone, context.now);
    const services = await listPurchasedServices(db, providerId, client.id);
    const team = await store.designationsOf(db, providerId, { client: client.id });
    return teamGaps(groupsToStaff(client.technologyGroups, services, day), team, day);
  },

  async listDesignations({ db, providerId }, { params }) {
    if (!(await findPerson(db, providerId, params.person))) throw new Refused(notFound, notFound.title);
    return store.designationsOf(db, providerId, { person: params.person });
  },

  async designate(context, { params, body }) {
    const { db, providerId } = context;
    const { id: client } = await theClient(context, params.client);
    const { replaces, ...draft } = body;
    await requireRole(context, draft);
    if (replaces) await makeRoom(context, await theDesignation(context, client, replaces), draft);
    await requireOneCsdm(context, client, draft);
    const id = context.newId<'designation'>();
    await refusing(constraints, store.insertDesignation(db, providerId, client, id, draft));
    context.record({ act: 'designation.created', client, object: id, detail: body });
    return theDesignation(context, client, id);
  },

  async endDesignation(context, { params: { client, designation }, body }) {
    const before = await theDesignation(context, client, designation);
    if (before.to !== null && body.to >= before.to)
      throw new Refused(endedAlready, `It ends on ${before.to}.`, { to: before.to });
    await endOn(context, before, body.to);
    return theDesignation(context, client, designation);
  },
};

/** As a client reads its team: the CSDM first, then the CSEs by technology group, each before the deputies. */
const byPlace = (a: TeamMember, b: TeamMember): number =>
  placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0;
const placeOf = ({ role, technologyGroup, deputy, name }: TeamMember): string =>
  [role === 'csdm' ? 0 : 1, technologyGroup ?? '', deputy ? 1 : 0, name].join('\n');

async function theDesignation(
  { db, providerId }: Context,
  client: ClientId,
  id: DesignationId,
): Promise<TeamMember> {
  const found = await store.findDesignation(db, providerId, client, id);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}

async function requireRole({ db, providerId }: Context, { personId, role }: DesignationDraft): Promise<void> {
  const person = await findPerson(db, providerId, personId);
  if (!person) throw new Refused(roleMissing, 'There is no such person among your colleagues.');
  if (!mayBeNamed(person, role)) {
    const reason = person.active ? `is not ${role.toUpperCase()}` : 'no longer works here';
    throw new Refused(roleMissing, `${person.name} ${reason}.`, { person: person.id, role });
  }
}

/** Ends what a new designation replaces on the day the new one begins, unless it ends by then anyway. */
async function makeRoom(context: Context, replaced: TeamMember, draft: DesignationDraft): Promise<void> {
  if (!samePlace(replaced, draft)) throw new Refused(otherPlace, `${replaced.name} is named for another.`);
  if (replaced.to === null || draft.from < replaced.to) await endOn(context, replaced, draft.from);
}

async function requireOneCsdm(
  { db, providerId }: Context,
  client: ClientId,
  draft: DesignationDraft,
): Promise<void> {
  const team = await store.designationsOf(db, providerId, { client, from: draft.from });
  const current = csdmInTheWay(team, draft);
  if (!current) return;
  const until = current.to === null ? '' : ` until ${current.to}`;
  throw new Refused(
    csdmNamed,
    `${current.name} is CSDM from ${current.from}${until}. End that first, or say that this one replaces it.`,
    {
      designation: current.id,
      person: current.personId,
      name: current.name,
      from: current.from,
      to: current.to,
    },
  );
}

async function endOn(
  context: Context,
  { id, clientId, personId, role, from }: TeamMember,
  to: string,
): Promise<void> {
  if (to <= from) throw new Refused(endsTooEarly, `It begins on ${from}.`, { from });
  await store.endDesignation(context.db, context.providerId, clientId, id, to);
  context.record({
    act: 'designation.ended',
    client: clientId,
    object: id,
    detail: { person: personId, role, to },
  });
}
