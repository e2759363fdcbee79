import { peopleWithAuthority } from '../clients/authority-store.ts';
import { theClient } from '../clients/handlers.ts';
import type { Client } from '../clients/client.ts';
import { lockClient } from '../clients/store.ts';
import { day } from '../core/day.ts';
import { formatMoney, parseCurrency, parseMoney } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { monthClosed } from '../database/refusals.ts';
import { queueMail, type Sender } from '../mail/handlers.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { overageBases } from './cap-handlers.ts';
import type { consentApi } from './consent-api.ts';
import * as store from './consent-store.ts';
import { answeredAlready, askedAlready, noAuthority, type Consent, type ConsentId } from './consent.ts';
import type { ContractMonth } from './contract-month.ts';
import { theMonth } from './handlers.ts';
import { durationInWords, monthInWords } from './in-words.ts';
import {
  capDecimals,
  capNotAgreed,
  capTooEarly,
  pricedInWords,
  type CapDraft,
  type CapTerms,
} from './overage-cap.ts';
import { ratesOn } from './terms.ts';

export const consentHandlers: Handlers<typeof consentApi, Context> = {
  async showOverageCap(context, { params, query }) {
    const { db, providerId, actor } = context;
    const { rated } = await theMonth(context, params, query.contract);
    const [basis] = await overageBases(db, providerId, [rated]);
    const { clientId, currency } = rated.month.contract;
    return {
      standing: basis?.standing ?? null,
      consents: [...(basis?.consents ?? [])],
      caps: await store.listCaps(db, providerId, clientId, currency),
      mayAnswer: actor.clientId !== null && (await mayAnswer(context, clientId)),
    };
  },

  async setOverageCap(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const client = await theClient(context, params.client);
    const today = todayIn(client.timeZone, now);
    if (body.from < today.slice(0, 7)) throw new Refused(capTooEarly, `${today.slice(0, 7)} runs.`);
    if (actor.clientId === null && body.agreedWith === '')
      throw new Refused(capNotAgreed, capNotAgreed.title, {}, [
        { path: '/agreedWith', message: 'say who of the client agreed, how and when' },
      ]);
    const terms = termsOf(client, body);
    await store.insertCap(db, providerId, client.id, context.newId<'overage-cap'>(), {
      from: monthFrom(body.from),
      terms,
      agreedWith: body.agreedWith,
      by: actor.id,
      at: now.toString(),
    });
    context.record({ act: 'overage-cap.set', client: client.id, object: client.id, detail: body });
    const [cap] = await store.listCaps(db, providerId, client.id, client.currency);
    if (!cap) throw new Error('a cap was set and cannot be found');
    return cap;
  },

  async askConsent(context, { params, body }) {
    const { db, providerId, actor } = context;
    const client = await theClient(context, params.client);
    await lockClient(db, providerId, client.id);
    const { rated } = await theMonth(context, { client: client.id, month: body.month }, body.contract);
    if (rated.month.state.kind === 'closed') throw new Refused(monthClosed, monthClosed.title);
    const [basis] = await overageBases(db, providerId, [rated]);
    if (basis?.consents.some(({ answer }) => answer === null))
      throw new Refused(askedAlready, askedAlready.title);
    return ask(context, client, rated.month, { ...body, by: actor.id });
  },

  async answerConsent(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const consent = await theConsent(context, params.consent);
    await lockClient(db, providerId, consent.clientId);
    const { rated } = await theMonth(
      context,
      { client: consent.clientId, month: consent.month },
      consent.contractId,
    );
    if (rated.month.state.kind === 'closed') throw new Refused(monthClosed, monthClosed.title);
    if (!(await mayAnswer(context, consent.clientId))) throw new Refused(noAuthority, noAuthority.title);
    if (!(await store.insertAnswer(db, providerId, consent, body, actor.id, now.toString())))
      throw new Refused(answeredAlready, answeredAlready.title);
    context.record({
      act: body.answer === 'agreed' ? 'consent.agreed' : 'consent.declined',
      client: consent.clientId,
      object: consent.id,
      detail: { ...body, month: consent.month, minutes: consent.minutes },
    });
    await tellAnswer(context, consent, rated.month, body);
    return theConsent(context, consent.id);
  },

  async listConsents(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listConsents(context.db, context.providerId, { client: id });
  },
};

function termsOf({ currency }: Client, { minutes, amount }: CapDraft): CapTerms | null {
  if (minutes !== null) return { minutes };
  if (amount === null) return null;
  const parsed = parseMoney(amount, parseCurrency(currency));
  if (parsed === undefined) throw new Refused(capDecimals, `${amount} is no amount of ${currency}.`);
  return { amount: parsed };
}

/** What a client is asked, and by whom; null where nobody asked and the cap was near. */
export interface Asking {
  readonly minutes: number;
  readonly reason: string;
  readonly by: PersonId | null;
}

/** Asks a client to agree to further overage, in the portal and by mail to whoever may answer for it. */
export async function ask(
  asker: Sender,
  client: Pick<Client, 'id' | 'name'>,
  { contract, month, frame, days }: ContractMonth,
  { minutes, reason, by }: Asking,
): Promise<Consent> {
  const { db, providerId, now } = asker;
  const id = asker.newId<'consent'>();
  const rate = ratesOn(frame.contract, day(days.to - 1)).overage;
  const { currency } = frame;
  const asked = { id, client: client.id, contract: contract.id, month, minutes, rate, currency, reason, by };
  await store.insertConsent(db, providerId, { ...asked, at: now.toString() });
  asker.record({
    act: 'consent.asked',
    client: client.id,
    object: id,
    detail: { month: monthInWords(month), minutes, rate: formatMoney(rate, currency), currency, reason },
  });
  for (const { name, email } of await peopleWithAuthority(db, providerId, client.id, 'approve-overage')) {
    await queueMail(asker, {
      kind: 'consent-asked',
      key: `consent-asked ${id}`,
      client: client.id,
      to: email,
      subject: `${client.name}: further hours in ${monthInWords(month)} need your consent`,
      text:
        `Hello ${name},\n\nthe hours of ${monthInWords(month)} are used up, and further work needs your consent: ` +
        `${pricedInWords(minutes, rate, currency)}.\n\nWhat they are needed for: ${reason}\n\nYou can agree or decline with one click:`,
      page: '/portal',
    });
  }
  const [consent] = await store.listConsents(db, providerId, { id });
  if (!consent) throw new Error(`consent ${id} was asked for and cannot be found`);
  return consent;
}

async function tellAnswer(
  context: Context,
  consent: Consent,
  { month, contract }: ContractMonth,
  { answer, note }: { readonly answer: string; readonly note: string },
): Promise<void> {
  const { db, providerId, actor, now } = context;
  const client = await theClient(context, contract.clientId);
  const today = todayIn(client.timeZone, now);
  for (const { email } of await store.listAskers(db, providerId, consent, today)) {
    await queueMail(context, {
      kind: 'consent-answered',
      key: `consent-answered ${consent.id}`,
      client: client.id,
      to: email,
      subject: `${client.name} ${answer} to further hours in ${monthInWords(month)}`,
      text:
        `${actor.name} ${answer} to ${durationInWords(consent.minutes)} of further work for ${client.name} in ${monthInWords(month)}` +
        `${note === '' ? '' : `: ${note}`}.`,
      page: `/app/clients/${client.id}/hours?month=${consent.month}`,
    });
  }
}

async function theConsent({ db, providerId }: Context, id: ConsentId): Promise<Consent> {
  const [consent] = await store.listConsents(db, providerId, { id });
  if (!consent) throw new Refused(notFound, notFound.title);
  return consent;
}

async function mayAnswer({ db, providerId, actor }: Context, client: ClientId): Promise<boolean> {
  const people = await peopleWithAuthority(db, providerId, client, 'approve-overage');
  return people.some(({ id }) => id === actor.id);
}
