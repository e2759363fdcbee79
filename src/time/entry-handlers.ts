import { theClient } from '../clients/handlers.ts';
import { editedMeanwhile } from '../clients/api.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { WorkingTime } from '../core/working-time.ts';
import { parseZone, todayIn } from '../core/zone.ts';
import { formatDay, day } from '../core/day.ts';
import type { Context } from '../people/context.ts';
import type { Person, PersonId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { hoursByPerson } from '../team/calendar-handlers.ts';
import {
  allowanceKept,
  inTheWay,
  logged,
  requireFitting,
  requireSound,
  supervisorAllows,
  type Allowance,
  type Captured,
  type Circumstances,
} from './capture.ts';
import { circumstancesOf, findColliding } from './circumstances-store.ts';
import { decidable, isSupervisor, notYours, requireChangeable } from './decision.ts';
import { insertEmergency } from './emergency-store.ts';
import type { entriesApi } from './entry-api.ts';
import * as lists from './entry-list-store.ts';
import * as store from './entry-store.ts';
import type { Entry, EntryDraft, EntryId } from './entry.ts';
import { findScopeDecision } from './scope-decision-store.ts';
import { decidedOtherwise, followsDecision, type ScopeDecisionId } from './scope-decision.ts';
import { mondayOf, spanOfWeek, weekOf } from './week.ts';

export const entriesHandlers: Handlers<typeof entriesApi, Context> = {
  async logEntry(context, { body: { personId, emergency, ...draft } }) {
    const { db, providerId, actor } = context;
    const entry = await capture(context, whose(context, personId), draft);
    context.record({ act: 'entry.logged', client: entry.clientId, object: entry.id, detail: entry });
    if (emergency !== undefined && entry.clientId !== null) {
      const reason = { entry: entry.id, client: entry.clientId, reason: emergency };
      await insertEmergency(db, providerId, reason, { person: actor.id, at: context.now });
      context.record({
        act: 'entry.emergency-given',
        client: entry.clientId,
        object: entry.id,
        detail: { reason: emergency },
      });
    }
    return entry;
  },

  async listEntries({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const entries = await lists.listEntries(db, providerId, sought, limit + 1, placeOf(cursor));
    return nextCursor(entries, limit, (entry) => [entry.startedAt, entry.id]);
  },

  getEntry: (context, { params }) => theEntry(context, params.entry),

  async editEntry(context, { params, body: { version, ...said } }) {
    const before = await theEntry(context, params.entry, 'locked');
    requireChangeable(context.actor, decidable(before));
    requireVersion(before, version);
    const after = await change(context, before, said);
    context.record({
      act: 'entry.edited',
      client: after.clientId,
      object: after.id,
      detail: { before, after },
    });
    return after;
  },

  async deleteEntry(context, { params }) {
    const { db, providerId } = context;
    const before = await theEntry(context, params.entry, 'locked');
    requireChangeable(context.actor, decidable(before));
    if (!(await store.deleteEntry(db, providerId, before.id))) throw movedOn(before);
    context.record({ act: 'entry.deleted', client: before.clientId, object: before.id, detail: before });
    return before;
  },

  async listWorkDone(context, { params, query: { limit, cursor, ...days } }) {
    const { db, providerId } = context;
    const { id } = await theClient(context, params.client);
    const work = await lists.listWorkDone(db, providerId, id, days, limit + 1, placeOf(cursor));
    return nextCursor(work, limit, (entry) => [entry.startedAt, entry.id]);
  },

  async getWeek(context, { params, query }) {
    const { db, providerId, actor, now } = context;
    const worker = await theColleague(context, query.person ?? actor.id);
    const monday = mondayOf(params.day);
    const entries = await lists.listEntriesOf(db, providerId, worker.id, spanFor(worker, monday));
    const [from, to] = [formatDay(monday), formatDay(day(monday + 7))];
    const holidays = await lists.listCommonHolidays(db, providerId, from, to);
    const today = todayIn(worker.timeZone, now);
    const hours = await hoursOf(context, worker, from, to);
    return weekOf({ ...worker, hours }, monday, entries, today, holidays);
  },
};

/**
 * Keeps work as an entry, unless a rule stands against it; what was done is for the caller to record. What was part of another entry keeps
 * that one's allowance and scope decision, where it is still about the same.
 */
export async function capture(
  context: Context,
  person: PersonId,
  said: EntryDraft,
  partOf: Entry | null = null,
): Promise<Entry> {
  const { db, providerId, actor } = context;
  const draft = partOf
    ? {
        ...said,
        scopeDecisionId: await decisionOf(context, partOf, said),
        occurrenceId: occurrenceOf(partOf, said),
      }
    : said;
  requireSound(draft, context.now);
  const around = await theCircumstances(context, person, draft, null);
  const captured = requireFitting(draft, around, allowanceFor(context, draft, around, partOf));
  await requireFollowing(context, draft);
  const id = context.newId<'entry'>();
  const saved = await store.insertEntry(db, providerId, { id, person, by: actor.id }, draft, captured);
  if (!saved) throw inTheWay(await findColliding(db, providerId, person, draft, null), around.person);
  return logged(id, draft, around, captured);
}

/** Changes an entry, which is locked, to what is said of it now, unless a rule stands against it; for the caller to record. */
export async function change(context: Context, before: Entry, said: EntryDraft): Promise<Entry> {
  const draft = {
    ...said,
    scopeDecisionId: await decisionOf(context, before, said),
    occurrenceId: occurrenceOf(before, said),
  };
  requireSound(draft, context.now);
  const around = await theCircumstances(context, before.personId, draft, before.id);
  const captured = requireFitting(draft, around, allowanceFor(context, draft, around, before));
  await requireFollowing(context, draft);
  await saveEdit(context, before, draft, around, captured);
  return theEntry(context, before.id);
}

/** Whose time is meant: one's own, or with a supervisor's right that of somebody else. */
export function whose({ actor }: Context, named: PersonId | undefined): PersonId {
  if (named === undefined || named === actor.id) return actor.id;
  if (!isSupervisor(actor.roles)) throw new Refused(notYours, notYours.title);
  return named;
}

function allowanceGiven({ actor }: Context, { allowance }: EntryDraft): Allowance | null {
  if (allowance === undefined) return null;
  if (!isSupervisor(actor.roles)) throw new Refused(supervisorAllows, supervisorAllows.title);
  return { by: actor.id, byName: actor.name, reason: allowance };
}

/** The allowance given now, or the one that an entry had which the draft came from. */
function allowanceFor(
  context: Context,
  draft: EntryDraft,
  { client }: Circumstances,
  before: Entry | null,
): Allowance | null {
  const kept = before && client ? allowanceKept(before, draft, client.timeZone) : null;
  return allowanceGiven(context, draft) ?? kept;
}

/** Refuses a decision that is not about this work. */
export async function requireFollowing({ db, providerId }: Context, draft: EntryDraft): Promise<void> {
  if (!draft.scopeDecisionId) return;
  const decision = await findScopeDecision(db, providerId, draft.scopeDecisionId);
  if (!decision || !followsDecision(draft, decision))
    throw new Refused(decidedOtherwise, decidedOtherwise.title);
}

/** The decision that an edited entry follows: the one named, or the one it had as long as it still follows it. */
async function decisionOf(
  { db, providerId }: Context,
  { scopeDecisionId }: Entry,
  draft: EntryDraft,
): Promise<ScopeDecisionId | null> {
  if (draft.scopeDecisionId !== undefined) return draft.scopeDecisionId;
  const decision = scopeDecisionId && (await findScopeDecision(db, providerId, scopeDecisionId));
  return decision && followsDecision(draft, decision) ? decision.id : null;
}

/** What an edited entry was worked for: what is named, or what it was as long as the client stays. */
const occurrenceOf = (before: Entry, draft: EntryDraft): Entry['occurrenceId'] =>
  draft.occurrenceId === undefined && draft.clientId === before.clientId
    ? before.occurrenceId
    : (draft.occurrenceId ?? null);

export async function theCircumstances(
  { db, providerId }: Context,
  person: PersonId,
  draft: EntryDraft,
  itself: EntryId | null,
): Promise<Circumstances> {
  const around = await circumstancesOf(db, providerId, person, draft, itself);
  if (!around) throw new Refused(notFound, notFound.title);
  return around;
}

/** The entry, or "nothing here" where there is none or it is not the caller's to see. */
export async function theEntry(
  { db, providerId }: Context,
  id: EntryId,
  mode: 'read' | 'locked' = 'read',
): Promise<Entry> {
  const entry = await store.findEntry(db, providerId, id, mode);
  if (!entry) throw new Refused(notFound, notFound.title);
  return entry;
}

export function requireVersion(entry: Entry, version: number): void {
  if (entry.version !== version) throw movedOn(entry);
}

const movedOn = (entry: Entry): Refused =>
  new Refused(editedMeanwhile, `It is at version ${entry.version} now.`, { version: entry.version });

async function saveEdit(
  { db, providerId }: Context,
  before: Entry,
  draft: EntryDraft,
  { person }: Circumstances,
  captured: Captured,
): Promise<void> {
  const saved = await store.updateEntry(db, providerId, before, draft, captured);
  if (saved === 'in-the-way')
    throw inTheWay(await findColliding(db, providerId, before.personId, draft, before.id), person);
  if (saved === 'moved-on') throw movedOn(before);
}

export async function theColleague({ db, providerId }: Context, id: PersonId): Promise<Person> {
  const person = await findPerson(db, providerId, id);
  if (!person || person.clientId !== null) throw new Refused(notFound, notFound.title);
  return person;
}

/** The business hours a person works by on the days [from, to); null where the provider has no calendar. */
export async function hoursOf(
  context: Context,
  { id }: Pick<Person, 'id'>,
  from: string,
  to: string,
): Promise<WorkingTime | null> {
  return (await hoursByPerson(context, [id], from, to)).get(id)?.hours ?? null;
}

export function spanFor(
  { timeZone }: Person,
  monday: ReturnType<typeof mondayOf>,
): { from: string; to: string } {
  const zone = parseZone(timeZone);
  if (!zone) throw new RangeError(`${timeZone} is no time zone`);
  return spanOfWeek(monday, zone);
}

/** Where a page goes on; a list is by a moment or a day, then by id. */
export function placeOf(cursor: string | undefined): lists.Place | null {
  const key = readCursor(cursor);
  return key && { at: key[0] ?? '', id: key[1] ?? '' };
}
