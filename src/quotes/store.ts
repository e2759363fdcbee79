import { sql } from 'kysely';
import { Letterhead } from '../billing/letterhead.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { Db } from '../database/transaction.ts';
import type { FileId } from '../files/file.ts';
import type { ClientId, Done, ProviderId } from '../people/person.ts';
import { KeptQuote, QuoteOffer, type QuoteId, type SigningAuthority } from './quote.ts';

/** Which quotes: those of a client, or one. */
export type WhichQuotes = { readonly client: ClientId } | { readonly quote: QuoteId };

/** The quotes of a client, the latest first, each with all that became of it. A client sees what was sent to it and nothing else. */
export async function listQuotes(db: Db, provider: ProviderId, which: WhichQuotes): Promise<KeptQuote[]> {
  const [ofQuote, ofSending] =
    'client' in which
      ? [sql`client_id = ${which.client}`, sql`client_id = ${which.client}`]
      : [sql`id = ${which.quote}`, sql`quote_id = ${which.quote}`];
  const { rows } = await sql<QuoteRow>`
    select coalesce(q.id, s.quote_id) as id, coalesce(q.client_id, s.client_id) as client_id, coalesce(q.number, s.number) as number,
      coalesce(s.offer, q.offer) as offer, s.sent_by, sp.name as sent_by_name, s.sent_at, encode(d.sha256, 'hex') as document_hash, s.availability_acknowledged,
      o.outcome, o.decided_by, op.name as decided_by_name, o.decided_at, o.reason, o.option_position, o.signed_name, o.authority, o.contract_id,
      coalesce((select json_agg(json_build_object('kind', f.kind, 'name', f.name, 'hash', encode(b.sha256, 'hex'))
          order by array_position(array['document', 'certificate', 'log'], f.kind))
        from quote_file f join file b on b.provider_id = ${provider} and b.id = f.file_id
        where f.provider_id = ${provider} and f.quote_id = coalesce(q.id, s.quote_id)), '[]') as files
    from (select * from quote where provider_id = ${provider} and ${ofQuote}) q
    full join (select * from quote_sending where provider_id = ${provider} and ${ofSending}) s on s.quote_id = q.id
    left join file d on d.provider_id = ${provider} and d.id = s.document_file
    left join person sp on sp.provider_id = ${provider} and sp.id = s.sent_by
    left join quote_outcome o on o.provider_id = ${provider} and o.quote_id = coalesce(q.id, s.quote_id)
    left join person op on op.provider_id = ${provider} and op.id = o.decided_by
    order by coalesce(q.id, s.quote_id) desc`.execute(db);
  return rows.map(quoteFrom);
}

/** How many quotes a client has had. */
export async function countQuotes(db: Db, provider: ProviderId, client: ClientId): Promise<number> {
  const row = await db
    .selectFrom('quote')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .executeTakeFirstOrThrow();
  return row.count;
}

type OfQuote = Pick<KeptQuote, 'id' | 'clientId'>;

export async function insertQuote(
  db: Db,
  provider: ProviderId,
  { id, clientId, number }: Pick<KeptQuote, 'id' | 'clientId' | 'number'>,
  offer: QuoteOffer,
): Promise<void> {
  await db
    .insertInto('quote')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      number,
      offer: JSON.stringify(offer),
      drafted_by: offer.drafted.by,
      drafted_at: offer.drafted.at,
    })
    .execute();
}

/** Keeps what was drafted as what the client sees from now on. */
export async function insertSending(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfQuote,
  sending: Done & {
    readonly letterhead: Letterhead;
    readonly document: FileId;
    readonly availabilityAcknowledged: boolean;
  },
): Promise<void> {
  await sql`
    insert into quote_sending (provider_id, quote_id, client_id, number, offer, letterhead, document_file, availability_acknowledged,
      sent_by, sent_at)
    select q.provider_id, q.id, q.client_id, q.number, q.offer, ${JSON.stringify(sending.letterhead)}::jsonb, ${sending.document}::uuid,
      ${sending.availabilityAcknowledged}, ${sending.by}::uuid, ${sending.at}::timestamptz
    from quote q where q.provider_id = ${provider} and q.id = ${id} and q.client_id = ${clientId}`.execute(
    db,
  );
}

/** The letterhead that a quote was sent under. */
export async function findLetterhead(db: Db, provider: ProviderId, quote: QuoteId): Promise<Letterhead> {
  const row = await db
    .selectFrom('quote_sending')
    .select('letterhead')
    .where('provider_id', '=', provider)
    .where('quote_id', '=', quote)
    .executeTakeFirstOrThrow();
  return Letterhead.parse(row.letterhead);
}

/** Ends a quote without a contract. */
export async function insertEnding(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfQuote,
  outcome: 'declined' | 'withdrawn',
  { by, at, reason }: Done & { readonly reason: string },
): Promise<void> {
  await db
    .insertInto('quote_outcome')
    .values({
      provider_id: provider,
      quote_id: id,
      client_id: clientId,
      outcome,
      decided_by: by,
      decided_at: at,
      reason,
    })
    .execute();
}

export interface NewAcceptance extends Done {
  readonly option: number;
  readonly signedName: string;
  readonly authority: SigningAuthority;
  readonly contract: ContractId;
}

/** Notes the acceptance of a quote; its contract and its files are there already. */
export async function insertAcceptance(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfQuote,
  { by, at, option, signedName, authority, contract }: NewAcceptance,
): Promise<void> {
  await db
    .insertInto('quote_outcome')
    .values({
      provider_id: provider,
      quote_id: id,
      client_id: clientId,
      outcome: 'accepted',
      decided_by: by,
      decided_at: at,
      option_position: option,
      document_file: sql<string>`(select document_file from quote_sending where provider_id = ${provider} and quote_id = ${id})`,
      signed_name: signedName,
      authority,
      contract_id: contract,
    })
    .execute();
}

interface QuoteRow {
  readonly id: string;
  readonly client_id: string;
  readonly number: string;
  readonly offer: unknown;
  readonly sent_by: string | null;
  readonly sent_by_name: string | null;
  readonly sent_at: string | null;
  readonly document_hash: string | null;
  readonly availability_acknowledged: boolean | null;
  readonly outcome: 'accepted' | 'declined' | 'withdrawn' | null;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  readonly option_position: number | null;
  readonly signed_name: string | null;
  readonly authority: string | null;
  readonly contract_id: string | null;
  readonly files: unknown;
}

const quoteFrom = (row: QuoteRow): KeptQuote =>
  KeptQuote.parse({
    ...QuoteOffer.parse(row.offer),
    id: row.id,
    clientId: row.client_id,
    number: row.number,
    sent: row.sent_at && {
      by: row.sent_by,
      byName: row.sent_by_name,
      at: row.sent_at,
      documentHash: row.document_hash,
      availabilityAcknowledged: row.availability_acknowledged,
    },
    outcome: row.outcome && {
      kind: row.outcome,
      by: row.decided_by,
      byName: row.decided_by_name,
      at: row.decided_at,
      reason: row.reason,
      acceptance:
        row.outcome === 'accepted'
          ? {
              option: row.option_position,
              signedName: row.signed_name,
              authority: row.authority,
              contractId: row.contract_id,
            }
          : null,
    },
    files: row.files,
  });
