import { sql } from 'kysely';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { amountOf, money } from '../core/money.ts';
import { firstDayOf, formatMonth, monthFrom, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import {
  invoiceLineKinds,
  InvoiceSummary,
  type DraftLine,
  type FeeBilled,
  type InvoiceId,
  type InvoiceKey,
  type InvoiceSeries,
} from './invoice.ts';

/** What invoices are asked for; what is left out restricts nothing. */
export interface Sought {
  readonly client?: ClientId | undefined;
  readonly month?: string | undefined;
}

/** Invoices newest first: by the moment they were issued, then by number; `after` is where the page before ended. */
export async function listInvoices(
  db: Db,
  provider: ProviderId,
  { client, month }: Sought,
  limit: number,
  after: { readonly issuedAt: string; readonly number: string } | null,
): Promise<InvoiceSummary[]> {
  const rows = await invoiceRows(db, provider)
    .$if(client !== undefined, (query) => query.where('i.client_id', '=', client ?? ''))
    .$if(month !== undefined, (query) => query.where(invoiceMonth, '=', `${month}-01`))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('i.issued_at', 'i.number'), '<', eb.tuple(after?.issuedAt ?? '', after?.number ?? '')),
      ),
    )
    .orderBy('i.issued_at', 'desc')
    .orderBy('i.number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(summaryFrom);
}

/** The invoice of an id or of a number. */
export async function findInvoice(
  db: Db,
  provider: ProviderId,
  key: InvoiceKey,
): Promise<InvoiceSummary | null> {
  const rows = invoiceRows(db, provider);
  const row = await (
    'id' in key ? rows.where('i.id', '=', key.id) : rows.where('i.number', '=', key.number)
  ).executeTakeFirst();
  return row ? summaryFrom(row) : null;
}

/** The lines of an invoice in their order. */
export async function linesOf(db: Db, provider: ProviderId, invoice: InvoiceId): Promise<DraftLine[]> {
  const rows = await db
    .selectFrom('invoice_line')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    kind: kindFrom(row.kind),
    month: monthFrom(row.month),
    package: row.package_id,
    expense: row.expense_id,
    adjustment: row.adjustment_id,
    minutes: row.minutes,
    rate: row.rate === null ? null : money(row.rate),
    amount: money(row.amount),
  }));
}

function kindFrom(text: string): DraftLine['kind'] {
  const kind = invoiceLineKinds.find((one) => one === text);
  if (!kind) throw new Error(`${text} is no kind of invoice line`);
  return kind;
}

/**
 * What the invoices of earlier months billed for a month ahead, by contract. The lines are found first, by their package: while a
 * provider's first invoices are being written, the planner takes them for few and would go through all of them.
 */
export async function feesBilledFor(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
  month: Month,
): Promise<ReadonlyMap<ContractId, FeeBilled[]>> {
  const first = firstDayOf(month);
  const { rows } = await sql<{
    contract_id: string;
    id: string;
    number: string;
    package_id: string;
    amount: number;
  }>`
    with l as materialized (select p.contract_id, l.*
      from package p
      cross join lateral (select l.invoice_id, l.package_id, l.amount from invoice_line l
        where l.provider_id = ${provider} and l.package_id = p.id and l.month = ${first} offset 0) l
      where p.provider_id = ${provider} and p.contract_id = any (${contracts}::uuid[]))
    select l.contract_id, i.id, i.number, l.package_id, l.amount
    from l
    join invoice i on i.provider_id = ${provider} and i.id = l.invoice_id
    join closure c on c.provider_id = ${provider} and c.id = i.closure_id and c.month < ${first}
    order by i.number`.execute(db);
  const byContract = Map.groupBy(rows, (row) => known<'contract'>(row.contract_id));
  return new Map(
    [...byContract].map(([contract, billed]) => [
      contract,
      billed.map((row) => ({
        invoice: row.id,
        number: row.number,
        package: row.package_id,
        amount: money(row.amount),
      })),
    ]),
  );
}

/**
 * Takes so many numbers from the provider's gapless sequence and gives the first of them and the prefix. Whoever comes after waits until
 * this transaction has ended, so it is taken as late as can be; where the transaction is undone, so is the count.
 */
export async function takeNumbers(
  db: Db,
  provider: ProviderId,
  count: number,
): Promise<{ readonly prefix: string; readonly first: number }> {
  const row = await db
    .insertInto('invoice_series')
    .values({ provider_id: provider, prefix: prefixUnlessSet, last_number: count })
    .onConflict((conflict) =>
      conflict.column('provider_id').doUpdateSet((eb) => ({
        last_number: eb('invoice_series.last_number', '+', count),
      })),
    )
    .returning(['prefix', 'last_number'])
    .executeTakeFirstOrThrow();
  return { prefix: row.prefix, first: row.last_number - count + 1 };
}

const prefixUnlessSet = 'INV-';

export async function findSeries(db: Db, provider: ProviderId): Promise<InvoiceSeries> {
  const row = await db
    .selectFrom('invoice_series')
    .select(['prefix', 'last_number'])
    .where('provider_id', '=', provider)
    .executeTakeFirst();
  return { prefix: row?.prefix ?? prefixUnlessSet, lastNumber: row?.last_number ?? 0 };
}

export async function setPrefix(db: Db, provider: ProviderId, prefix: string): Promise<void> {
  await db
    .insertInto('invoice_series')
    .values({ provider_id: provider, prefix })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet({ prefix }))
    .execute();
}

/** An invoice as it is issued. */
export interface NewInvoice {
  readonly id: InvoiceId;
  readonly kind: InvoiceSummary['kind'];
  readonly client: ClientId;
  readonly closure: string;
  readonly number: string;
  readonly currency: string;
  readonly total: number;
  readonly lines: readonly DraftLine[];
}

/** Issues invoices with their lines: two statements, however many. */
export async function insertInvoices(
  db: Db,
  provider: ProviderId,
  invoices: readonly NewInvoice[],
  at: string,
): Promise<void> {
  await db
    .insertInto('invoice')
    .values(
      invoices.map(({ id, kind, client, closure, number, currency, total }) => ({
        provider_id: provider,
        id,
        kind,
        client_id: client,
        closure_id: closure,
        number,
        issued_at: at,
        currency,
        total,
      })),
    )
    .execute();
  const lines = invoices.flatMap(({ id, client, lines: ofInvoice }) =>
    ofInvoice.map((line, index) => ({
      invoice_id: id,
      client_id: client,
      position: index + 1,
      kind: line.kind,
      month: firstDayOf(line.month),
      package_id: line.package,
      expense_id: line.expense,
      adjustment_id: line.adjustment,
      minutes: line.minutes,
      rate: line.rate,
      amount: line.amount,
    })),
  );
  if (lines.length === 0) return;
  // As one parameter, because a statement takes 65,535 of them at most.
  await sql`
    insert into invoice_line (provider_id, invoice_id, position, client_id, kind, month, package_id, expense_id, adjustment_id,
      minutes, rate, amount)
    select ${provider}::uuid, l.invoice_id, l.position, l.client_id, l.kind, l.month, l.package_id, l.expense_id, l.adjustment_id,
      l.minutes, l.rate, l.amount
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (invoice_id uuid, position integer, client_id uuid, kind text,
      month date, package_id uuid, expense_id uuid, adjustment_id uuid, minutes integer, rate bigint, amount bigint)`.execute(
    db,
  );
}

/** Where there is no paper the invoice is of a month, because papers are older than invoices of adjustments alone. */
const invoiceMonth = sql<string>`case i.kind when 'month' then c.month else date_trunc('month', p.issued_on::timestamp)::date end`;

const invoiceRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('invoice as i')
    .innerJoin('closure as c', (join) =>
      join.onRef('c.provider_id', '=', 'i.provider_id').onRef('c.id', '=', 'i.closure_id'),
    )
    .innerJoin('contract as k', (join) =>
      join.onRef('k.provider_id', '=', 'i.provider_id').onRef('k.id', '=', 'c.contract_id'),
    )
    .innerJoin('client as n', (join) =>
      join.onRef('n.provider_id', '=', 'i.provider_id').onRef('n.id', '=', 'i.client_id'),
    )
    .leftJoin('invoice_paper as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.invoice_id', '=', 'i.id'),
    )
    .select([
      'i.id',
      'i.number',
      'i.client_id',
      'n.name as client_name',
      'c.contract_id',
      'k.number as contract_number',
      invoiceMonth.as('month'),
      'i.kind',
      'i.issued_at',
      'i.currency',
      'i.total',
      'p.tax',
    ])
    .where('i.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .where('k.provider_id', '=', provider)
    .where('n.provider_id', '=', provider);

const summaryFrom = (
  row: Awaited<ReturnType<ReturnType<typeof invoiceRows>['executeTakeFirstOrThrow']>>,
): InvoiceSummary =>
  InvoiceSummary.parse({
    id: row.id,
    number: row.number,
    kind: row.kind,
    clientId: row.client_id,
    clientName: row.client_name,
    contractId: row.contract_id,
    contractNumber: row.contract_number,
    month: formatMonth(monthFrom(row.month)),
    issuedAt: row.issued_at,
    currency: row.currency,
    total: amountOf(row.total, row.currency),
    tax: amountOf(row.tax ?? 0, row.currency),
    gross: amountOf(row.total + (row.tax ?? 0), row.currency),
  });
