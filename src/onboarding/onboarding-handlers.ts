import { theClient } from '../clients/handlers.ts';
import { listContacts, listPurchasedServices, lockClient } from '../clients/store.ts';
import { groupsInScope, packagesOn, type Contract } from '../contracts/contract.ts';
import { findContract } from '../contracts/store.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { listSeries } from '../meetings/series-store.ts';
import { listTouchPoints } from '../meetings/touch-point-store.ts';
import { doneBy, type Context } from '../people/context.ts';
import { listOccurrences } from '../plan/occurrence-store.ts';
import { findPlanOf } from '../plan/plan-store.ts';
import { groupsToStaff } from '../team/coverage.ts';
import { holdsOn, type TeamMember } from '../team/designation.ts';
import { designationsOf } from '../team/store.ts';
import { criteria, exitCriteria, tickedByRecords, type Records } from './criteria.ts';
import { kickOffEdited } from './kick-off.ts';
import type { onboardingApi } from './onboarding-api.ts';
import * as store from './onboarding-store.ts';
import {
  closedAfter,
  contractOver,
  laterClosed,
  missingFor,
  onboardingThere,
  phaseClosed,
  phaseNotClosed,
  phaseNow,
  phaseOpen,
  type Onboarding,
  type OnboardingId,
  type OnboardingSummary,
} from './onboarding.ts';
import { beginOf, daysLeft, dayWithin, documentationLength, phaseDays, phases } from './phase.ts';
import { listSuccessCriteria } from './success-criterion-store.ts';
import { insertTasks, listTasks, type NewTask } from './task-store.ts';
import { theTemplate } from './template-handlers.ts';
import { tasksFor, type TaskOwner, type TemplatePackage } from './template.ts';

/** As many calls as are looked through for minutes, which may be published on the day of a call before it begins: a first year's, one a day. */
const callsMost = 400;

export const onboardingHandlers: Handlers<typeof onboardingApi, Context> = {
  async listOnboardings({ db, providerId, now }, { query }) {
    const after = readCursor(query.cursor);
    const running = query.state === undefined ? undefined : query.state === 'running';
    const found = await store.listOnboardings(
      db,
      providerId,
      { client: query.client, running },
      now,
      query.limit + 1,
      after && { beginsOn: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(found.map(summaryOf), query.limit, ({ beginsOn, id }) => [beginsOn, id]);
  },

  showOnboarding: (context, { params }) => theOnboarding(context, params.onboarding),

  async beginOnboarding(context, { params, body }) {
    const { db, providerId } = context;
    const contract = await findContract(db, providerId, params.contract);
    if (!contract) throw new Refused(notFound, notFound.title);
    const client = await theClient(context, contract.clientId);
    const beginsOn = body.beginsOn ?? contract.start;
    if (beginsOn >= contract.end)
      throw new Refused(contractOver, `${contract.number} ends on ${contract.end}.`, {}, [
        { path: '/beginsOn', message: 'choose a day within the contract or before it' },
      ]);
    await lockClient(db, providerId, client.id);
    await requireNone(context, contract);
    const services = await listPurchasedServices(db, providerId, client.id);
    const team = await designationsOf(db, providerId, { client: client.id });
    const held = beginsOn > contract.start ? beginsOn : contract.start;
    const bought = packageOf(contract, held);
    const template = await theTemplate(context, bought);
    const groups = groupsInScope(packagesOn(contract, held)).length;
    const { days, reason } = documentationLength(template.lengths, { devices: client.deviceCount, groups });
    const onDays = phaseDays(beginsOn, template.lengths, days);
    const hasSecurity = groupsToStaff([], services, held).length > 0;
    const id = context.newId<'onboarding'>();
    const tasks: NewTask[] = tasksFor(template, hasSecurity).map(
      ({ phase, title, owner, due, evidence }) => ({
        id: context.newId<'onboarding-task'>(),
        phase,
        title,
        owner,
        who: whoFor(owner, team, held),
        dueDay: dayWithin(onDays, phase, due),
        evidence,
      }),
    );
    const done = doneBy(context);
    await store.insertOnboarding(
      db,
      providerId,
      contract,
      { id, package: bought, ...onDays, lengthReason: reason },
      done,
    );
    await insertTasks(db, providerId, { id, clientId: client.id }, tasks, done);
    context.record({
      act: 'onboarding.begun',
      client: client.id,
      object: id,
      detail: { contract: contract.number, package: bought, ...onDays, tasks: tasks.length },
    });
    return theOnboarding(context, id);
  },

  async writeKickOff(context, { params, body }) {
    const { db, providerId } = context;
    const { version, ...draft } = body;
    const onboarding = await theFoundOnboarding(context, params.onboarding);
    const before = await store.findKickOff(db, providerId, onboarding.id);
    const done = doneBy(context);
    if (!(await store.saveKickOff(db, providerId, onboarding, draft, version, done)))
      throw new Refused(kickOffEdited, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    context.record({
      act: 'kick-off.written',
      client: onboarding.clientId,
      object: onboarding.id,
      detail: { before, after: draft },
    });
    return theOnboarding(context, onboarding.id);
  },

  async stateCriterion(context, { params, body }) {
    const { db, providerId } = context;
    const onboarding = await theLockedOnboarding(context, params.onboarding);
    const criterion = criteria.find(({ key }) => key === params.criterion);
    if (!criterion) throw new Refused(notFound, notFound.title);
    if (typeof criterion.by === 'function') throw new Refused(tickedByRecords, tickedByRecords.title);
    if (onboarding.closed.includes(criterion.phase)) throw new Refused(phaseClosed, phaseClosed.title);
    const id = context.newId<'onboarding-statement'>();
    const done = doneBy(context);
    await store.insertStatement(db, providerId, onboarding, id, criterion.key, body, done);
    context.record({
      act: 'exit-criterion.stated',
      client: onboarding.clientId,
      object: onboarding.id,
      detail: { criterion: criterion.key, ...body },
    });
    return theOnboarding(context, onboarding.id);
  },

  async closePhase(context, { params }) {
    const { db, providerId } = context;
    const found = await theLockedOnboarding(context, params.onboarding);
    if (found.closed.includes(params.phase)) throw new Refused(phaseClosed, phaseClosed.title);
    const { phases: standing } = await withAll(context, found);
    const missing = missingFor(
      params.phase,
      standing.flatMap((one) => one.criteria),
    );
    if (missing.length > 0)
      throw new Refused(phaseOpen, `${missing.map(({ title, words }) => `${title}: ${words}`).join('. ')}.`, {
        missing: missing.map(({ key }) => key).join(', '),
      });
    const id = context.newId<'phase-closure'>();
    await store.insertClosure(db, providerId, found, id, params.phase, doneBy(context));
    context.record({
      act: 'phase.closed',
      client: found.clientId,
      object: found.id,
      detail: {
        phase: params.phase,
        criteria: standing.flatMap((one) => (one.phase === params.phase ? one.criteria : [])),
      },
    });
    return theOnboarding(context, found.id);
  },

  async reopenPhase(context, { params, body }) {
    const { db, providerId } = context;
    const found = await theLockedOnboarding(context, params.onboarding);
    const closures = await store.listClosures(db, providerId, found.id);
    const closure = closures.find(({ phase, reopening }) => phase === params.phase && reopening === null);
    if (!closure) throw new Refused(phaseNotClosed, phaseNotClosed.title);
    const later = closedAfter(params.phase, found.closed);
    if (later !== null) throw new Refused(laterClosed, `${later} is closed.`);
    const done = doneBy(context);
    await store.insertReopening(db, providerId, found.clientId, closure.id, body.reason, done);
    context.record({
      act: 'phase.reopened',
      client: found.clientId,
      object: found.id,
      detail: { phase: params.phase, ...body },
    });
    return theOnboarding(context, found.id);
  },
};

/** The onboarding once nobody else can begin, add to, state of or close anything of its client. */
export async function theLockedOnboarding(
  context: Context,
  id: OnboardingId,
): Promise<store.FoundOnboarding> {
  const { clientId } = await theFoundOnboarding(context, id);
  await lockClient(context.db, context.providerId, clientId);
  return theFoundOnboarding(context, id);
}

async function theFoundOnboarding(
  { db, providerId, now }: Context,
  id: OnboardingId,
): Promise<store.FoundOnboarding> {
  const [found] = await store.listOnboardings(db, providerId, { id }, now, 1);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}

const theOnboarding = async (context: Context, id: OnboardingId): Promise<Onboarding> =>
  withAll(context, await theFoundOnboarding(context, id));

/** An onboarding with its phases as they stand, ticked by what Tandem keeps. */
async function withAll(context: Context, found: store.FoundOnboarding): Promise<Onboarding> {
  const { db, providerId } = context;
  const kickOff = await store.findKickOff(db, providerId, found.id);
  const tasks = await listTasks(db, providerId, { onboarding: found.id });
  const closures = await store.listClosures(db, providerId, found.id);
  const statements = await store.findStatements(db, providerId, found.id);
  const all = exitCriteria({ ...(await recordsOf(context, found)), kickOff, tasks }, statements);
  return {
    ...summaryOf(found),
    lengthReason: found.lengthReason,
    today: found.today,
    kickOff,
    phases: phases.map((phase) => {
      const ofPhase = closures.filter((closure) => closure.phase === phase);
      const closed = ofPhase.find(({ reopening }) => reopening === null);
      return {
        phase,
        beginsOn: beginOf(found, phase),
        endsOn: found.ends[phase],
        closed: closed ? { byName: closed.byName, at: closed.at } : null,
        reopenings: ofPhase.flatMap(({ reopening }) => (reopening ? [reopening] : [])),
        criteria: all.filter((criterion) => criterion.phase === phase),
        tasks: tasks.filter((task) => task.phase === phase),
      };
    }),
  };
}

/** What other areas keep of the client of an onboarding. */
async function recordsOf(
  { db, providerId, now }: Context,
  { clientId, contractId, beginsOn, today, closed }: store.FoundOnboarding,
): Promise<Omit<Records, 'kickOff' | 'tasks'>> {
  const contract = await findContract(db, providerId, contractId);
  if (!contract) throw new Error('an onboarding has its contract');
  const plan = await findPlanOf(db, providerId, contractId);
  const done = await listOccurrences(
    db,
    providerId,
    { client: clientId, states: ['done'] },
    { now, time: 'approved' },
    1,
  );
  return {
    today,
    contract,
    closed,
    services: await listPurchasedServices(db, providerId, clientId),
    contacts: await listContacts(db, providerId, clientId),
    team: await designationsOf(db, providerId, { client: clientId }),
    planAcceptance: plan?.acceptance ?? null,
    series: await listSeries(db, providerId, { client: clientId }),
    touchPoints: await listTouchPoints(
      db,
      providerId,
      { client: clientId, from: `${beginsOn}T00:00:00Z`, to: now.add({ hours: 24 }).toString() },
      callsMost,
      null,
    ),
    occurrencesDone: done.length,
    successCriteria: await listSuccessCriteria(db, providerId, { client: clientId }, now),
  };
}

async function requireNone(
  { db, providerId, now }: Context,
  { id, clientId, number }: Contract,
): Promise<void> {
  if (await store.hasOnboarding(db, providerId, id))
    throw new Refused(onboardingThere, `${number} has its onboarding.`);
  const [running] = await store.listOnboardings(db, providerId, { client: clientId, running: true }, now, 1);
  if (running)
    throw new Refused(onboardingThere, `That of ${running.contractNumber} still runs.`, {
      onboarding: running.id,
    });
}

/** The base package that a contract has on a day. */
function packageOf(contract: Contract, day: string): TemplatePackage {
  const base = packagesOn(contract, day).find(({ kind }) => kind === 'base');
  return base?.scope === 'csdm-only' ? 'csdm-only' : 'standard';
}

/** Who is designated for the tasks of an owner: the CSDM, or the CSE where there is one alone; of a client, nobody is chosen for it. */
function whoFor(owner: TaskOwner, team: readonly TeamMember[], day: string): string | null {
  const held = team.filter((member) => member.role === owner && !member.deputy && holdsOn(member, day));
  const people = [...new Set(held.map(({ personId }) => personId))];
  return people.length === 1 ? (people[0] ?? null) : null;
}

function summaryOf(found: store.FoundOnboarding): OnboardingSummary {
  const phase = phaseNow(found.closed);
  const endsOn = found.ends[phase ?? 'ongoing'];
  const { id, clientId, clientName, contractId, contractNumber, beginsOn, tasksOpen, tasksLate } = found;
  return {
    id,
    clientId,
    clientName,
    contractId,
    contractNumber,
    package: found.package,
    beginsOn,
    phase,
    endsOn,
    daysLeft: phase === null ? null : daysLeft(found.today, endsOn),
    tasksOpen,
    tasksLate,
  };
}
