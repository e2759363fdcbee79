import { sql } from 'kysely';
import { closeMonths } from '../billing/close-handlers.ts';
import { calendarsHandlers } from '../calendars/handlers.ts';
import { listHolidays } from '../calendars/store.ts';
import { usualWeek, type CalendarId } from '../calendars/business-week.ts';
import { ClientDraft, TechnologyGroup, type TechnologyGroupId } from '../clients/client.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { insertTechnologyGroups } from '../clients/store.ts';
import { guidePriceBook } from '../contracts/guide-price-book.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { known } from '../core/id.ts';
import { monthFrom } from '../core/month.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Role } from '../people/access.ts';
import type { Actor, Context } from '../people/context.ts';
import { PersonDraft, type ClientId, type PersonId } from '../people/person.ts';
import { insertPerson, insertProvider } from '../people/store.ts';
import { teamHandlers } from '../team/handlers.ts';
import { timeHandlers } from '../time/handlers.ts';
import { announce } from './announcements.ts';
import { speakWith } from './calls.ts';
import { providerName, technologyGroups, type ClientPart } from './cast.ts';
import { crowdOf } from './crowd.ts';
import { logInteractions } from './interactions.ts';
import { noteHealth } from './health.ts';
import { Invoicing } from './invoicing.ts';
import { makePlans } from './plans.ts';
import { bringIn } from './onboarding.ts';
import { goOn, offerToGoOn } from './quotes.ts';
import { randomOf } from './random.ts';
import { insertEntries, type EntryRow } from './store.ts';
import {
  contractStart,
  servedFrom,
  storyOf,
  supplementStart,
  type Setting,
  type Story,
  type WorkedTime,
} from './story.ts';
import { enterAbsences, setSkills } from './team.ts';
import { makeVisits } from './visits.ts';

/** Somebody made up who can sign in. */
export interface SamplePerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

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
  await tell(context, people, clientIds, story, progress);
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

/** Who is who, and everybody's way of acting at a moment of the past. */
class People {
  readonly #context: Omit<Context, 'actor'>;
  readonly #byName = new Map<string, { readonly person: SamplePerson; readonly actor: Actor }>();

  constructor(context: Omit<Context, 'actor'>) {
    this.#context = context;
  }

  /** People of the provider have their address there, people of a client the one that its contact has. */
  async add(
    name: string,
    roles: readonly Role[],
    timeZone: string,
    clientId: ClientId | null,
    domain = 'fieldstone.example',
  ): Promise<PersonId> {
    const { db, providerId } = this.#context;
    const id = this.#context.newId<'person'>();
    const email = addressOf(name, domain);
    await insertPerson(db, providerId, id, PersonDraft.parse({ name, email, roles, timeZone, clientId }));
    this.#byName.set(name, { person: { id, name, email }, actor: { id, providerId, clientId, name, roles } });
    return id;
  }

  acting(name: string, now: Temporal.Instant): Context {
    return { ...this.#context, actor: this.#named(name).actor, now };
  }

  id(name: string): PersonId {
    return this.#named(name).person.id;
  }

  all(): readonly SamplePerson[] {
    return [...this.#byName.values()].map(({ person }) => person);
  }

  #named(name: string) {
    const found = this.#byName.get(name);
    if (!found) throw new Error(`${name} does not work at the sample provider`);
    return found;
  }
}

const addressOf = (name: string, domain: string): string =>
  `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@${domain}`;

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

/** A client as it comes to be one: what it buys, whom the provider deals with, who serves it, and its contract. */
async function takeOn(
  people: People,
  supervisor: Context,
  client: ClientPart,
  calendar: CalendarId,
  setting: Setting,
): Promise<ClientId> {
  const draft = ClientDraft.parse({
    code: client.code,
    name: client.name,
    timeZone: client.timeZone,
    currency: client.currency,
    managedServicesSpend: `${client.spendHundreds}00.00`,
    deviceCount: client.devices,
    technologyGroups: client.groups,
  });
  const created = await clientsHandlers.createClient(supervisor, { params: {}, query: {}, body: draft });
  const id = known<'client'>(created.id);
  const ofClient = { params: { client: id }, query: {} };
  const start = contractStart(client, setting);
  const since = start.subtract({ years: 1 }).toString();
  const services = client.groups.includes('security')
    ? (['managed-services', 'managed-security'] as const)
    : (['managed-services'] as const);
  for (const kind of services) {
    await clientsHandlers.addPurchasedService(supervisor, {
      ...ofClient,
      body: { kind, from: since, to: null },
    });
  }
  for (const [name, title, role] of [
    [client.executive, 'Chief operating officer', 'client-executive'],
    [client.contact, 'Head of IT', 'client-contact'],
  ] as const) {
    const domain = `${client.code.toLowerCase()}.example`;
    await people.add(name, [role], client.timeZone, id, domain);
    await clientsHandlers.addContact(supervisor, {
      ...ofClient,
      body: {
        name,
        title,
        email: addressOf(name, domain),
        phone: '',
        authority:
          role === 'client-executive'
            ? ['sign-contract', 'approve-overage', 'approve-change']
            : ['approve-change', 'request-work'],
      },
    });
  }
  const designate = (person: string, role: 'csdm' | 'cse', technologyGroup: TechnologyGroupId | null) =>
    teamHandlers.designate(supervisor, {
      ...ofClient,
      body: {
        personId: people.id(person),
        role,
        technologyGroup,
        deputy: false,
        from: start.toString(),
        to: null,
        reason: '',
      },
    });
  await designate(client.csdm, 'csdm', null);
  for (const group of draft.technologyGroups)
    await designate(client.engineers[group] ?? client.csdm, 'cse', group);
  await sign(people, client, draft, id, calendar, setting);
  return id;
}

async function sign(
  people: People,
  client: ClientPart,
  draft: ClientDraft,
  id: ClientId,
  calendar: CalendarId,
  setting: Setting,
): Promise<void> {
  const start = contractStart(client, setting);
  const begins = supplementStart(client, setting);
  const supplements = draft.technologyGroups.flatMap((group) => {
    const hoursPerMonth = client.supplements[group];
    return hoursPerMonth === undefined
      ? []
      : [{ scope: 'cse' as const, technologyGroup: group, hoursPerMonth, availabilityAcknowledged: true }];
  });
  const later = begins.toString() !== start.toString();
  const at = (day: Temporal.PlainDate) =>
    day
      .subtract({ days: 30 })
      .toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '10:00' })
      .toInstant();
  const base =
    client.scope === 'standard'
      ? { scope: 'standard' as const, technologyGroups: draft.technologyGroups, hoursPerMonth: client.hours }
      : { scope: 'csdm-only' as const, hoursPerMonth: client.hours };
  const contract = await contractsHandlers.createContract(people.acting('Sofia Marchetti', at(start)), {
    params: { client: id },
    query: {},
    body: {
      start: start.toString(),
      // Every contract goes on for a year at least.
      end: start.add({ years: Math.ceil((setting.months + 12) / 12) }).toString(),
      calendar,
      packages: [base, ...(later ? [] : supplements)],
    },
  });
  for (const supplement of later ? supplements : []) {
    await contractsHandlers.addSupplement(people.acting('Sofia Marchetti', at(begins)), {
      params: { contract: known<'contract'>(contract.id) },
      query: {},
      body: { ...supplement, from: begins.toString() },
    });
  }
}

async function tell(
  context: Omit<Context, 'actor'>,
  people: People,
  clients: ReadonlyMap<string, ClientId>,
  story: Story,
  progress: Progress,
): Promise<void> {
  const clientOf = (code: string): ClientId => {
    const id = clients.get(code);
    if (!id) throw new Error(`${code} is no client of the sample provider`);
    return id;
  };
  const bookings = new Map<string, string>();
  for (const booked of story.booked) {
    const start = booked.start.toInstant();
    const asked =
      Temporal.Instant.compare(start, context.now) > 0 ? context.now : start.subtract({ hours: 72 });
    const booking = await timeHandlers.requestBooking(people.acting(booked.person, asked), {
      params: {},
      query: {},
      body: {
        clientId: clientOf(booked.client),
        startsAt: start.toString(),
        endsAt: start.add({ minutes: booked.minutes }).toString(),
        minutesExpected: booked.minutes - 30,
        reason: booked.reason,
      },
    });
    const id = known<'booking'>(booking.id);
    bookings.set(booked.key, id);
    if (booked.decision === 'approved') {
      const decided = people.acting('Sofia Marchetti', asked.add({ hours: 20 }));
      await timeHandlers.approveBooking(decided, {
        params: { booking: id },
        query: {},
        body: { reason: '' },
      });
    }
  }
  await makeVisits(people, clientOf, story.visits, context.now);
  const lead = people.id('Sofia Marchetti');
  const rows = story.worked.map((worked) =>
    rowOf(context, worked, clientOf(worked.client), people.id(worked.person), lead, bookings),
  );
  await insertEntries(context.db, context.providerId, rows, (done) => progress('entries', done, rows.length));
}

function rowOf(
  context: Omit<Context, 'actor'>,
  worked: WorkedTime,
  client: ClientId,
  person: PersonId,
  lead: PersonId,
  bookings: ReadonlyMap<string, string>,
): EntryRow {
  const start = worked.start.toInstant();
  const submitted = earlier(start.add({ hours: 72 }), context.now);
  return {
    id: context.newId(),
    client_id: client,
    person_id: person,
    role: worked.role,
    technology_group_id: worked.group,
    started_at: start.toString(),
    ended_at: start.add({ minutes: worked.minutes }).toString(),
    billing: worked.billing,
    subject: worked.subject,
    note: worked.note,
    booking_id: worked.booking === null ? null : (bookings.get(worked.booking) ?? null),
    state: worked.state,
    submitted_at: submitted.toString(),
    decided_by: lead,
    decided_at: earlier(submitted.add({ hours: 20 }), context.now).toString(),
  };
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
