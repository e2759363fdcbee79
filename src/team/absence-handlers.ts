import { day as dayAt, dayFrom, formatDay } from '../core/day.ts';
import { formatInstant } from '../core/instant.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { parseZone, todayIn, type Zone } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import { theProvider } from '../people/handlers.ts';
import type { Person, PersonId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import type { absencesApi } from './absence-api.ts';
import * as absences from './absence-store.ts';
import {
  absenceEnded,
  absenceNotYours,
  absenceOver,
  absenceOverlaps,
  asReadBy,
  maySettle,
  momentsAway,
  type Absence,
  type AbsenceId,
} from './absence.ts';
import { peopleGone } from './alarm-store.ts';
import type { TeamMember } from './designation.ts';
import { leftWithout, standInsOn } from './stand-in.ts';
import { designationsOf } from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = { absence_overlap: absenceOverlaps };

export const absencesHandlers: Handlers<typeof absencesApi, Context> = {
  async enterAbsence(context, { body }) {
    const { db, providerId, actor, now } = context;
    const { personId, ...draft } = body;
    const person = await theColleague(context, personId ?? actor.id);
    requireOwn(context, person.id);
    const id = context.newId<'absence'>();
    const { timeZone } = person;
    const absence = { ...draft, ...momentsAway(draft, zoneOf(timeZone)), id, person: person.id, timeZone };
    await refusing(constraints, absences.insertAbsence(db, providerId, absence, actor.id, now.toString()));
    // Neither reason nor note: everybody of staff may read the record.
    const detail = { person: person.id, from: draft.from, to: draft.to, part: draft.part };
    context.record({ act: 'absence.entered', client: null, object: id, detail });
    return theAbsence(context, id);
  },

  async weighAbsence(context, { params, query }) {
    const person = await theColleague(context, params.person);
    const away = { id: context.newId<'absence'>(), personId: person.id, ...query, part: null };
    const moments = momentsAway(away, zoneOf(person.timeZone));
    const members = await workingMembers(context, query.from, query.to);
    return leftWithout({ ...away, ...moments }, members, await othersAway(context, person.id, query));
  },

  async listAbsences(context, { query }) {
    const { db, providerId, actor } = context;
    const after = readCursor(query.cursor);
    const listed = await absences.listAbsences(
      db,
      providerId,
      { person: query.person, from: query.from && `${query.from}T00:00:00Z` },
      query.limit + 1,
      after && { at: after[0] ?? '', id: after[1] ?? '' },
    );
    const { items, next } = nextCursor(listed, query.limit, ({ startsAt, id }) => [startsAt, id]);
    return { items: items.map((absence) => asReadBy(absence, actor)), next };
  },

  async endAbsence(context, { params, body }) {
    const absence = await theAbsence(context, params.absence);
    requireOwn(context, absence.personId);
    if (body.to <= absence.from || body.to >= absence.to)
      throw new Refused(
        absenceEnded,
        body.to <= absence.from
          ? `It begins on ${absence.from}; to take all of it back, cancel it.`
          : `It ends by ${absence.to} anyway.`,
        { from: absence.from, to: absence.to },
      );
    return shorten(context, absence, body.to, 'absence.ended');
  },

  async cancelAbsence(context, { params }) {
    const absence = await theAbsence(context, params.absence);
    requireOwn(context, absence.personId);
    if (absence.state === 'cancelled') throw new Refused(absenceOver, absenceOver.title);
    return shorten(context, absence, absence.from, 'absence.cancelled');
  },

  async listStandIns(context, { query }) {
    const day = query.day ?? todayIn((await theProvider(context)).timeZone, context.now);
    const days = { from: day, to: formatDay(dayAt(dayFrom(day) + 1)) };
    const away = await absences.absencesIn(context.db, context.providerId, daysAround(days));
    return standInsOn(await workingMembers(context, days.from, days.to), away, day);
  },
};

/** Lets an absence end on a day; on its first one nothing of it is left. */
async function shorten(
  context: Context,
  absence: Absence,
  to: string,
  act: 'absence.ended' | 'absence.cancelled',
): Promise<Absence> {
  const { db, providerId, actor, now } = context;
  const endsAt =
    to === absence.from ? absence.startsAt : formatInstant(zoneOf(absence.timeZone).momentAt(dayFrom(to), 0));
  const end = { id: context.newId<'absence-end'>(), to, endsAt };
  if (!(await absences.shortenAbsence(db, providerId, absence, end, actor.id, now.toString())))
    throw new Refused(absenceEnded, 'Somebody ended it meanwhile. Look at it again.');
  const detail = { person: absence.personId, to };
  context.record({ act, client: null, object: absence.id, detail });
  return theAbsence(context, absence.id);
}

async function theAbsence({ db, providerId }: Context, id: AbsenceId): Promise<Absence> {
  const found = await absences.findAbsence(db, providerId, id);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}

async function theColleague({ db, providerId }: Context, id: PersonId): Promise<Person> {
  const person = await findPerson(db, providerId, id);
  if (!person || person.clientId !== null) throw new Refused(notFound, notFound.title);
  return person;
}

function requireOwn({ actor }: Context, person: PersonId): void {
  if (!maySettle(actor, person)) throw new Refused(absenceNotYours, absenceNotYours.title);
}

/** Who is on which team on some of the days [from, to) and works here. */
async function workingMembers({ db, providerId }: Context, from: string, to: string): Promise<TeamMember[]> {
  const gone = await peopleGone(db, providerId);
  const members = await designationsOf(db, providerId, { from, to });
  return members.filter(({ personId }) => !gone.has(personId));
}

async function othersAway(
  { db, providerId }: Context,
  person: PersonId,
  days: { readonly from: string; readonly to: string },
): Promise<Absence[]> {
  const away = await absences.absencesIn(db, providerId, daysAround(days));
  return away.filter(({ personId }) => personId !== person);
}

/** Days as moments, with a day on either side: whoever compares them goes by dates, whatever the zone. */
const daysAround = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from: `${formatDay(dayAt(dayFrom(from) - 1))}T00:00:00Z`,
  to: `${formatDay(dayAt(dayFrom(to) + 1))}T00:00:00Z`,
});

function zoneOf(timeZone: string): Zone {
  const zone = parseZone(timeZone);
  if (!zone) throw new RangeError(`${timeZone} is no time zone`);
  return zone;
}
