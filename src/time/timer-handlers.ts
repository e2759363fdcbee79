import { day, dayFrom, formatDay } from '../core/day.ts';
import { formatInstant } from '../core/instant.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { parseZone } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import { localDay, requireFitting, requireSound } from './capture.ts';
import { capture, hoursOf, requireFollowing, theCircumstances, theColleague } from './entry-handlers.ts';
import type { EntryDraft } from './entry.ts';
import type { timersApi } from './timer-api.ts';
import { findTimer, insertTimer, takeTimer } from './timer-store.ts';
import {
  noTimer,
  timerRunning,
  wholeMinute,
  workTimed,
  type Stopped,
  type Timer,
  type TimerDay,
  type TimerDraft,
  type TimerStop,
} from './timer.ts';
import { openOn } from './week.ts';

export const timersHandlers: Handlers<typeof timersApi, Context> = {
  showTimer: async ({ db, providerId, actor }) => ({ timer: await findTimer(db, providerId, actor.id) }),

  startTimer: (context, { body }) => start(context, body),

  stopTimer: (context, { body }) => stop(context, body),

  async switchTimer(context, { body: { stop: how, ...draft } }) {
    const stopped = await stop(context, how);
    return { stopped, timer: await start(context, draft) };
  },

  async discardTimer(context) {
    const timer = await taken(context);
    context.record({ act: 'timer.discarded', client: timer.clientId, object: null, detail: timer });
    return timer;
  },
};

/** Starts a timer for what could be logged in this minute; that something else was worked on just before does not matter yet. */
async function start(context: Context, draft: TimerDraft): Promise<Timer> {
  const { db, providerId, actor, now } = context;
  const startedAt = wholeMinute(now);
  const minuteBefore = wholeMinute(now.subtract({ minutes: 1 }));
  const asEntry = entryDraft(draft, draft.definedTask, { startedAt: minuteBefore, endedAt: startedAt });
  requireSound(asEntry, now);
  const around = await theCircumstances(context, actor.id, asEntry, null);
  requireFitting(asEntry, { ...around, colliding: null }, null);
  await requireFollowing(context, asEntry);
  if (!(await insertTimer(db, providerId, actor.id, startedAt, draft)))
    throw new Refused(timerRunning, timerRunning.title);
  const { definedTask: _, ...said } = draft;
  const timer = {
    ...said,
    scopeDecisionId: said.scopeDecisionId ?? null,
    personId: actor.id,
    clientName: around.client?.name ?? null,
    startedAt,
  };
  context.record({ act: 'timer.started', client: timer.clientId, object: null, detail: timer });
  return timer;
}

/** Whatever is refused below takes the stop back with it: the timer keeps its time. */
async function stop(context: Context, how: TimerStop): Promise<Stopped> {
  const timer = await taken(context);
  const span = workTimed(timer, how, context.now, await dayOf(context, timer));
  const entry = span && (await capture(context, context.actor.id, entryDraft(timer, true, span)));
  const stopped = { entry, minutes: entry?.minutes ?? 0 };
  context.record({
    act: 'timer.stopped',
    client: timer.clientId,
    object: entry?.id ?? null,
    detail: { timer, ...stopped },
  });
  return stopped;
}

async function taken({ db, providerId, actor }: Context): Promise<Timer> {
  const timer = await takeTimer(db, providerId, actor.id);
  if (!timer) throw new Refused(noTimer, noTimer.title);
  return timer;
}

/** The task of an additional one was said to be defined when the timer was started. */
const entryDraft = (
  {
    clientId,
    role,
    technologyGroup,
    billing,
    subjectKind,
    subject,
    note,
    scopeDecisionId,
  }: TimerDraft | Timer,
  definedTask: boolean,
  span: { readonly startedAt: string; readonly endedAt: string },
): EntryDraft => ({
  clientId,
  role,
  technologyGroup,
  billing,
  definedTask,
  subjectKind,
  subject,
  note,
  scopeDecisionId: scopeDecisionId ?? null,
  ...span,
  bookingId: null,
});

async function dayOf(context: Context, { startedAt }: Timer): Promise<TimerDay> {
  const person = await theColleague(context, context.actor.id);
  const { timeZone } = person;
  const date = localDay(startedAt, timeZone);
  const zone = parseZone(timeZone);
  if (!zone) throw new RangeError(`${timeZone} is no time zone`);
  const on = dayFrom(date);
  const next = formatDay(day(on + 1));
  const hours = await hoursOf(context, person, date, next);
  return {
    closes: openOn(date, { timeZone, hours }).open.at(-1)?.to ?? null,
    midnight: formatInstant(zone.momentAt(day(on + 1), 0)),
  };
}
