import { listTechnologyGroups } from '../clients/store.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { day as dayAt, dayFrom, formatDay } from '../core/day.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { queueMail, type Sender } from '../mail/handlers.ts';
import type { Context } from '../people/context.ts';
import { theProvider } from '../people/handlers.ts';
import { absencesIn } from './absence-store.ts';
import type { alarmsApi } from './alarm-api.ts';
import { alarmsTold, clientsWatched, insertAlarm, peopleGone, supervisorsOf } from './alarm-store.ts';
import { alarmsOf, type TeamAlarm } from './alarm.ts';
import { listSkills } from './skill-store.ts';
import { designationsOf } from './store.ts';

export const alarmsHandlers: Handlers<typeof alarmsApi, Context> = {
  listTeamAlarms: (context, { query }) => alarmsNow(context, query.days),
};

/** What supervisors are told of ahead. */
const daysAhead = 30;

/** The alarms that hold now, of all clients, looked for so many days ahead: a fixed number of statements, however many clients. */
async function alarmsNow(
  context: Pick<Context, 'db' | 'providerId' | 'now'>,
  days: number,
): Promise<TeamAlarm[]> {
  const { db, providerId, now } = context;
  const today = todayIn((await theProvider(context)).timeZone, now);
  // Somewhere it is yesterday still, and somewhere tomorrow already.
  const from = formatDay(dayAt(dayFrom(today) - 1));
  const to = formatDay(dayAt(dayFrom(today) + days + 2));
  const contracts = Map.groupBy(
    await contractsActiveIn(db, providerId, from, to),
    ({ clientId }) => clientId,
  );
  const gone = await peopleGone(db, providerId);
  const members = Map.groupBy(await designationsOf(db, providerId, {}), ({ clientId }) => clientId);
  const clients = await clientsWatched(db, providerId);
  const groups = await listTechnologyGroups(db, providerId);
  return alarmsOf({
    clients: clients.map(({ timeZone, ...client }) => ({
      ...client,
      today: todayIn(timeZone, now),
      contracts: contracts.get(client.id) ?? [],
      members: (members.get(client.id) ?? []).map((member) => ({
        ...member,
        active: !gone.has(member.personId),
      })),
    })),
    absences: await absencesIn(db, providerId, { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` }),
    skills: await listSkills(db, providerId),
    today,
    days,
    groupNames: new Map(groups.map(({ id, name }) => [id, name])),
  });
}

/** The alarms that hold now and of which nobody was told. */
export async function alarmsUntold(
  context: Pick<Context, 'db' | 'providerId' | 'now'>,
): Promise<TeamAlarm[]> {
  const alarms = await alarmsNow(context, daysAhead);
  const told = await alarmsTold(context.db, context.providerId, alarms);
  return alarms.filter(({ key }) => !told.has(key));
}

/** Tells every supervisor of alarms, in one mail; those that another server told meanwhile are left out. Answers how many it told. */
export async function tellAlarms(teller: Sender, alarms: readonly TeamAlarm[]): Promise<number> {
  const { db, providerId, now } = teller;
  const told: TeamAlarm[] = [];
  for (const alarm of alarms) {
    if (!(await insertAlarm(db, providerId, alarm, now.toString()))) continue;
    const { clientId: client, key, words } = alarm;
    teller.record({ act: 'team-alarm.raised', client, object: null, detail: { key, words } });
    told.push(alarm);
  }
  const [first] = told;
  if (!first) return 0;
  for (const { email } of await supervisorsOf(db, providerId))
    await queueMail(teller, {
      kind: 'team-alarm',
      key: `team-alarm ${now.toString()} ${first.key}`,
      client: null,
      to: email,
      subject: told.length === 1 ? `Team alarm: ${first.words}` : `${told.length} team alarms`,
      text: told.map(({ words }) => words).join('\n'),
      page: '/app/capacity',
    });
  return told.length;
}
