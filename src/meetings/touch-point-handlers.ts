import { listContacts } from '../clients/store.ts';
import { theClient } from '../clients/handlers.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type Fault } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import type { Sender } from '../mail/handlers.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { daysOfSeries, ruleFault } from './series-days.ts';
import * as seriesStore from './series-store.ts';
import {
  ruleUnusable,
  seriesEnded,
  seriesReversed,
  strangerInvited,
  type Series,
  type SeriesDraft,
  type SeriesId,
} from './series.ts';
import type { touchPointApi } from './touch-point-api.ts';
import * as store from './touch-point-store.ts';
import { momentOf, requireAhead, requireToCome, type TouchPoint, type TouchPointId } from './touch-point.ts';

/** How far ahead the dates of a series are planned. */
const aheadMonths = 6;

export const touchPointHandlers: Handlers<typeof touchPointApi, Context> = {
  async listSeries(context, { params }) {
    const { id } = await theClient(context, params.client);
    return seriesStore.listSeries(context.db, context.providerId, { client: id });
  },

  beginSeries: (context, { params, body }) => begin(context, params.client, body, null),

  async changeSeries(context, { params, body }) {
    const before = await theSeries(context, params.series);
    await end(context, before, body.from, `Another series takes its place from ${body.from} on.`);
    return begin(context, before.clientId, body, before.id);
  },

  async endSeries(context, { params, body }) {
    const series = await theSeries(context, params.series);
    await end(context, series, body.from, body.reason);
    return theSeries(context, series.id);
  },

  async listTouchPoints({ db, providerId, actor }, { query }) {
    const after = readCursor(query.cursor);
    const { client, from, to, of, order, limit } = query;
    const invited = of === 'mine' ? { id: actor.id } : undefined;
    const found = await store.listTouchPoints(
      db,
      providerId,
      { client, invited, from, to, latestFirst: order === 'latest-first' },
      limit + 1,
      after && { at: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(found, limit, ({ startsAt, id }) => [startsAt, id]);
  },

  async getTouchPoint(context, { params }) {
    const touchPoint = await theTouchPoint(context, params.touchPoint);
    return { ...touchPoint, invitees: await inviteesOf(context, touchPoint) };
  },

  async moveTouchPoint(context, { params, body }) {
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    requireAhead(touchPoint);
    const startsAt = momentOf(body.day, body.time, touchPoint.timeZone);
    requireToCome(startsAt, context.now);
    return change(context, touchPoint, {
      kind: 'moved',
      startsAt,
      minutes: body.minutes ?? touchPoint.minutes,
      reason: body.reason,
    });
  },

  async cancelTouchPoint(context, { params, body }) {
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    requireAhead(touchPoint);
    const { startsAt, minutes } = touchPoint;
    return change(context, touchPoint, { kind: 'cancelled', startsAt, minutes, reason: body.reason });
  },

  async prepareTouchPoint(context, { params }) {
    const { db, providerId, actor, now } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    requireAhead(touchPoint);
    await store.insertPreparation(db, providerId, touchPoint, actor.id, now.toString());
    context.record({
      act: 'touch-point.prepared',
      client: touchPoint.clientId,
      object: touchPoint.id,
      detail: {},
    });
    return theTouchPoint(context, touchPoint.id);
  },
};

/** The touch point, or "nothing here" where there is none or it is not the caller's to see. */
export async function theTouchPoint(
  { db, providerId }: Pick<Context, 'db' | 'providerId'>,
  id: TouchPointId,
): Promise<TouchPoint> {
  const found = await store.findTouchPoint(db, providerId, id);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}

/** The touch point once nobody else can change it. */
export async function theLockedTouchPoint(context: Context, id: TouchPointId): Promise<TouchPoint> {
  await store.lockTouchPoint(context.db, context.providerId, id);
  return theTouchPoint(context, id);
}

export async function inviteesOf(
  { db, providerId }: Pick<Context, 'db' | 'providerId'>,
  { seriesId }: Pick<TouchPoint, 'seriesId'>,
): Promise<Series['invitees']> {
  const [series] = await seriesStore.listSeries(db, providerId, { series: seriesId });
  return series?.invitees ?? [];
}

/** Plans the dates of a series that are not there yet, from now to six months ahead; gives how many those were. */
export async function planAhead(
  { db, providerId, now, newId }: Pick<Sender, 'db' | 'providerId' | 'now' | 'newId'>,
  series: Series,
): Promise<number> {
  const today = todayIn(series.timeZone, now);
  const until = Temporal.PlainDate.from(today).add({ months: aheadMonths }).toString();
  const dates = daysOfSeries(series, today, until)
    .map((day) => ({
      id: newId<'touch-point'>(),
      day,
      startsAt: momentOf(day, series.time, series.timeZone),
    }))
    .filter(({ startsAt }) => Date.parse(startsAt) > now.epochMilliseconds);
  return store.insertTouchPoints(db, providerId, series, dates, now.toString());
}

async function theSeries({ db, providerId }: Context, id: SeriesId): Promise<Series> {
  const [series] = await seriesStore.listSeries(db, providerId, { series: id });
  if (!series) throw new Refused(notFound, notFound.title);
  return series;
}

async function begin(
  context: Context,
  clientId: ClientId,
  draft: SeriesDraft,
  follows: SeriesId | null,
): Promise<Series> {
  const { db, providerId, actor, now } = context;
  const client = await theClient(context, clientId);
  requireUsable(draft);
  await requireKnown(context, client.id, draft);
  const id = context.newId<'meeting-series'>();
  const place = { id, client: client.id, timeZone: client.timeZone, follows };
  await seriesStore.insertSeries(db, providerId, place, draft, actor.id, now.toString());
  const series = await theSeries(context, id);
  const planned = await planAhead(context, series);
  context.record({
    act: 'meeting-series.begun',
    client: client.id,
    object: id,
    detail: { ...draft, follows, planned },
  });
  return series;
}

function requireUsable({ rule, from, to }: SeriesDraft): void {
  const fault = ruleFault(rule);
  if (fault !== null)
    throw new Refused(ruleUnusable, `The rule cannot be used: ${fault}.`, {}, [
      { path: '/rule', message: fault },
    ]);
  if (to !== null && to <= from)
    throw new Refused(seriesReversed, seriesReversed.title, {}, [
      { path: '/to', message: `choose a day after ${from}` },
    ]);
}

/** Whoever is invited is somebody we may write to; all strangers are told at once. */
async function requireKnown(
  { db, providerId }: Context,
  client: ClientId,
  { organiserId, staff, contacts }: SeriesDraft,
): Promise<void> {
  const faults: Fault[] = [];
  for (const [path, id] of [
    ['/organiserId', organiserId] as const,
    ...staff.map((one, index) => [`/staff/${index}`, one] as const),
  ]) {
    const person = await findPerson(db, providerId, id);
    if (!person?.active || person.clientId !== null)
      faults.push({ path, message: 'this is nobody of the provider who is active' });
  }
  const known = new Set(
    (await listContacts(db, providerId, client)).flatMap(({ id, endedAt }) => (endedAt === null ? [id] : [])),
  );
  for (const [index, contact] of contacts.entries())
    if (!known.has(contact))
      faults.push({
        path: `/contacts/${index}`,
        message: 'this is no contact of the client, or one who left',
      });
  if (faults.length > 0) throw new Refused(strangerInvited, strangerInvited.title, {}, faults);
}

/** Ends a series: what nobody was told of goes, what people were told of is cancelled. */
async function end(context: Context, series: Series, from: string, reason: string): Promise<void> {
  const { db, providerId, now } = context;
  const day = from < todayIn(series.timeZone, now) ? todayIn(series.timeZone, now) : from;
  if (!(await seriesStore.endSeries(db, providerId, series, day)))
    throw new Refused(seriesEnded, `Its last day is before ${series.to ?? day}.`);
  const untold = await store.deleteUntold(db, providerId, series, day);
  const told = await store.listAhead(db, providerId, series, day);
  for (const touchPoint of told)
    await change(context, touchPoint, { ...touchPoint, kind: 'cancelled', reason });
  context.record({
    act: 'meeting-series.ended',
    client: series.clientId,
    object: series.id,
    detail: { from: day, reason, untold, cancelled: told.length },
  });
}

async function change(
  context: Context,
  touchPoint: TouchPoint,
  what: Pick<store.TouchPointChange, 'kind' | 'startsAt' | 'minutes' | 'reason'>,
): Promise<TouchPoint> {
  const { db, providerId, actor, now } = context;
  const { kind, startsAt, minutes, reason } = what;
  await store.changeTouchPoint(db, providerId, touchPoint, {
    kind,
    startsAt,
    minutes,
    reason,
    by: actor.id,
    at: now.toString(),
  });
  context.record({
    act: `touch-point.${kind}`,
    client: touchPoint.clientId,
    object: touchPoint.id,
    detail: { before: touchPoint.startsAt, startsAt, minutes, reason },
  });
  return theTouchPoint(context, touchPoint.id);
}
