import { theChangeRequest, theContract } from '../contracts/change-request-handlers.ts';
import { changeEnded } from '../contracts/change-request.ts';
import { changed, changeOf } from '../contracts/changed-contract.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { day as dayAt, dayFrom, formatDay, type Day } from '../core/day.ts';
import { daysOf, monthOf } from '../core/month.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { PersonId } from '../people/person.ts';
import { absencesIn } from './absence-store.ts';
import type { benchApi } from './bench-api.ts';
import { benchOf } from './bench.ts';
import { hoursByPerson } from './calendar-handlers.ts';
import { workingTime, type PlannedMinutes, type WorkingMinutes } from './capacity.ts';
import { awayByPerson } from './stand-in.ts';
import { designationsOf } from './store.ts';

/** Finds what plans have for people on the days [from, to). */
export type FindPlanned = (
  context: Context,
  people: readonly PersonId[],
  days: { readonly from: string; readonly to: string },
) => Promise<PlannedMinutes>;

/** `findPlanned` is of an area that knows plans; it is given where the areas are mounted. */
export const benchHandlers = (findPlanned: FindPlanned): Handlers<typeof benchApi, Context> => ({
  async showBench(context, { params }) {
    const { db, providerId } = context;
    const request = await theChangeRequest(context, params.changeRequest);
    if (request.outcome) throw new Refused(changeEnded, `It was ${request.outcome.kind}.`);
    const contract = await theContract(context, request.contractId);
    const change = changeOf(contract, request, () => context.newId<'package'>());
    const day = dayFrom(request.effectiveDay);
    const days = { from: request.effectiveDay, to: formatDay(dayAt(day + 1)) };
    const designations = await designationsOf(db, providerId, days);
    const team = new Set(
      designations.flatMap(({ clientId, personId }) => (clientId === contract.clientId ? [personId] : [])),
    );
    const clients = designations.filter(({ personId }) => team.has(personId)).map(({ clientId }) => clientId);
    const running = await contractsActiveIn(db, providerId, days.from, days.to, [...new Set(clients)]);
    return benchOf({
      clientId: contract.clientId,
      before: contract.packages,
      after: changed(contract, change).packages,
      others: running.filter(({ id }) => id !== contract.id),
      designations,
      day: request.effectiveDay,
      working: await workingInMonth(context, [...team], day),
      planned: await plannedInMonth(context, [...team], day, findPlanned),
    });
  },
});

/** What plans have for people in the month of a day, as capacity counts it in its weeks. */
async function plannedInMonth(
  context: Context,
  people: readonly PersonId[],
  day: Day,
  findPlanned: FindPlanned,
): Promise<(person: PersonId) => number> {
  const month = daysOf(monthOf(day));
  const days = { from: formatDay(month.from), to: formatDay(month.to) };
  const planned = await findPlanned(context, people, days);
  return (person) => planned(person, days.from, days.to);
}

/** What people can work in the month of a day, each by the calendar they work by. */
async function workingInMonth(
  context: Context,
  people: readonly PersonId[],
  day: Day,
): Promise<ReadonlyMap<PersonId, WorkingMinutes>> {
  const { db, providerId } = context;
  const { from, to } = daysOf(monthOf(day));
  const hours = await hoursByPerson(context, people, formatDay(from), formatDay(to));
  const around = {
    from: `${formatDay(dayAt(from - 1))}T00:00:00Z`,
    to: `${formatDay(dayAt(to + 1))}T00:00:00Z`,
  };
  const away = awayByPerson(await absencesIn(db, providerId, around));
  return new Map(
    [...hours].map(([person, { zone, hours }]) => [
      person,
      workingTime(hours, away.get(person) ?? [], zone.momentAt(from, 0), zone.momentAt(to, 0)),
    ]),
  );
}
