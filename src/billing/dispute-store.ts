import { sql } from 'kysely';
import { z } from 'zod';
import { amountOf } from '../core/money.ts';
import { refusing } from '../database/refusals.ts';
import type { Db } from '../database/transaction.ts';
import { Addressee } from '../mail/message.ts';
import type { ClientId, Done, ProviderId } from '../people/person.ts';
import { noSuchLine, type AdjustmentId } from './adjustment.ts';
import { findAdjustments } from './adjustment-store.ts';
import { Dispute, disputeOpen, waitsFor, type DisputeId } from './dispute.ts';
import type { InvoiceId, InvoiceSummary } from './invoice.ts';

/** What disputes are asked for; what is left out restricts nothing. */
export interface SoughtDisputes {
  readonly id?: DisputeId;
  readonly invoice?: InvoiceId | undefined;
  readonly client?: ClientId | undefined;
  readonly state?: 'open' | 'settled' | undefined;
}

/** Disputes with their threads, newest first: three statements, however many. `after` is where the page before ended. */
export async function listDisputes(
  db: Db,
  provider: ProviderId,
  { id, invoice, client, state }: SoughtDisputes,
  limit: number,
  after: { readonly openedAt: string; readonly id: string } | null,
): Promise<Dispute[]> {
  const rows = await disputeRows(db, provider)
    .$if(id !== undefined, (query) => query.where('d.id', '=', id ?? ''))
    .$if(invoice !== undefined, (query) => query.where('d.invoice_id', '=', invoice ?? ''))
    .$if(client !== undefined, (query) => query.where('d.client_id', '=', client ?? ''))
    .$if(state !== undefined, (query) =>
      query.where('s.dispute_id', state === 'settled' ? 'is not' : 'is', null),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('d.opened_at', 'd.id'), '<', eb.tuple(after?.openedAt ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('d.opened_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const written = await messageRows(
    db,
    provider,
    rows.map((row) => row.id),
  );
  const byDispute = Map.groupBy(written, ({ dispute_id }) => dispute_id);
  const adjustments = await findAdjustments(
    db,
    provider,
    rows.flatMap(({ adjustment_id }) => (adjustment_id === null ? [] : [adjustment_id])),
  );
  return rows.map((row) => disputeFrom(row, byDispute.get(row.id) ?? [], adjustments));
}

export async function findDispute(db: Db, provider: ProviderId, id: DisputeId): Promise<Dispute | null> {
  return (await listDisputes(db, provider, { id }, 1, null))[0] ?? null;
}

/** The dispute of a line that none follows yet, and whether it is settled; null where the line was never disputed. */
export async function lastDisputeOf(
  db: Db,
  provider: ProviderId,
  invoice: InvoiceId,
  position: number,
): Promise<{ readonly id: string; readonly isSettled: boolean } | null> {
  const row = await db
    .selectFrom('dispute as d')
    .leftJoin('dispute as n', (join) =>
      join
        .on('n.provider_id', '=', provider)
        .onRef('n.invoice_id', '=', 'd.invoice_id')
        .onRef('n.position', '=', 'd.position')
        .onRef('n.follows', '=', 'd.id'),
    )
    .leftJoin('dispute_settlement as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.dispute_id', '=', 'd.id'),
    )
    .select(['d.id', 's.dispute_id as settled'])
    .where('d.provider_id', '=', provider)
    .where('d.invoice_id', '=', invoice)
    .where('d.position', '=', position)
    .where('n.id', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, isSettled: row.settled !== null } : null;
}

/** Refused by the database where the invoice has no such line, and where its last dispute is open or was followed meanwhile. */
export async function insertDispute(
  db: Db,
  provider: ProviderId,
  id: DisputeId,
  { id: invoice, clientId }: Pick<InvoiceSummary, 'id' | 'clientId'>,
  {
    position,
    reason,
    follows,
  }: { readonly position: number; readonly reason: string; readonly follows: string | null },
  { by, at }: Done,
): Promise<void> {
  await refusing(
    { dispute_one_open: disputeOpen, dispute_line: noSuchLine },
    db
      .insertInto('dispute')
      .values({
        provider_id: provider,
        id,
        client_id: clientId,
        invoice_id: invoice,
        position,
        follows,
        reason,
        opened_by: by,
        opened_at: at,
      })
      .execute(),
  );
}

export async function insertMessage(
  db: Db,
  provider: ProviderId,
  { id, clientId, messages }: Pick<Dispute, 'id' | 'clientId' | 'messages'>,
  words: string,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('dispute_message')
    .values({
      provider_id: provider,
      dispute_id: id,
      nth: messages.length,
      client_id: clientId,
      words,
      written_by: by,
      written_at: at,
    })
    .execute();
}

export async function insertSettlement(
  db: Db,
  provider: ProviderId,
  { id, clientId, invoiceId, position }: Pick<Dispute, 'id' | 'clientId' | 'invoiceId' | 'position'>,
  { words, adjustment }: { readonly words: string; readonly adjustment: AdjustmentId | null },
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('dispute_settlement')
    .values({
      provider_id: provider,
      dispute_id: id,
      client_id: clientId,
      invoice_id: invoiceId,
      position,
      adjustment_id: adjustment,
      words,
      settled_by: by,
      settled_at: at,
    })
    .execute();
}

/** Who takes part for the client: whoever wrote. */
export async function clientSideOf(db: Db, provider: ProviderId, dispute: DisputeId): Promise<Addressee[]> {
  const { rows } = await sql`
    select p.id, p.name, p.email from person p
    where p.provider_id = ${provider} and p.client_id is not null and p.deactivated_at is null and p.id in (${writers(provider, dispute)})
    order by p.name, p.id`.execute(db);
  return z.array(Addressee).parse(rows);
}

/** Who takes part for the provider: the client's CSDM on a day, everybody in finance, and whoever wrote. */
export async function providerSideOf(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Dispute, 'id' | 'clientId'>,
  day: string,
): Promise<Addressee[]> {
  const { rows } = await sql`
    select p.id, p.name, p.email from person p
    where p.provider_id = ${provider} and p.client_id is null and p.deactivated_at is null and (
      'finance' = any (p.roles)
      or p.id in (select d.person_id from designation d where d.provider_id = ${provider} and d.client_id = ${clientId}
        and d.role = 'csdm' and d.from_day <= ${day}::date and (d.to_day is null or d.to_day > ${day}::date))
      or p.id in (${writers(provider, id)}))
    order by p.name, p.id`.execute(db);
  return z.array(Addressee).parse(rows);
}

const writers = (provider: ProviderId, dispute: DisputeId) => sql`
  select d.opened_by from dispute d where d.provider_id = ${provider} and d.id = ${dispute}
  union all select m.written_by from dispute_message m where m.provider_id = ${provider} and m.dispute_id = ${dispute}`;

const disputeRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('dispute as d')
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.provider_id', '=', 'd.provider_id').onRef('i.id', '=', 'd.invoice_id'),
    )
    .innerJoin('invoice_line as l', (join) =>
      join
        .onRef('l.provider_id', '=', 'd.provider_id')
        .onRef('l.invoice_id', '=', 'd.invoice_id')
        .onRef('l.position', '=', 'd.position'),
    )
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'd.provider_id').onRef('c.id', '=', 'd.client_id'),
    )
    .innerJoin('person as o', (join) =>
      join.onRef('o.provider_id', '=', 'd.provider_id').onRef('o.id', '=', 'd.opened_by'),
    )
    .leftJoin('dispute_settlement as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.dispute_id', '=', 'd.id'),
    )
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 's.settled_by'),
    )
    .select([
      'd.id',
      'd.client_id',
      'c.name as client_name',
      'd.invoice_id',
      'i.number',
      'i.currency',
      'd.position',
      'l.amount',
      'd.follows',
      'd.reason',
      'd.opened_by',
      'o.name as opened_by_name',
      'd.opened_at',
      's.adjustment_id',
      's.words',
      's.settled_by',
      'p.name as settled_by_name',
      's.settled_at',
    ])
    .where('d.provider_id', '=', provider)
    .where('i.provider_id', '=', provider)
    .where('l.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .where('o.provider_id', '=', provider);

const messageRows = (db: Db, provider: ProviderId, disputes: readonly string[]) =>
  db
    .selectFrom('dispute_message as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'm.provider_id').onRef('p.id', '=', 'm.written_by'),
    )
    .select(['m.dispute_id', 'm.words', 'm.written_by', 'p.name', 'p.client_id as of_client', 'm.written_at'])
    .where('m.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('m.dispute_id', '=', sql<string>`any (${disputes}::uuid[])`)
    .orderBy('m.dispute_id')
    .orderBy('m.nth')
    .execute();

function disputeFrom(
  row: Awaited<ReturnType<ReturnType<typeof disputeRows>['executeTakeFirstOrThrow']>>,
  written: Awaited<ReturnType<typeof messageRows>>,
  adjustments: Awaited<ReturnType<typeof findAdjustments>>,
): Dispute {
  const messages = [
    {
      side: 'client' as const,
      words: row.reason,
      writtenBy: row.opened_by,
      writtenByName: row.opened_by_name,
      writtenAt: row.opened_at,
    },
    ...written.map((one) => ({
      side: one.of_client === null ? ('provider' as const) : ('client' as const),
      words: one.words,
      writtenBy: one.written_by,
      writtenByName: one.name,
      writtenAt: one.written_at,
    })),
  ];
  return Dispute.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    position: row.position,
    currency: row.currency,
    amount: amountOf(row.amount, row.currency),
    follows: row.follows,
    openedAt: row.opened_at,
    messages,
    state:
      row.settled_at === null
        ? { state: 'open', waitsFor: waitsFor(messages) }
        : {
            state: 'settled',
            words: row.words,
            settledBy: row.settled_by,
            settledByName: row.settled_by_name,
            settledAt: row.settled_at,
            adjustment: row.adjustment_id === null ? null : adjustments.get(row.adjustment_id),
          },
  });
}
