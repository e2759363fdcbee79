import { sql } from 'kysely';
import { closeMonths } from '../billing/close-handlers.ts';
import { calendarsHandlers } from '../calendars/handlers.ts';
import { listHolidays } from '../calendars/store.ts';
import { usualWeek, type CalendarId } from '../calendars/business-week.ts';
import { TechnologyGroup, type TechnologyGroupId } from '../clients/client.ts';
import { insertTechnologyGroups } from '../clients/store.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import { monthFrom } from '../core/month.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { insertProvider } from '../people/store.ts';
import { announce } from './announcements.ts';
import { speakWith } from './calls.ts';
import { takeOn } from './clients.ts';
import { providerName, technologyGroups, type ClientPart } from './cast.ts';
import { crowdOf } from './crowd.ts';
import { logInteractions } from './interactions.ts';
import { noteHealth } from './health.ts';
import { Invoicing } from './invoicing.ts';
import { makePlans } from './plans.ts';
import { bringIn } from './onboarding.ts';
import { People, type SamplePerson } from './people.ts';
import { goOn, offerToGoOn } from './quotes.ts';
import { randomOf } from './random.ts';
import { contractStart, servedFrom, storyOf, type Setting } from './story.ts';
import { enterAbsences, setSkills } from './team.ts';
import { tell } from './time.ts';

export interface SampleSize {
  readonly clients: number;
  /** Months of history before the current one. */
  readonly months: number;
  readonly seed: number;
}

/** Told how far it has come: `clients`, 37 of 200. */
export type Progress = (what: string, done: number, total: number) => void;

/** How many clients have series of calls: enough to fill a week. */
const clientsSpokenWith = 5;

export const usualSize: SampleSize = { clients: 12, months: 8, seed: 7 };

/**
 * Makes the sample provider within one transaction and gives its people. Everything but the time worked goes through the same doors as
 * the real thing, as the person who would do it and at the moment it would have been done, so that every rule holds for it.
 */
export async function loadSample(
  context: Omit<Context, 'actor'>,
  size: SampleSize = usualSize,
  progress: Progress = () => {},
): Promise<readonly SamplePerson[]> {
  const { db, providerId, now } = context;
  const random = randomOf(size.seed);
  const crowd = crowdOf(random, size.clients);
  const today = now.toZonedDateTimeISO('America/Chicago').toPlainDate();
  const first = today.with({ day: 1 }).subtract({ months: size.months });
  const before = first
    .subtract({ days: 45 })
    .toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '09:00' })
    .toInstant();
  await insertProvider(
    db,
    providerId,
    { name: providerName, timeZone: 'America/Chicago', currency: 'USD' },
    true,
  );
  await insertTechnologyGroups(db, providerId, TechnologyGroup.array().parse(technologyGroups));
  const people = new People(context);
  for (const { name, roles, timeZone } of crowd.staff) await people.add(name, roles, timeZone, null);
  const supervisor = people.acting('Sofia Marchetti', before);
  const administrator = people.acting('Ada Lindgren', before);

  await setSkills(supervisor, people, crowd.staff, today);
  const calendars = await addCalendars(administrator, first.year, today.year + 1);
  await publishPriceBooks(administrator, crowd.clients, first);
  const holidays = new Map<string, ReadonlySet<string>>();
  for (const [zone, calendar] of calendars) {
    const days = await listHolidays(
      db,
      providerId,
      calendar,
      `${first.year}-01-01`,
      `${today.year + 2}-01-01`,
    );
    holidays.set(zone, new Set(days.map(({ day }) => day)));
  }
  const setting: Setting = {
    today,
    months: size.months,
    isHoliday: (client, day) => holidays.get(servedFrom(client))?.has(day.toString()) ?? false,
  };
  const invoicing = new Invoicing(people.acting('Frank Osei', before));
  await invoicing.begin(`${first.year - 1}-01-01`);
  const clientIds = new Map<string, ClientId>();
  for (const [index, client] of crowd.clients.entries()) {
    progress('clients', index + 1, crowd.clients.length);
    const calendar = calendars.get(servedFrom(client));
    if (!calendar) continue;
    const id = await takeOn(people, supervisor, client, calendar, setting);
    await invoicing.add(id, client, contractStart(client, setting).toString());
    clientIds.set(client.code, id);
  }
  const daysAgo = (name: string, days: number) => people.acting(name, now.subtract({ hours: 24 * days }));
  for (const [code, offer] of [
    ['LAKE', offerToGoOn],
    ['TIDE', goOn],
  ] as const) {
    const client = crowd.clients.find((one) => one.code === code);
    const [id, calendar] = [clientIds.get(code), client && calendars.get(servedFrom(client))];
    if (!client || !id || !calendar) continue;
    await offer({
      client,
      id,
      calendar,
      today,
      acting: daysAgo,
    });
  }
  const marekServes = crowd.clients.flatMap(({ code, engineers }) => {
    const id = clientIds.get(code);
    return id && engineers['network'] === 'Marek Novak' ? [id] : [];
  });
  await enterAbsences(people, marekServes, today, now);
  await logInteractions(crowd.clients, (code) => clientIds.get(code), daysAgo);
  await announce({
    clients: crowd.clients,
    clientOf: (code) => clientIds.get(code),
    today,
    acting: daysAgo,
  });
  for (const [nth, client] of crowd.clients.slice(0, clientsSpokenWith).entries()) {
    const id = clientIds.get(client.code);
    const acting = (name: string, at: Temporal.Instant): Context => people.acting(name, at);
    if (id) await speakWith({ client, id, nth, now, acting, personId: (name) => people.id(name) });
  }
  await bringIn({
    clients: crowd.clients,
    clientOf: (code) => clientIds.get(code),
    today,
    acting: daysAgo,
    personId: (name) => people.id(name),
  });
  await noteHealth(crowd.clients, (code) => clientIds.get(code), daysAgo);
  progress('time worked, imagined', 0, 1);
  const story = storyOf(random, crowd, setting);
  await tell(context, people, clientIds, story, (done, total) => progress('entries', done, total));
  // What one transaction has written has no statistics before it ends, and without them thousands of entries are joined one by one; so they
  // are by plans that were kept from when there was nothing yet.
  await sql`set local enable_nestloop = off`.execute(db);
  await sql`discard plans`.execute(db);
  progress('plans', 0, 1);
  await makePlans(
    crowd.clients.slice(0, usualSize.clients).flatMap((client) => {
      const id = clientIds.get(client.code);
      return id ? [{ client, id, start: contractStart(client, setting) }] : [];
    }),
    (name, day) =>
      people.acting(
        name,
        day.toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '09:00' }).toInstant(),
      ),
    today,
  );
  await closeHistory(people, setting, progress);
  return people.all();
}

/** Every month but the last was closed on the third day after it; the last one is there to be closed. */
async function closeHistory(people: People, { today, months }: Setting, progress: Progress): Promise<void> {
  for (let back = months; back >= 2; back--) {
    progress('months closed', months - back + 1, months - 1);
    const first = today.with({ day: 1 }).subtract({ months: back });
    const month = monthFrom(first.toString());
    const closed = first
      .add({ months: 1, days: 2 })
      .toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '09:30' });
    const closer = people.acting('Frank Osei', closed.toInstant());
    const active = await contractMonthsOf(closer.db, closer.providerId, month, null);
    await closeMonths(
      closer,
      month,
      active.map(({ contract }) => contract.id),
    );
  }
}

async function addCalendars(
  administrator: Context,
  fromYear: number,
  toYear: number,
): Promise<ReadonlyMap<string, CalendarId>> {
  const made = new Map<string, CalendarId>();
  for (const [timeZone, name, country] of [
    ['America/Chicago', 'Chicago business hours', 'US'],
    ['Europe/London', 'London business hours', 'GB'],
  ] as const) {
    const calendar = await calendarsHandlers.createCalendar(administrator, {
      params: {},
      query: {},
      body: { name, timeZone, weekly: usualWeek },
    });
    const id = known<'calendar'>(calendar.id);
    await calendarsHandlers.generateHolidays(administrator, {
      params: { calendar: id },
      query: {},
      body: { country, region: country === 'GB' ? 'ENG' : null, fromYear, toYear, without: [] },
    });
    made.set(timeZone, id);
  }
  return made;
}

async function publishPriceBooks(
  administrator: Context,
  clients: readonly ClientPart[],
  first: Temporal.PlainDate,
): Promise<void> {
  const groups: TechnologyGroupId[] = TechnologyGroup.array()
    .parse(technologyGroups)
    .map(({ id }) => id);
  for (const currency of new Set(clients.map((client) => client.currency))) {
    const body = guidePriceBook(currency, first.toString(), groups);
    await contractsHandlers.publishPriceBook(administrator, { params: {}, query: {}, body });
  }
}
