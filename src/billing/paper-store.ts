import { sql } from 'kysely';
import { money } from '../core/money.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { findProvider } from '../people/store.ts';
import { Buyer, Seller, type Paper, type Parties } from './invoice-paper.ts';
import type { InvoiceId } from './invoice.ts';
import { clientInvoicings, nothingSaid, providerInvoicing } from './invoicing-store.ts';
import { categoryFrom } from './tax-store.ts';

/** What is said now of the provider and of some clients. */
export async function partiesOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<(client: ClientId) => Parties> {
  const seller = await providerInvoicing(db, provider);
  const buyers = await clientInvoicings(db, provider, clients);
  const known = await findProvider(db, provider);
  if (!known) throw new Error('the provider cannot be found');
  const named = await db
    .selectFrom('client')
    .select(['id', 'name'])
    .where('provider_id', '=', provider)
    .where('id', '=', sql<string>`any (${clients}::uuid[])`)
    .execute();
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (client) => ({
    providerName: known.name,
    clientName: names.get(client) ?? '',
    provider: seller,
    client: buyers.get(client) ?? nothingSaid,
  });
}

/** The paper of an issued invoice, and whose it is. */
export interface NewPaper {
  readonly invoice: InvoiceId;
  readonly client: ClientId;
  readonly paper: Paper & { readonly dueOn: string };
}

/** Keeps papers with their taxes: three statements, however many. */
export async function insertPapers(db: Db, provider: ProviderId, papers: readonly NewPaper[]): Promise<void> {
  await db
    .insertInto('invoice_paper')
    .values(
      papers.map(({ invoice, client, paper }) => ({
        provider_id: provider,
        invoice_id: invoice,
        client_id: client,
        issued_on: paper.issuedOn,
        due_on: paper.dueOn,
        tax: paper.taxed.tax,
        seller: JSON.stringify(paper.seller),
        buyer: JSON.stringify(paper.buyer),
      })),
    )
    .execute();
  const groups = papers.flatMap(({ invoice, client, paper }) =>
    paper.taxed.groups.map((group, index) => ({
      provider_id: provider,
      invoice_id: invoice,
      position: index + 1,
      client_id: client,
      name: group.name,
      category: group.category,
      basis_points: group.basisPoints,
      reason_code: group.reasonCode,
      reason: group.reason,
      net: group.net,
      tax: group.tax,
    })),
  );
  if (groups.length === 0) return;
  await db.insertInto('invoice_tax').values(groups).execute();
  const lines = papers.flatMap(({ invoice, client, paper }) =>
    paper.taxed.lines.map(({ group, tax }, index) => ({
      invoice_id: invoice,
      position: index + 1,
      client_id: client,
      tax_position: group,
      tax,
    })),
  );
  // As one parameter, because a statement takes 65,535 of them at most.
  await sql`
    insert into invoice_line_tax (provider_id, invoice_id, position, client_id, tax_position, tax)
    select ${provider}::uuid, l.invoice_id, l.position, l.client_id, l.tax_position, l.tax
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (invoice_id uuid, position integer, client_id uuid,
      tax_position smallint, tax bigint)`.execute(db);
}

/** The paper as an invoice was issued with it; null for one from before papers were kept. */
export async function findPaper(db: Db, provider: ProviderId, invoice: InvoiceId): Promise<Paper | null> {
  const paper = await db
    .selectFrom('invoice_paper')
    .select(['issued_on', 'due_on', 'tax', 'seller', 'buyer'])
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .executeTakeFirst();
  if (!paper) return null;
  const groups = await db
    .selectFrom('invoice_tax')
    .select(['name', 'category', 'basis_points', 'reason_code', 'reason', 'net', 'tax'])
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .orderBy('position')
    .execute();
  const lines = await db
    .selectFrom('invoice_line_tax')
    .select(['tax_position', 'tax'])
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .orderBy('position')
    .execute();
  return {
    issuedOn: paper.issued_on,
    dueOn: paper.due_on,
    seller: Seller.parse(paper.seller),
    buyer: Buyer.parse(paper.buyer),
    taxed: {
      tax: money(paper.tax),
      groups: groups.map((group) => ({
        name: group.name,
        category: categoryFrom(group.category),
        basisPoints: group.basis_points,
        reasonCode: group.reason_code,
        reason: group.reason,
        net: money(group.net),
        tax: money(group.tax),
      })),
      lines: lines.map((line) => ({ group: line.tax_position, tax: money(line.tax) })),
    },
  };
}
