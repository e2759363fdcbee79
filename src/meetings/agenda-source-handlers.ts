import { listDisputes } from '../billing/dispute-store.ts';
import { listHolidays } from '../calendars/store.ts';
import { listTold } from '../clients/announcement-delivery-store.ts';
import { windowInWords } from '../clients/announcement.ts';
import type { Client } from '../clients/client.ts';
import { listInteractions } from '../clients/interaction-store.ts';
import { listChangeRequests } from '../contracts/change-request-store.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { contractWarnings } from '../contracts/warning-handlers.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import { amountInWords } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import { listConsents } from '../hours/consent-store.ts';
import { forecastsOf } from '../hours/forecast-handlers.ts';
import { detailsOf, minuteOf, ratedMonths } from '../hours/handlers.ts';
import { durationInWords, monthInWords } from '../hours/in-words.ts';
import { monthHours } from '../hours/month-hours.ts';
import { rightSizes } from '../hours/right-size-handlers.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import { dutiesOf, occurrencesOf } from '../plan/occurrence-handlers.ts';
import { dueDays, type Occurrence } from '../plan/occurrence.ts';
import { quotesOf } from '../quotes/quote-handlers.ts';
import { listBookings } from '../time/booking-store.ts';
import { listSiteVisits } from '../visits/site-visit-store.ts';
import { listActions } from './action-store.ts';
import { actionInWords } from './action.ts';
import type { Found } from './agenda.ts';

/** What an agenda is built for: a client, on a local day of its zone. */
export interface Asked {
  readonly client: Client;
  readonly today: string;
}

/** Something that finds what is to be spoken about in a call: what it is called, for whom, and a sentence for each thing it found. */
export interface AgendaSource extends Omit<Found, 'lines'> {
  readonly find: (context: Context, asked: Asked) => Promise<readonly string[]>;
}

const linesMax = 50;
/** How far ahead an agenda looks for holidays, visits and the end of a contract, in days. */
const soonDays = 60;
const termDays = 120;
/** How far back an agenda looks for what is overdue, in days. */
const planBackDays = 400;
/** So many open occurrences of a client are looked at, the earliest first. */
const planMax = 1000;
/** So many of the latest announcements of a client are looked at. */
const toldMax = 200;

const inDays = (today: string, days: number): string =>
  Temporal.PlainDate.from(today).add({ days }).toString();
const dayWords = (day: string): string => dayInWords(dayFrom(day));

const actions: AgendaSource = {
  key: 'actions',
  title: 'Open actions',
  obligatory: true,
  audience: 'client',
  find: async ({ db, providerId, actor }, { client, today }) => {
    const sought = { client: client.id, open: true, published: actor.clientId !== null };
    const found = await listActions(db, providerId, sought, linesMax, null);
    return found.map((action) => actionInWords(action, today));
  },
};

const hours: AgendaSource = {
  key: 'hours',
  title: 'Hours and forecast',
  obligatory: true,
  audience: 'client',
  find: async (context, { client, today }) => {
    const { db, providerId, now } = context;
    const month = monthFrom(today);
    const rated = await ratedMonths(db, providerId, await contractMonthsOf(db, providerId, month, client.id));
    const forecasts = await forecastsOf(db, providerId, rated, minuteOf(now));
    return rated.flatMap((one, index) => {
      const allotted = one.statement.pools.reduce((sum, pool) => sum + pool.minutesAllotted, 0);
      const used = one.statement.pools.reduce((sum, pool) => sum + pool.minutesUsed, 0);
      const words = forecasts[index]?.words;
      return [
        `${monthInWords(month)}: ${durationInWords(used)} of ${durationInWords(allotted)} are used.`,
        ...(words === undefined ? [] : [words]),
      ];
    });
  },
};

const exceptions: AgendaSource = {
  key: 'exceptions',
  title: 'Exceptions of the month',
  obligatory: false,
  audience: 'staff',
  find: async ({ db, providerId, now }, { client, today }) => {
    const months = await contractMonthsOf(db, providerId, monthFrom(today), client.id);
    const rated = await ratedMonths(db, providerId, months);
    const found: string[] = [];
    for (const one of rated) {
      const { entries, expenses } = one.scenario;
      const about = { entries: entries.map(({ id }) => id), expenses: expenses.map(({ id }) => id) };
      const details = await detailsOf(db, providerId, about);
      found.push(...monthHours(one, [], details, minuteOf(now), false).exceptions.map(({ words }) => words));
    }
    return found.slice(0, linesMax);
  },
};

const consents: AgendaSource = {
  key: 'consents',
  title: 'Consent to overage',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId }, { client }) =>
    (await listConsents(db, providerId, { client: client.id }))
      .filter(({ answer }) => answer === null)
      .map(
        ({ minutes, month, reason, amount, currency }) =>
          `${durationInWords(minutes)} more in ${monthInWords(monthFrom(month))}, ${amountInWords(amount, currency)}: ${reason}. Not answered yet.`,
      ),
};

const changes: AgendaSource = {
  key: 'changes',
  title: 'Change requests',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId }, { client }) =>
    (await listChangeRequests(db, providerId, { client: client.id }))
      .filter(({ state }) => state === 'proposed')
      .map(({ reason, effectiveDay }) => `From ${dayWords(effectiveDay)}: ${reason}. Waits for agreement.`),
};

const quotes: AgendaSource = {
  key: 'quotes',
  title: 'Quotes',
  obligatory: false,
  audience: 'client',
  find: async (context, { client }) =>
    (await quotesOf(context, { client: client.id }))
      .filter(({ state }) => state === 'sent')
      .map(
        ({ number, options, validUntil }) =>
          `Quote ${number} (${options.map(({ name }) => name).join(', ')}) waits for an answer until ${dayWords(validUntil)}.`,
      ),
};

const disputes: AgendaSource = {
  key: 'disputes',
  title: 'Disputes',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId }, { client }) =>
    (await listDisputes(db, providerId, { client: client.id, state: 'open' }, linesMax, null)).map(
      ({ invoiceNumber, position, amount, currency, state }) =>
        `Line ${position} of invoice ${invoiceNumber}, ${amountInWords(amount, currency)}: ${
          state.state === 'open' && state.waitsFor === 'client'
            ? 'the client is waited for'
            : 'we are waited for'
        }.`,
    ),
};

const comingDays: AgendaSource = {
  key: 'coming',
  title: 'Coming visits, bookings and holidays',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId, now }, { client, today }) => {
    const until = inDays(today, soonDays);
    const sought = { client: client.id, state: 'approved' } as const;
    const visits = await listSiteVisits(db, providerId, sought, linesMax, null);
    const bookings = await listBookings(db, providerId, sought, linesMax, null);
    const contracts = await contractsActiveIn(db, providerId, today, until, client.id);
    const found = [
      ...visits
        .filter(({ day }) => today <= day && day < until)
        .map(({ day, personName }) => ({ day, words: `Site visit by ${personName}` })),
      ...bookings
        .filter(({ startsAt }) => Date.parse(startsAt) >= now.epochMilliseconds)
        .map(({ startsAt, personName }) => ({
          day: Temporal.Instant.from(startsAt).toZonedDateTimeISO(client.timeZone).toPlainDate().toString(),
          words: `After-hours work by ${personName}`,
        })),
    ];
    for (const calendar of new Set(contracts.map(({ calendarId }) => calendarId)))
      for (const { day, name } of await listHolidays(db, providerId, calendar, today, until))
        found.push({ day, words: `Holiday: ${name}` });
    return found
      .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map(({ day, words }) => `${dayWords(day)}: ${words}`);
  },
};

const term: AgendaSource = {
  key: 'term',
  title: 'Term of the contract',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId }, { client, today }) =>
    (await contractsActiveIn(db, providerId, today, inDays(today, 1), client.id))
      .filter(({ end }) => end <= inDays(today, termDays))
      .map(({ number, end }) => `Contract ${number} ends on ${dayWords(end)}.`),
};

const warnings: AgendaSource = {
  key: 'warnings',
  title: 'Warnings about the contract',
  obligatory: false,
  audience: 'staff',
  find: async (context, { client }) =>
    (await contractWarnings(context, [client.id])).map(({ words, advice }) => `${words} ${advice}`),
};

const size: AgendaSource = {
  key: 'size',
  title: 'The right size',
  obligatory: false,
  audience: 'staff',
  find: async (context, { client, today }) => {
    const { db, providerId } = context;
    const running = await contractsActiveIn(db, providerId, today, inDays(today, 1), client.id);
    return (await rightSizes(context, running)).flatMap(({ advised, words }) => (advised ? [words] : []));
  },
};

/** What is for the team to do by the plan: what is overdue, and what is due within the week. */
const planned: AgendaSource = {
  key: 'plan',
  title: 'Overdue and due activities',
  obligatory: false,
  audience: 'client',
  find: async (context, { client, today }) => {
    const span = { client: client.id, from: inDays(today, -planBackDays), to: inDays(today, dueDays + 2) };
    const open = await occurrencesOf(context, { ...span, states: ['overdue', 'due'] }, planMax);
    const ours = open.filter(({ owner }) => owner !== 'client');
    const byActivity = Map.groupBy(ours, ({ planRowId }) => planRowId);
    return [...byActivity.values()].slice(0, linesMax).map(activityInWords);
  },
};

/** One line for an activity, however often it is open. Example: "Service execution report (CSDM, Ines), overdue 2 times, first since 30 October 2026." */
function activityInWords(open: readonly Occurrence[]): string {
  const [first] = open;
  if (!first) return '';
  const overdue = open.filter(({ state }) => state === 'overdue').length;
  const who = [first.owner.toUpperCase(), ...first.responsible.map(({ name }) => name)].join(', ');
  const when =
    overdue > 1
      ? `overdue ${overdue} times, first since ${dayWords(first.dueDay)}`
      : dueWords(first.dueDay, first.state);
  return `${first.name} (${who}), ${when}.`;
}

const duties: AgendaSource = {
  key: 'duties',
  title: 'Duties of the client',
  obligatory: false,
  audience: 'client',
  find: async (context, { client }) =>
    (await dutiesOf(context, client.id))
      .filter(({ state }) => state === 'overdue' || state === 'due')
      .slice(0, linesMax)
      .map(
        ({ name, dueDay, state, holdsUp }) =>
          `${name}, ${dueWords(dueDay, state)}.${holdsUp === null ? '' : ` ${holdsUp}`}`,
      ),
};

const dueWords = (dueDay: string, state: string): string =>
  state === 'overdue' ? `overdue since ${dayWords(dueDay)}` : `due on ${dayWords(dueDay)}`;

/** What is open in the interaction log. It is not for the client: it sees what is shared with it alone. */
const needs: AgendaSource = {
  key: 'needs',
  title: 'Open needs and problems',
  obligatory: false,
  audience: 'staff',
  find: async ({ db, providerId }, { client }) =>
    (await listInteractions(db, providerId, client.id, { state: 'open' }, linesMax, null)).map(
      ({ kind, title, happenedAt, loggedByName }) =>
        `${kind === 'need' ? 'Need' : 'Problem'} since ${dayWords(localDay(happenedAt, client))}: ${title} (${loggedByName}).`,
    ),
};

/** What the client was told and what is still ahead of it or waits for its acknowledgement. */
const announcements: AgendaSource = {
  key: 'announcements',
  title: 'Announcements and maintenance',
  obligatory: false,
  audience: 'client',
  find: async ({ db, providerId, actor, now }, { client }) => {
    const told = await listTold(db, providerId, client.id, actor.id, {}, toldMax, null);
    return told
      .filter(({ state }) => state === 'current')
      .flatMap(({ title, window, acknowledgeBy, acknowledgement }) => {
        const ahead = window !== null && Date.parse(window.endsAt) > now.epochMilliseconds;
        const waits = acknowledgeBy !== null && acknowledgement === null;
        const parts = [
          ...(ahead ? [`maintenance ${windowInWords(window, client.timeZone)}`] : []),
          ...(waits ? [`to be acknowledged by ${dayWords(acknowledgeBy)}`] : []),
        ];
        return parts.length === 0 ? [] : [`${title}: ${parts.join(', ')}.`];
      })
      .slice(0, linesMax);
  },
};

const localDay = (at: string, { timeZone }: Client): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** Where agendas come from, in their order. What another area has to say is one entry more. */
export const agendaSources: readonly AgendaSource[] = [
  actions,
  hours,
  planned,
  duties,
  exceptions,
  consents,
  changes,
  quotes,
  disputes,
  needs,
  announcements,
  comingDays,
  term,
  warnings,
  size,
];
