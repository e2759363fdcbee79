import { lockClient } from '../clients/store.ts';
import { known } from '../core/id.ts';
import { firstDayOf } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { findPerson } from '../people/store.ts';
import { inTheWay, requireFitting, requireSound, supervisorAllows } from '../time/capture.ts';
import { circumstancesOf, findColliding } from '../time/circumstances-store.ts';
import { theDecider } from '../time/decision-handlers.ts';
import { internalStays, isSupervisor, keptFrom, notYours, notYoursToDecide } from '../time/decision.ts';
import { placeOf, whose } from '../time/entry-handlers.ts';
import { findEntry } from '../time/entry-store.ts';
import type { Entry, EntryDraft } from '../time/entry.ts';
import type { lateTimeApi } from './late-time-api.ts';
import { billMonth, lateMonths, requireBillable, theLateMonth } from './late-time-month-handlers.ts';
import * as store from './late-time-store.ts';
import {
  acrossMonths,
  correctsUndecided,
  lateAfterHours,
  lateDecided,
  monthNotClosed,
  type LateCorrection,
  type LateTime,
  type LateTimeId,
} from './late-time.ts';

export const lateTimeHandlers: Handlers<typeof lateTimeApi, Context> = {
  async logLateTime(context, { body: { personId, reason, ...said } }) {
    const { db, providerId, actor, now } = context;
    const person = whose(context, personId);
    const draft = { ...said, note: '', bookingId: null };
    requireSound(draft, now);
    const around = await circumstancesOf(db, providerId, person, draft, null);
    if (!around) throw new Refused(notFound, notFound.title);
    if (draft.allowance !== undefined && !isSupervisor(actor.roles))
      throw new Refused(supervisorAllows, supervisorAllows.title);
    const allowance =
      draft.allowance === undefined ? null : { by: actor.id, byName: actor.name, reason: draft.allowance };
    const month = await theClosedMonth(context, draft);
    const captured = requireFitting(draft, around, allowance);
    await lockClient(db, providerId, draft.clientId);
    return saved(context, {
      ...draft,
      ...month,
      corrects: { entry: null, lateTime: null },
      takenAway: false,
      person,
      committed: captured.committed,
      allowance: captured.allowance?.reason ?? null,
      reason,
    });
  },

  async correctTime(context, { body }) {
    const { db, providerId, now } = context;
    const was = await theCorrected(context, body.corrects);
    const decider = await theDecider(context);
    if (was.personId !== decider.id && keptFrom(decider, was) !== null)
      throw new Refused(notYours, notYours.title);
    const draft = draftOf(was, body);
    requireSound(draft, now);
    if ((draft.billing === 'internal') !== (was.billing === 'internal'))
      throw new Refused(internalStays, internalStays.title);
    const month = await theClosedMonth(context, was);
    const after = await theClosedMonth(context, draft);
    if (after.month !== month.month || after.contract !== month.contract)
      throw new Refused(acrossMonths, acrossMonths.title);
    await lockClient(db, providerId, was.clientId);
    if (!body.takenAway) await requireFree(context, was, draft);
    return saved(context, {
      ...draft,
      ...month,
      corrects: was.corrects,
      takenAway: body.takenAway,
      person: was.personId,
      committed: was.afterHoursApproved && draft.startedAt >= was.startedAt && draft.endedAt <= was.endedAt,
      allowance: null,
      reason: body.reason,
    });
  },

  async listLateTime({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const found = await store.listLateTime(db, providerId, sought, limit + 1, placeOf(cursor));
    return nextCursor(found, limit, ({ loggedAt, id }) => [loggedAt, id]);
  },

  async listLateTimeMonths(context, { query: { limit, cursor, client } }) {
    const { db, providerId } = context;
    const key = readCursor(cursor);
    const after = key && { name: key[0] ?? '', month: key[1] ?? '', contract: key[2] ?? '' };
    const keys = await store.unsettledMonths(db, providerId, client, limit + 1, after);
    const { items, next } = nextCursor(keys, limit, (one) => [
      one.clientName,
      firstDayOf(one.month),
      one.contract,
    ]);
    return { items: (await lateMonths(context, items)).map(({ shown }) => shown), next };
  },

  async getLateTimeMonth(context, { params }) {
    return (await theLateMonth(context, params)).shown;
  },

  async approveLateTime(context, { params, body }) {
    const late = await theUndecided(context, params.lateTime);
    if (body.afterHours !== undefined && !isSupervisor(context.actor.roles))
      throw new Refused(lateAfterHours, lateAfterHours.title);
    const approved = {
      ...late,
      afterHoursApproved: late.afterHoursApproved || body.afterHours !== undefined,
    };
    await requireBillable(context, approved);
    return decide(context, late, {
      decision: 'approved',
      reason: body.afterHours ?? '',
      afterHours: body.afterHours !== undefined,
    });
  },

  async rejectLateTime(context, { params, body }) {
    const late = await theUndecided(context, params.lateTime);
    return decide(context, late, { decision: 'rejected', reason: body.reason, afterHours: false });
  },

  async billLateTime(context, { params }) {
    await billMonth(context, params);
    return (await theLateMonth(context, params)).shown;
  },
};

/** The one closed month that time lies in. */
async function theClosedMonth(
  { db, providerId }: Context,
  time: Pick<LateTime, 'clientId' | 'startedAt' | 'endedAt'>,
): Promise<store.ClosedMonthKey> {
  const [month, ...others] = await store.closedMonthsAround(db, providerId, time.clientId, time);
  if (!month) throw new Refused(monthNotClosed, monthNotClosed.title);
  if (others.length > 0 || !month.holdsAll) throw new Refused(acrossMonths, acrossMonths.title);
  return month;
}

/** What a correction is about: an entry, or late time that was approved; late time that corrects something stands for what it corrects. */
interface Corrected extends Pick<
  LateTime,
  | 'clientId'
  | 'personId'
  | 'role'
  | 'technologyGroup'
  | 'startedAt'
  | 'endedAt'
  | 'billing'
  | 'subjectKind'
  | 'subject'
  | 'afterHoursApproved'
> {
  readonly corrects: store.NewLateTime['corrects'];
}

async function theCorrected(context: Context, id: string): Promise<Corrected> {
  const { db, providerId } = context;
  const entry = await findEntry(db, providerId, known(id));
  if (entry) return correctedEntry(entry);
  const late = await store.findLateTime(db, providerId, id);
  if (!late) throw new Refused(notFound, notFound.title);
  const { state } = late.standing;
  if (state !== 'approved' && state !== 'billed')
    throw new Refused(correctsUndecided, `It is ${state}.`, { state });
  const corrects = late.corrects ?? { entry: null, lateTime: late.id };
  return { ...late, corrects };
}

function correctedEntry({ clientId, id, ...entry }: Entry): Corrected {
  if (clientId === null) throw new Refused(monthNotClosed, monthNotClosed.title);
  return { ...entry, clientId, corrects: { entry: id, lateTime: null } };
}

/** What was logged with what is put right about it. */
function draftOf(was: Corrected, said: LateCorrection): EntryDraft & Pick<Corrected, 'clientId'> {
  return {
    clientId: was.clientId,
    role: was.role,
    technologyGroup: was.technologyGroup,
    startedAt: said.startedAt ?? was.startedAt,
    endedAt: said.endedAt ?? was.endedAt,
    billing: said.billing ?? was.billing,
    definedTask: said.definedTask || was.billing === 'additional',
    subjectKind: was.subjectKind,
    subject: was.subject,
    note: '',
    bookingId: null,
  };
}

/** Refuses a correction that would have its person work at two things at once. */
async function requireFree({ db, providerId }: Context, was: Corrected, draft: EntryDraft): Promise<void> {
  const { entry, lateTime } = was.corrects;
  const colliding = await findColliding(db, providerId, was.personId, draft, entry ?? lateTime);
  if (!colliding) return;
  const person = await findPerson(db, providerId, was.personId);
  if (!person) throw new Error(`person ${was.personId} worked and cannot be found`);
  throw inTheWay(colliding, person);
}

async function saved(context: Context, late: Omit<store.NewLateTime, 'id'>): Promise<LateTime> {
  const { db, providerId, actor, now } = context;
  const id = context.newId<'late-time'>();
  await store.insertLateTime(db, providerId, { id, ...late }, actor.id, now.toString());
  const logged = await theLateTime(context, id);
  context.record({ act: 'late-time.logged', client: logged.clientId, object: id, detail: logged });
  return logged;
}

async function theLateTime({ db, providerId }: Context, id: LateTimeId): Promise<LateTime> {
  const late = await store.findLateTime(db, providerId, id);
  if (!late) throw new Refused(notFound, notFound.title);
  return late;
}

/** Late time that waits for a decision which the asker may make; the client's money is kept from others until the transaction ends. */
async function theUndecided(context: Context, id: LateTimeId): Promise<LateTime> {
  const { clientId } = await theLateTime(context, id);
  await lockClient(context.db, context.providerId, clientId);
  const late = await theLateTime(context, id);
  if (keptFrom(await theDecider(context), late) !== null)
    throw new Refused(notYoursToDecide, notYoursToDecide.title);
  const { state } = late.standing;
  if (state !== 'waiting') throw new Refused(lateDecided, `It is ${state}.`, { state });
  return late;
}

async function decide(
  context: Context,
  { id, clientId }: LateTime,
  said: Pick<store.NewDecision, 'decision' | 'reason' | 'afterHours'>,
): Promise<LateTime> {
  const { db, providerId, actor, now } = context;
  await store.insertDecision(
    db,
    providerId,
    { lateTime: id, client: clientId, ...said },
    actor.id,
    now.toString(),
  );
  const { decision, reason, afterHours } = said;
  context.record({
    act: `late-time.${decision}`,
    client: clientId,
    object: id,
    detail: { reason, afterHours },
  });
  return theLateTime(context, id);
}
