import { sql } from 'kysely';
import { z } from 'zod';
import type { ContractId } from '../contracts/contract.ts';
import { amountOf, money, type Money } from '../core/money.ts';
import { firstDayOf, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import { Addressee } from '../mail/message.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Consent, type ConsentId } from './consent.ts';
import { Cap, priceOf, type CapTerms } from './overage-cap.ts';

/** The caps in force in a month, by client; clients without one are left out. */
export async function capsOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  month: Month,
): Promise<ReadonlyMap<string, CapTerms>> {
  const { rows } = await sql<{ client_id: string; minutes: number | null; amount: number | null }>`
    select distinct on (k.client_id) k.client_id, k.minutes, k.amount from overage_cap k
    where k.provider_id = ${provider} and k.client_id = any (${clients}::uuid[]) and k.from_month <= ${firstDayOf(month)}::date
    order by k.client_id, k.from_month desc, k.set_at desc, k.id desc`.execute(db);
  return new Map(
    rows.flatMap(({ client_id, minutes, amount }): [string, CapTerms][] => {
      if (minutes !== null) return [[client_id, { minutes }]];
      return amount === null ? [] : [[client_id, { amount: money(amount) }]];
    }),
  );
}

/** The caps of a client as they were set, newest first. */
export async function listCaps(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  currency: string,
): Promise<Cap[]> {
  const rows = await db
    .selectFrom('overage_cap as k')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'k.provider_id').onRef('p.id', '=', 'k.set_by'),
    )
    .select(['k.from_month', 'k.minutes', 'k.amount', 'k.agreed_with', 'k.set_at', 'p.name'])
    .where('k.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('k.client_id', '=', client)
    .orderBy('k.set_at', 'desc')
    .orderBy('k.id', 'desc')
    .execute();
  return rows.map((row) =>
    Cap.parse({
      from: row.from_month.slice(0, 7),
      minutes: row.minutes,
      amount: row.amount === null ? null : amountOf(row.amount, currency),
      agreedWith: row.agreed_with,
      setBy: row.name,
      setAt: row.set_at,
    }),
  );
}

export async function insertCap(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: string,
  cap: {
    readonly from: Month;
    readonly terms: CapTerms | null;
    readonly agreedWith: string;
    readonly by: PersonId;
    readonly at: string;
  },
): Promise<void> {
  const { terms } = cap;
  await db
    .insertInto('overage_cap')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      from_month: firstDayOf(cap.from),
      minutes: terms && 'minutes' in terms ? terms.minutes : null,
      amount: terms && 'amount' in terms ? terms.amount : null,
      agreed_with: cap.agreedWith,
      set_by: cap.by,
      set_at: cap.at,
    })
    .execute();
}

/** Which consents are asked for; what is left out restricts nothing. */
export interface Sought {
  readonly client?: ClientId;
  readonly contracts?: readonly ContractId[];
  readonly month?: Month;
  readonly id?: ConsentId;
}

/** Consents newest first, with their answers. */
export async function listConsents(
  db: Db,
  provider: ProviderId,
  { client, contracts, month, id }: Sought,
): Promise<Consent[]> {
  const rows = await db
    .selectFrom('consent_request as r')
    .leftJoin('person as q', (join) =>
      join.on('q.provider_id', '=', provider).onRef('q.id', '=', 'r.asked_by'),
    )
    .leftJoin('consent_answer as a', (join) =>
      join.on('a.provider_id', '=', provider).onRef('a.consent_request_id', '=', 'r.id'),
    )
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'a.answered_by'),
    )
    .select(['r.id', 'r.client_id', 'r.contract_id', 'r.month', 'r.minutes', 'r.rate', 'r.currency'])
    .select(['r.reason', 'r.asked_at', 'q.name as asked_by_name'])
    .select(['a.answer', 'a.note', 'a.answered_at', 'p.name as answered_by_name'])
    .where('r.provider_id', '=', provider)
    .$if(client !== undefined, (query) => query.where('r.client_id', '=', client ?? ''))
    .$if(contracts !== undefined, (query) =>
      query.where('r.contract_id', '=', sql<string>`any (${contracts ?? []}::uuid[])`),
    )
    .$if(month !== undefined, (query) =>
      query.where('r.month', '=', month === undefined ? '' : firstDayOf(month)),
    )
    .$if(id !== undefined, (query) => query.where('r.id', '=', id ?? ''))
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map((row) =>
    Consent.parse({
      id: row.id,
      clientId: row.client_id,
      contractId: row.contract_id,
      month: row.month.slice(0, 7),
      minutes: row.minutes,
      rate: amountOf(row.rate, row.currency),
      amount: amountOf(priceOf(row.minutes, money(row.rate)), row.currency),
      currency: row.currency,
      reason: row.reason,
      askedBy: row.asked_by_name,
      askedAt: row.asked_at,
      answer: row.answer && {
        answer: row.answer,
        note: row.note,
        by: row.answered_by_name ?? '',
        at: row.answered_at,
      },
    }),
  );
}

export async function insertConsent(
  db: Db,
  provider: ProviderId,
  consent: {
    readonly id: ConsentId;
    readonly client: ClientId;
    readonly contract: ContractId;
    readonly month: Month;
    readonly minutes: number;
    readonly rate: Money;
    readonly currency: string;
    readonly reason: string;
    readonly by: PersonId | null;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('consent_request')
    .values({
      provider_id: provider,
      id: consent.id,
      client_id: consent.client,
      contract_id: consent.contract,
      month: firstDayOf(consent.month),
      minutes: consent.minutes,
      rate: consent.rate,
      currency: consent.currency,
      reason: consent.reason,
      asked_by: consent.by,
      asked_at: consent.at,
    })
    .execute();
}

/** Keeps an answer; false where there is one. */
export async function insertAnswer(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Consent, 'id' | 'clientId'>,
  { answer, note }: { readonly answer: string; readonly note: string },
  by: PersonId,
  at: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('consent_answer')
    .values({
      provider_id: provider,
      consent_request_id: id,
      client_id: clientId,
      answer,
      note,
      answered_by: by,
      answered_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Whom an answer is told: whoever asked, or the client's CSDM on a day where nobody did. */
export async function listAskers(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Consent, 'id' | 'clientId'>,
  day: string,
): Promise<Addressee[]> {
  const { rows } = await sql`
    select p.id, p.name, p.email from consent_request r
    join person p on p.provider_id = ${provider} and p.id = coalesce(r.asked_by, (
      select d.person_id from designation d where d.provider_id = ${provider} and d.client_id = ${clientId} and d.role = 'csdm'
        and not d.deputy and d.from_day <= ${day}::date and (d.to_day is null or d.to_day > ${day}::date) limit 1))
    where r.provider_id = ${provider} and r.id = ${id}`.execute(db);
  return z.array(Addressee).parse(rows);
}
