import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices, listTechnologyGroups } from '../clients/store.ts';
import { listContractsOf } from '../contracts/store.ts';
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
  placeNeeded,
  roleMissing,
  type teamApi,
} from './api.ts';
import { absencesHandlers } from './absence-handlers.ts';
import { alarmsHandlers } from './alarm-handlers.ts';
import type { benchApi } from './bench-api.ts';
import { benchHandlers, type FindPlanned } from './bench-handlers.ts';
import { groupsContracted, groupsToStaff, leavesWithout, teamGaps } from './coverage.ts';
import {
  csdmInTheWay,
  holdsOn,
  mayBeNamed,
  samePlace,
  type DesignationDraft,
  type DesignationId,
  type TeamMember,
} from './designation.ts';
import { skillsHandlers } from './skill-handlers.ts';
import { listSkills } from './skill-store.ts';
import { hasSkillFor, skillMissing } from './skill.ts';
import * as store from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  designation_one_csdm: csdmNamed,
  designation_twice: namedTwice,
  designation_provider_id_technology_group_id_fkey: groupUnknown,
};

/** What the team's routes do, with what an area that knows plans says of people's load. */
export const teamHandlersWith = (findPlanned: FindPlanned): Handlers<typeof teamApi, Context> => ({
  ...teamHandlers,
  ...benchHandlers(findPlanned),
});

export const teamHandlers: Handlers<Omit<typeof teamApi, keyof typeof benchApi>, Context> = {
  ...absencesHandlers,
  ...skillsHandlers,
  ...alarmsHandlers,

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
    const contracted = groupsContracted(await listContractsOf(db, providerId, client.id), day);
    return teamGaps(groupsToStaff(contracted ?? client.technologyGroups, services, day), team, day);
  },

  async listDesignations({ db, providerId }, { params }) {
    if (!(await findPerson(db, providerId, params.person))) throw new Refused(notFound, notFound.title);
    return store.designationsOf(db, providerId, { person: params.person });
  },

  async designate(context, { params, body }) {
    const { db, providerId } = context;
    const { id: client } = await theClient(context, params.client);
    const { replaces, reason, ...draft } = body;
    await requireRole(context, draft);
    const isUnskilled = await requireSkill(context, draft, reason);
    if (replaces) await makeRoom(context, await theDesignation(context, client, replaces), draft);
    await requireOneCsdm(context, client, draft);
    const id = context.newId<'designation'>();
    await refusing(constraints, store.insertDesignation(db, providerId, client, id, draft));
    context.record({ act: 'designation.created', client, object: id, detail: body });
    if (isUnskilled) await keepReason(context, client, { id, rule: 'skill', reason });
    return theDesignation(context, client, id);
  },

  async endDesignation(context, { params: { client, designation }, body }) {
    const before = await theDesignation(context, client, designation);
    if (before.to !== null && body.to >= before.to)
      throw new Refused(endedAlready, `It ends on ${before.to}.`, { to: before.to });
    const isNeeded = await requireReasonWhereNeeded(context, before, body.to, body.reason);
    await endOn(context, before, body.to);
    if (isNeeded)
      await keepReason(context, client, { id: designation, rule: 'left-without', reason: body.reason });
    return theDesignation(context, client, designation);
  },

  async listDesignationReasons(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listReasons(context.db, context.providerId, id);
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

/** Whether it takes a reason to name somebody, because they lack the skill; refused where none is given. */
async function requireSkill(
  { db, providerId }: Context,
  draft: DesignationDraft,
  reason: string,
): Promise<boolean> {
  if (hasSkillFor(await listSkills(db, providerId, draft.personId), draft)) return false;
  const groups = await listTechnologyGroups(db, providerId);
  if (!groups.some(({ id }) => id === draft.technologyGroup))
    throw new Refused(groupUnknown, groupUnknown.title, { technologyGroup: draft.technologyGroup });
  if (reason !== '') return true;
  throw new Refused(
    skillMissing,
    skillMissing.title,
    { person: draft.personId, technologyGroup: draft.technologyGroup },
    [{ path: '/reason', message: 'say why this person is named without the skill' }],
  );
}

/** Whether it takes a reason to end a designation, because a contract needs its place; refused where none is given. */
async function requireReasonWhereNeeded(
  { db, providerId }: Context,
  ended: TeamMember,
  to: string,
  reason: string,
): Promise<boolean> {
  const { clientId: client } = ended;
  const contracts = await listContractsOf(db, providerId, client);
  const services = await listPurchasedServices(db, providerId, client);
  const team = await store.designationsOf(db, providerId, { client });
  const others = team.filter(({ id }) => id !== ended.id);
  if (!leavesWithout(contracts, services, others, ended, to)) return false;
  if (reason !== '') return true;
  throw new Refused(
    placeNeeded,
    `Nobody else is ${ended.role === 'csdm' ? 'CSDM' : 'CSE of this group'} on ${to}, and the contract needs one. Name somebody for it first, or give a reason.`,
    { designation: ended.id, to },
    [{ path: '/reason', message: 'say why the place is left without anybody' }],
  );
}

async function keepReason(
  context: Context,
  client: ClientId,
  kept: Parameters<typeof store.insertReason>[3],
): Promise<void> {
  const { db, providerId, actor, now } = context;
  await store.insertReason(db, providerId, client, kept, actor.id, now.toString());
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
