import { editedMeanwhile } from '../clients/api.ts';
import { nextCursor } from '../core/page.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { openEnded } from './capture.ts';
import type { decisionsApi } from './decision-api.ts';
import * as decisions from './decision-store.ts';
import {
  alreadyBilledSo,
  decidable,
  internalStays,
  isSupervisor,
  leftUndecided,
  leftUnsubmitted,
  notDecided,
  nothingDone,
  requireSettleable,
  told,
  type Decidable,
  type Decider,
  type LeftBecause,
  type Outcome,
} from './decision.ts';
import { placeOf, requireVersion, spanFor, theColleague, theEntry, whose } from './entry-handlers.ts';
import { mondayOf } from './week.ts';
import { listWaiting } from './entry-list-store.ts';
import { findEntry, forgetDecisions } from './entry-store.ts';
import type { Entry, EntryId } from './entry.ts';

export const decisionsHandlers: Handlers<typeof decisionsApi, Context> = {
  submitEntries: (context, { body }) => submitAll(context, body.entries),

  async submitWeek(context, { params, body }) {
    const { db, providerId } = context;
    const worker = await theColleague(context, whose(context, body.personId));
    const span = spanFor(worker, mondayOf(params.day));
    const entries = await decisions.listUnsubmitted(db, providerId, worker.id, span);
    if (entries.length === 0) throw new Refused(nothingDone, 'There is nothing to submit in this week.');
    return submitAll(context, entries);
  },

  async listApprovals(context, { query: { limit, cursor, ...sought } }) {
    const { db, providerId } = context;
    const { id, roles, leads } = await theDecider(context);
    const deciding = isSupervisor(roles) ? null : { person: id, leads: [...leads] };
    const entries = await listWaiting(db, providerId, { deciding, ...sought }, limit + 1, placeOf(cursor));
    return nextCursor(entries, limit, (entry) => [
      entry.approval.state === 'submitted' ? entry.approval.submittedAt : '',
      entry.id,
    ]);
  },

  approveEntries: (context, { body }) => decideAll(context, body.entries, 'approved', {}),

  rejectEntries: (context, { body }) => decideAll(context, body.entries, 'rejected', { reason: body.reason }),

  async referEntry(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClientsEntry(context, params.entry);
    requireSettleable(await theDecider(context), decidable(before));
    const referral = { decision: 'referred', reason: body.reason, ...by(context) } as const;
    if (before.approval.state === 'submitted') await decisions.decide(db, providerId, [before.id], referral);
    else await decisions.redecide(db, providerId, before.id, referral);
    return recorded(context, 'entry.referred', before, body);
  },

  async reopenEntry(context, { params, body }) {
    const before = await theEntry(context, params.entry, 'locked');
    const { state } = before.approval;
    if (state !== 'approved' && state !== 'referred')
      throw new Refused(notDecided, `It is ${state}.`, { state });
    await forgetDecisions(context.db, context.providerId, before.id);
    return recorded(context, 'entry.reopened', before, body);
  },

  async reclassifyEntry(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theClientsEntry(context, params.entry);
    requireSettleable(await theDecider(context), decidable(before));
    requireVersion(before, body.version);
    if (before.billing === body.billing) throw new Refused(alreadyBilledSo, alreadyBilledSo.title);
    if (body.billing === 'additional' && !body.definedTask) throw new Refused(openEnded, openEnded.title);
    const change = {
      id: context.newId<'reclassification'>(),
      entry: before.id,
      version: body.version,
      to: body.billing,
      reason: body.reason,
    };
    if (!(await decisions.reclassify(db, providerId, change, by(context))))
      throw new Refused(editedMeanwhile, editedMeanwhile.title);
    return recorded(context, 'entry.reclassified', before, { from: before.billing, ...body });
  },
};

export const by = ({ actor, now }: Context): decisions.By => ({ person: actor.id, at: now });

/** Who asks, and where they are CSDM; a supervisor decides everywhere. */
export async function theDecider({ db, providerId, actor, now }: Context): Promise<Decider> {
  const leads = isSupervisor(actor.roles) ? [] : await decisions.clientsLedBy(db, providerId, actor.id, now);
  return { id: actor.id, roles: actor.roles, leads: new Set(leads) };
}

/** An entry that a client could pay for, kept from others until the transaction ends. */
export async function theClientsEntry(
  context: Context,
  id: EntryId,
): Promise<Entry & { clientId: ClientId }> {
  const { clientId, ...entry } = await theEntry(context, id, 'locked');
  if (clientId === null || entry.billing === 'internal')
    throw new Refused(internalStays, internalStays.title);
  return { ...entry, clientId };
}

/** Puts on record what was done to an entry, and answers how it stands now. */
export async function recorded(
  context: Context,
  act: `entry.${string}`,
  before: Entry,
  detail: object,
): Promise<Entry> {
  context.record({
    act,
    client: before.clientId,
    object: before.id,
    detail: { was: before.approval.state, ...detail },
  });
  const after = await findEntry(context.db, context.providerId, before.id);
  if (!after) throw new Error(`entry ${before.id} went while it was locked`);
  return after;
}

/** Submits what can be submitted of a list, and says why the rest was left. */
async function submitAll(context: Context, ids: readonly EntryId[]): Promise<Outcome> {
  const { db, providerId, actor } = context;
  const asked = new Set(ids);
  const found = await decisions.lockEntries(db, providerId, [...asked]);
  const left = new Map<EntryId, LeftBecause>();
  for (const id of asked) {
    const because = leftUnsubmitted(actor, found.get(id));
    if (because) left.set(id, because);
  }
  const ready = [...asked].filter((id) => !left.has(id));
  const done = await decisions.submit(db, providerId, ready, by(context));
  return outcome(context, { asked, found, done, left, otherwise: 'not-a-draft' }, 'entry.submitted', {});
}

async function decideAll(
  context: Context,
  seen: readonly { readonly id: EntryId; readonly version: number }[],
  decision: 'approved' | 'rejected',
  said: { readonly reason?: string },
): Promise<Outcome> {
  const { db, providerId } = context;
  const decider = await theDecider(context);
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  const asked = new Set(versions.keys());
  const found = await decisions.lockEntries(db, providerId, [...asked]);
  const left = new Map<EntryId, LeftBecause>();
  for (const [id, version] of versions) {
    const because = leftUndecided(decider, found.get(id), version);
    if (because) left.set(id, because);
  }
  const ready = [...asked].filter((id) => !left.has(id));
  const made = { decision, reason: said.reason ?? '', ...by(context) };
  const done = await decisions.decide(db, providerId, ready, made);
  return outcome(
    context,
    { asked, found, done, left, otherwise: 'not-submitted' },
    `entry.${decision}`,
    said,
  );
}

interface Course {
  readonly asked: ReadonlySet<EntryId>;
  readonly found: ReadonlyMap<EntryId, Decidable>;
  readonly done: ReadonlySet<EntryId>;
  readonly left: ReadonlyMap<EntryId, LeftBecause>;
  /** Why something was left that was ready: somebody else was faster. */
  readonly otherwise: LeftBecause;
}

/** A fact for each entry it was done with; where there is none, the whole is refused and says why of each. */
function outcome(
  context: Context,
  { asked, found, done, left, otherwise }: Course,
  act: `entry.${string}`,
  detail: object,
): Outcome {
  const list = [...asked]
    .filter((id) => !done.has(id))
    .map((entry) => ({ entry, because: left.get(entry) ?? otherwise }));
  if (done.size === 0) {
    const faults = list.map(({ because }, index) => ({
      path: `/entries/${index}`,
      message: told(because),
      code: because,
    }));
    throw new Refused(nothingDone, faults[0]?.message ?? nothingDone.title, {}, faults);
  }
  for (const id of done) {
    const entry = found.get(id);
    if (entry)
      context.record({
        act,
        client: entry.clientId,
        object: id,
        detail: { version: entry.version, ...detail },
      });
  }
  return { done: [...asked].filter((id) => done.has(id)), left: list };
}
