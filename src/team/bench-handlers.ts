import { businessHours } from '../calendars/calendar.ts';
import { loadCalendar } from '../calendars/store.ts';
import { theChangeRequest, theContract } from '../contracts/change-request-handlers.ts';
import { changeEnded } from '../contracts/change-request.ts';
import { changed, changeOf } from '../contracts/changed-contract.ts';
import type { Contract } from '../contracts/contract.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { day as dayAt, dayFrom, formatDay, type Day } from '../core/day.ts';
import { daysOf, monthOf } from '../core/month.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { benchApi } from './bench-api.ts';
import { benchOf } from './bench.ts';
import { designationsOf } from './store.ts';

export const benchHandlers: Handlers<typeof benchApi, Context> = {
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
      minutesWorking: await minutesWorking(context, contract, day),
    });
  },
};

/** The business minutes of the month of a day, by the contract's calendar. */
async function minutesWorking(
  { db, providerId }: Context,
  { calendarId }: Contract,
  day: Day,
): Promise<number> {
  const calendar = await loadCalendar(db, providerId, calendarId);
  if (!calendar) throw new Error('a contract has a calendar');
  const { from, to } = daysOf(monthOf(day));
  const { zone } = calendar;
  return businessHours(calendar).between(zone.momentAt(from, 0), zone.momentAt(to, 0));
}
