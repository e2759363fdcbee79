import { theClient } from '../clients/handlers.ts';
import { findClient, listContacts } from '../clients/store.ts';
import type { Instant } from '../core/instant.ts';
import { formatMonth, monthFrom, type Month } from '../core/month.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import type { Db } from '../database/transaction.ts';
import { queueMail, type Sender } from '../mail/handlers.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { alertsApi } from './alert-api.ts';
import * as store from './alert-store.ts';
import {
  contactUnknown,
  foreseenLevel,
  isForeseen,
  levelsUnlessChosen,
  reachedLevels,
  type Alert,
  type AlertLevels,
  type Reached,
} from './alert.ts';
import { overageBases } from './cap-handlers.ts';
import { ask } from './consent-handlers.ts';
import { forecastsOf } from './forecast-handlers.ts';
import type { Forecast } from './forecast.ts';
import { minuteOf, ratedMonths } from './handlers.ts';
import type { RatedMonth } from './month-hours.ts';
import type { OverageBasis } from './overage-cap.ts';
import { paceOf } from './pace.ts';
import { contractMonthsOf } from './store.ts';

export const alertsHandlers: Handlers<typeof alertsApi, Context> = {
  async showAlertLevels(context, { params }) {
    const { id } = await theClient(context, params.client);
    return levelsFor(context, id);
  },

  async changeAlertLevels(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const { id } = await theClient(context, params.client);
    const contacts = (await listContacts(db, providerId, id)).filter(({ endedAt }) => endedAt === null);
    const stranger = body.contacts.findIndex((one) => !contacts.some((contact) => contact.id === one));
    if (stranger >= 0)
      throw new Refused(contactUnknown, contactUnknown.title, {}, [
        { path: `/contacts/${stranger}`, message: 'this is no contact of the client' },
      ]);
    await store.insertLevels(
      db,
      providerId,
      id,
      context.newId<'alert-setting'>(),
      body,
      actor.id,
      now.toString(),
    );
    context.record({ act: 'alert-levels.changed', client: id, object: id, detail: body });
    return levelsFor(context, id);
  },

  async listAlerts(context, { query }) {
    const { db, providerId, actor, now } = context;
    const teamOn = query.of === 'mine' ? todayIn('UTC', now) : null;
    return asTheyHold(context, await store.listAlerts(db, providerId, actor.id, { ...query, teamOn }));
  },

  async dismissAlert(context, { params }) {
    const { db, providerId, actor, now } = context;
    const [alert] = await store.listAlerts(db, providerId, actor.id, { id: params.alert });
    if (!alert) throw new Refused(notFound, notFound.title);
    await store.insertDismissal(db, providerId, alert, actor.id, now.toString());
    context.record({ act: 'alert.dismissed', client: alert.clientId, object: alert.id, detail: {} });
    return alert;
  },
};

async function levelsFor({ db, providerId }: Context, client: ClientId): Promise<AlertLevels> {
  return (await store.levelsOf(db, providerId, [client])).get(client) ?? levelsUnlessChosen;
}

/** A level that a month has newly reached, with what whoever is told must know. */
export interface NewlyReached {
  readonly rated: RatedMonth;
  readonly levels: AlertLevels;
  readonly forecast: Forecast;
  readonly basis: OverageBasis;
  readonly reached: readonly Reached[];
}

/** What some clients' months have reached and nobody was told. */
export async function newlyReached(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  month: Month,
  now: Temporal.Instant,
): Promise<NewlyReached[]> {
  const at = minuteOf(now);
  const running = await runningMonths(db, provider, clients, month, at);
  const rated = running.map((one) => one.rated);
  const bases = await overageBases(db, provider, rated);
  const chosen = await store.levelsOf(db, provider, clients);
  const told = await store.levelsTold(db, provider, clients, month);
  return running.flatMap(({ rated: one, forecast }, index) => {
    const basis = bases[index];
    if (!basis) return [];
    const { clientId } = one.month.contract;
    const levels = chosen.get(clientId) ?? levelsUnlessChosen;
    const pace = paceOf(one.month, one.logged, at);
    const reached = reachedLevels(levels, {
      rated: one,
      pace,
      forecast,
      standing: basis.standing,
    }).filter(({ level }) => !told.has(`${clientId} ${level}`));
    return reached.length === 0 ? [] : [{ rated: one, levels, forecast, basis, reached }];
  });
}

/** The months of clients that run now, with their forecasts; no statement where none runs. */
async function runningMonths(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  month: Month,
  at: Instant,
): Promise<{ readonly rated: RatedMonth; readonly forecast: Forecast }[]> {
  const months = (await contractMonthsOf(db, provider, month, clients)).filter(
    ({ state, span }) => state.kind !== 'closed' && at >= span.from && at < span.to,
  );
  if (months.length === 0) return [];
  const rated = await ratedMonths(db, provider, months);
  const forecasts = await forecastsOf(db, provider, rated, at);
  return rated.flatMap((one, index) => {
    const forecast = forecasts[index];
    return forecast ? [{ rated: one, forecast }] : [];
  });
}

/** Alerts of what is foreseen in the words of the present forecast, without those that it no longer bears out; the others as they were told. */
async function asTheyHold({ db, providerId, now }: Context, alerts: readonly Alert[]): Promise<Alert[]> {
  const held = new Map<string, string>();
  for (const [month, ofMonth] of Map.groupBy(alerts.filter(isForeseen), (alert) => alert.month)) {
    const clients = [...new Set(ofMonth.map(({ clientId }) => clientId))];
    const running = await runningMonths(db, providerId, clients, monthFrom(month), minuteOf(now));
    for (const { rated, forecast } of running) {
      const found = foreseenLevel(forecast);
      if (found) held.set(`${rated.month.contract.clientId} ${month} ${found.level}`, found.words);
    }
  }
  return alerts.flatMap((alert) => {
    const words = isForeseen(alert)
      ? held.get(`${alert.clientId} ${alert.month} ${alert.level}`)
      : alert.words;
    return words === undefined ? [] : [{ ...alert, words }];
  });
}

/** Tells what a month has reached: in the app, and by mail to whom the client chose. Where its cap is near and it was not asked, it is. */
export async function tell(
  teller: Sender,
  { rated, levels, forecast, basis, reached }: NewlyReached,
): Promise<void> {
  const { db, providerId, now } = teller;
  const { month } = rated;
  const { id: contract, clientId } = month.contract;
  const client = await findClient(db, providerId, clientId);
  if (!client) throw new Error(`client ${clientId} has a contract and is not there`);
  const today = todayIn(client.timeZone, now);
  for (const one of reached) {
    const id = teller.newId<'alert'>();
    const about = { client: clientId, contract, month: month.month };
    if (!(await store.insertAlert(db, providerId, id, about, one, now.toString()))) continue;
    teller.record({ act: 'alert.reached', client: clientId, object: id, detail: one });
    for (const to of await store.addressesOf(db, providerId, clientId, levels, today)) {
      await queueMail(teller, {
        kind: 'alert',
        key: `alert ${id}`,
        client: clientId,
        to,
        subject: `${client.name}: ${subjects(one)}`,
        text: one.words,
        page: `/?month=${formatMonth(month.month)}`,
      });
    }
    if (one.level !== 'cap-near' || basis.consents.length > 0) continue;
    await ask(teller, client, month, {
      minutes: furtherMinutes(forecast, basis),
      reason: 'The cap on overage is nearly used up, and more work is foreseen this month',
      by: null,
    });
  }
}

/** How much further overage is foreseen beyond the cap, at the upper edge of the band, in whole hours; one at least. */
function furtherMinutes(forecast: Forecast, { standing }: OverageBasis): number {
  const foreseen = forecast.kind === 'band' ? forecast.band80.to - forecast.minutesAllotted : 0;
  const beyond = Math.max(foreseen, standing?.minutesOverage ?? 0) - (standing?.minutesCap ?? 0);
  return Math.max(1, Math.ceil(beyond / 60)) * 60;
}

function subjects({ level }: Reached): string {
  if (level === 'overage-foreseen') return 'overage is foreseen';
  if (level === 'hours-expiring') return 'hours are about to expire';
  return level === 'cap-near' ? 'the cap on overage is near' : `${level.slice(5)}% of the hours are used`;
}
