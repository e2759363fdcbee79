import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices } from '../clients/store.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { fileKinds, fileOut, requireKind, safeName } from '../files/file.ts';
import { bytesOf, keepFile } from '../files/store.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { holdsOn } from '../team/designation.ts';
import { designationsOf } from '../team/store.ts';
import { catalogueReader, type CatalogueReader } from './catalogue-handlers.ts';
import { demandWords, evidenceMissing, isEvidenced, requireFit, type EvidenceDraft } from './evidence.ts';
import type { occurrenceApi } from './occurrence-api.ts';
import {
  daysAfter,
  dueDays,
  itemUnknown,
  Occurrence,
  occurrenceEnded,
  OccurrenceDetail,
  requireDoable,
  requireWaivable,
  requireWorkable,
  type Acting,
  type Duty,
  type OccurrenceState,
} from './occurrence.ts';
import type { OccurrenceId } from './occurrence-id.ts';
import * as store from './occurrence-store.ts';
import { findEvidenceFile, insertEvidence, listEvidence } from './evidence-store.ts';
import { blockedBecause, type PlanRowId } from './plan-row.ts';
import { serviceNames } from './service-names.ts';

export const occurrenceHandlers: Handlers<typeof occurrenceApi, Context> = {
  async listOccurrences(context, { query: { limit, cursor, whose, ...sought } }) {
    const { actor } = context;
    const key = readCursor(cursor);
    const after = key && { dueDay: key[0] ?? '', id: key[1] ?? '' };
    const which = { ...sought, person: whose === 'mine' ? actor.id : undefined };
    const found = await occurrencesOf(context, which, limit + 1, after);
    return nextCursor(found, limit, ({ dueDay, id }) => [dueDay, id]);
  },

  getOccurrence: (context, { params }) => theDetail(context, params.occurrence),

  async tickItem(context, { params, body: { item, ticked } }) {
    const { db, providerId, actor, now } = context;
    const occurrence = await theOpen(context, params.occurrence);
    if (!occurrence.checklist.some((one) => one.item === item))
      throw new Refused(itemUnknown, itemUnknown.title, {}, [
        { path: '/item', message: 'take an item as the checklist has it' },
      ]);
    if (ticked) await store.insertTick(db, providerId, occurrence, item, actor.id, now.toString());
    else await store.deleteTick(db, providerId, occurrence, item);
    record(context, ticked ? 'occurrence.ticked' : 'occurrence.unticked', occurrence, { item });
    return theDetail(context, occurrence.id);
  },

  async giveEvidence(context, { params, body }) {
    const occurrence = await theEvidenceable(context, params.occurrence, body.kind);
    await giveEvidence(context, occurrence, body);
    return theDetail(context, occurrence.id);
  },

  async giveEvidenceFile(context, { params, query, body }) {
    const { db, providerId, actor, now } = context;
    const occurrence = await theEvidenceable(context, params.occurrence, query.kind);
    const evidence = { kind: query.kind, words: query.words, link: null, thing: null };
    requireFit(evidence, { byClient: actor.clientId !== null, hasFile: true });
    const kind = requireKind(body, fileKinds);
    const kept = await keepFile(db, providerId, {
      id: context.newId<'file'>(),
      client: occurrence.clientId,
      kind,
      content: body,
      by: actor.id,
      at: now,
    });
    const id = context.newId<'evidence'>();
    const file = { id: kept.id, name: safeName(query.name, kind) };
    const by = doneBy(context);
    await insertEvidence(db, providerId, occurrence, { ...evidence, id, file, ...by });
    record(context, 'evidence.given', occurrence, { id, ...evidence, file: file.name, sha256: kept.sha256 });
    return theDetail(context, occurrence.id);
  },

  async saveEvidenceFile({ db, providerId }, { params }) {
    const found = await findEvidenceFile(db, providerId, params.evidence);
    if (!found) throw new Refused(notFound, notFound.title);
    return fileOut(found.name, found.kind, await bytesOf(db, providerId, found.file));
  },

  async completeOccurrence(context, { params, body }) {
    const { occurrence, today } = await theLocked(context, params.occurrence);
    requireWorkable(await actingOn(context, occurrence.clientId), occurrence);
    requireDoable(occurrence, today);
    if (body.evidence) await giveEvidence(context, occurrence, body.evidence);
    return complete(context, occurrence.id);
  },

  async waiveOccurrence(context, { params, body }) {
    const { db, providerId } = context;
    const { occurrence } = await theLocked(context, params.occurrence);
    requireOpen(occurrence);
    requireWaivable(await actingOn(context, occurrence.clientId), occurrence);
    const end = { kind: 'waived' as const, reason: body.reason, evidenced: false };
    await store.insertEnd(db, providerId, occurrence, { ...end, ...doneBy(context) });
    record(context, 'occurrence.waived', occurrence, { ...end, dueDay: occurrence.dueDay });
    return theDetail(context, occurrence.id);
  },

  async listDuties(context, { params, query }) {
    const { id } = await theClient(context, params.client);
    return dutiesOf(context, id, query.which);
  },
};

/** More than all rows of a client come to in the 14 months in which its duties are looked for. */
const occurrencesMost = 10_000;

/**
 * What a client has to do or to attest to, from 400 days past its day to five weeks ahead: what is open, the earliest first, or what has
 * ended, the latest first.
 */
export async function dutiesOf(
  context: Context,
  client: ClientId,
  which: 'open' | 'ended' = 'open',
): Promise<Duty[]> {
  const today = Temporal.PlainDate.from(context.now.toZonedDateTimeISO('UTC')).toString();
  const span = { client, from: daysAfter(today, -400), to: daysAfter(today, dueDays * 5) };
  const catalogue = await catalogueReader(context);
  const states: readonly OccurrenceState[] =
    which === 'open' ? ['overdue', 'due', 'planned'] : ['done', 'waived'];
  const found = await occurrencesOf(context, { ...span, states }, occurrencesMost);
  const duties = found
    .filter(({ owner, evidence }) => owner === 'client' || evidence === 'attestation')
    .toSorted((a, b) => (a.dueDay === b.dueDay ? a.row - b.row : a.dueDay < b.dueDay ? -1 : 1));
  return (which === 'open' ? duties : duties.toReversed()).map((occurrence): Duty => {
    const activity = catalogue.activity(occurrence.row, occurrence.dueDay);
    return {
      ...occurrence,
      evidenceWords: activity.evidenceWords,
      holdsUp: occurrence.state === 'overdue' ? activity.holdsUp : null,
    };
  });
}

/** Gives evidence for an occurrence that may be worked, and notes it. Other areas give what they keep by it. */
export async function giveEvidence(
  context: Context,
  occurrence: Pick<Occurrence, 'id' | 'clientId'>,
  draft: EvidenceDraft,
): Promise<void> {
  const { db, providerId, actor } = context;
  requireFit(draft, { byClient: actor.clientId !== null, hasFile: false });
  const id = context.newId<'evidence'>();
  const by = doneBy(context);
  await insertEvidence(db, providerId, occurrence, { ...draft, id, file: null, ...by });
  record(context, 'evidence.given', occurrence, { id, ...draft });
}

/** Ends an occurrence as done, unless it lacks the evidence that its row demands. */
async function complete(context: Context, id: OccurrenceId): Promise<OccurrenceDetail> {
  const { db, providerId } = context;
  const found = await theDetail(context, id);
  if (!isEvidenced(found.evidence, found.evidenceGiven, found.checklist)) throw missing(found);
  const end = {
    kind: 'done' as const,
    reason: null,
    evidenced: found.evidence !== null || found.evidenceGiven.length > 0,
  };
  await store.insertEnd(db, providerId, found, { ...end, ...doneBy(context) });
  record(context, 'occurrence.done', found, { ...end, dueDay: found.dueDay, row: found.row });
  return theDetail(context, id);
}

function missing({ evidence, evidenceWords: words, checklist }: OccurrenceDetail): Refused {
  const open = checklist.filter(({ tickedAt }) => tickedAt === null).length;
  const detail =
    evidence === 'checklist'
      ? `${open} of ${checklist.length} items are not ticked.`
      : `The evidence it demands is not there: ${evidence === null ? words : demandWords(evidence, words)}.`;
  return new Refused(evidenceMissing, detail, {}, [
    { path: '/evidence', message: evidence === 'checklist' ? 'tick every item' : 'give the evidence' },
  ]);
}

function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: Pick<Occurrence, 'id' | 'clientId'>,
  detail: Readonly<Record<string, unknown>>,
): void {
  context.record({ act, client: clientId, object: id, detail });
}

/** Who acts, with the places they have on the client's team today. */
async function actingOn({ db, providerId, actor, now }: Context, client: ClientId): Promise<Acting> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const held =
    actor.clientId === null ? await designationsOf(db, providerId, { client, person: actor.id }) : [];
  return {
    id: actor.id,
    roles: actor.roles,
    clientId: actor.clientId,
    worksFor: held.filter((designation) => holdsOn(designation, today)),
  };
}

async function theLocked(
  context: Context,
  id: OccurrenceId,
): Promise<{ occurrence: OccurrenceDetail; today: string }> {
  if (!(await store.lockOccurrence(context.db, context.providerId, id)))
    throw new Refused(notFound, notFound.title);
  return theOccurrence(context, id);
}

function requireOpen({ end }: Occurrence): void {
  if (end) throw new Refused(occurrenceEnded, `It was ${end.kind} by ${end.by.name}.`);
}

/** An occurrence that has not ended, for whoever may work it. */
async function theOpen(context: Context, id: OccurrenceId): Promise<OccurrenceDetail> {
  const { occurrence } = await theLocked(context, id);
  requireWorkable(await actingOn(context, occurrence.clientId), occurrence);
  requireOpen(occurrence);
  return occurrence;
}

/** An occurrence for whoever may give evidence: who may work it and, of what the client attests to, the client. */
async function theEvidenceable(
  context: Context,
  id: OccurrenceId,
  kind: EvidenceDraft['kind'],
): Promise<OccurrenceDetail> {
  const { occurrence } = await theLocked(context, id);
  const attests =
    kind === 'attestation' && occurrence.evidence === 'attestation' && context.actor.clientId !== null;
  if (!attests) requireWorkable(await actingOn(context, occurrence.clientId), occurrence);
  requireOpen(occurrence);
  return occurrence;
}

/** The occurrence, or "nothing here" where there is none or it is not the caller's to see. */
const theDetail = async (context: Context, id: OccurrenceId): Promise<OccurrenceDetail> =>
  (await theOccurrence(context, id)).occurrence;

async function theOccurrence(
  context: Context,
  id: OccurrenceId,
): Promise<{ occurrence: OccurrenceDetail; today: string }> {
  const { db, providerId } = context;
  const [found] = await store.listOccurrences(db, providerId, { id }, seenBy(context), 1);
  if (!found) throw new Refused(notFound, notFound.title);
  const catalogue = await catalogueReader(context);
  const activity = catalogue.activity(found.row, found.dueDay);
  const ticks = new Map((await store.listTicks(db, providerId, id)).map((tick) => [tick.item, tick]));
  const items = [...new Set([...activity.checklist, ...ticks.keys()])];
  const time = context.actor.clientId === null ? await store.listTime(db, providerId, id) : [];
  const occurrence = OccurrenceDetail.parse({
    ...shown(found, catalogue),
    blocked: await reasonOf(context, found),
    section: activity.section,
    evidenceWords: activity.evidenceWords,
    home: activity.home,
    waitsFor: activity.waitsFor,
    holdsUp: activity.holdsUp,
    checklist: items.map((item) => ({
      item,
      tickedBy: ticks.get(item)?.tickedBy ?? null,
      tickedAt: ticks.get(item)?.tickedAt ?? null,
    })),
    evidenceGiven: await listEvidence(db, providerId, id),
    time,
  });
  return { occurrence, today: found.today };
}

/** Why one is blocked, exactly; null where it is not. */
async function reasonOf({ db, providerId }: Context, found: store.FoundOccurrence): Promise<string | null> {
  if (found.state !== 'blocked') return null;
  const services = await listPurchasedServices(db, providerId, found.clientId);
  const team = await designationsOf(db, providerId, { client: found.clientId });
  return blockedBecause(found, services, team, found.dueDay);
}

/** How the asker sees occurrences: a client counts its approved time. */
export const seenBy = ({ actor, now }: Pick<Context, 'actor' | 'now'>): store.Seen => ({
  now,
  time: actor.clientId === null ? 'all' : 'approved',
});

/** Occurrences with their words of the catalogue of their day. */
export async function occurrencesOf(
  context: Context,
  sought: store.Sought & { readonly states?: readonly OccurrenceState[] | undefined },
  limit: number,
  after: { readonly dueDay: string; readonly id: string } | null = null,
): Promise<Occurrence[]> {
  const { db, providerId } = context;
  const found = await store.listOccurrences(db, providerId, sought, seenBy(context), limit, after);
  if (found.length === 0) return [];
  const catalogue = await catalogueReader(context);
  return found.map((one) => Occurrence.parse(shown(one, catalogue)));
}

/** The occurrence that a cause made of a row. */
export async function theOccurrenceOf(
  context: Context,
  of: { readonly row: PlanRowId; readonly causeId: string },
): Promise<Occurrence> {
  const id = await store.findCaused(context.db, context.providerId, of.row, of.causeId);
  const [found] = id ? await occurrencesOf(context, { id }, 1) : [];
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}

function shown(found: store.FoundOccurrence, catalogue: CatalogueReader) {
  const { name, evidence } = catalogue.activity(found.row, found.dueDay);
  const {
    needs,
    needsGroup,
    endKind,
    endReason,
    endedBy,
    endedByName,
    endedAt,
    today: _today,
    ...rest
  } = found;
  return {
    ...rest,
    name,
    evidence,
    blocked:
      found.state === 'blocked'
        ? `Needs ${[needs && serviceNames[needs], needsGroup && `a CSE of ${needsGroup}`].filter(Boolean).join(' and ')}.`
        : null,
    end:
      endKind === null
        ? null
        : { kind: endKind, reason: endReason, by: { id: endedBy, name: endedByName }, at: endedAt },
  };
}
