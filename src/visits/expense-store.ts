import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { costColumns, costFrom } from './cost-store.ts';
import type { Cost } from './cost.ts';
import { Expense, type ExpenseDraft, type ExpenseId } from './expense.ts';
import { receiptsOf } from './receipt-store.ts';

/** What an expense says, priced in the currency of its day. */
export interface PricedExpense {
  readonly draft: ExpenseDraft;
  readonly cost: Cost;
  readonly currency: string;
}

/** The money in which a client pays for something of a day: that of its contract then, or its own where it has none. */
export async function currencyOn(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  day: string,
): Promise<string> {
  const row = await db
    .selectFrom('client')
    .select((eb) =>
      eb.fn
        .coalesce(
          eb
            .selectFrom('contract as k')
            .select('k.currency')
            .where('k.provider_id', '=', provider)
            .whereRef('k.client_id', '=', 'client.id')
            .where('k.start_day', '<=', day)
            .where('k.end_day', '>', day),
          'client.currency',
        )
        .as('currency'),
    )
    .where('provider_id', '=', provider)
    .where('id', '=', client)
    .executeTakeFirstOrThrow();
  return row.currency;
}

/** Which expenses are asked for; what is left out restricts nothing. Days are [from, to). */
export interface SoughtExpenses {
  readonly client?: ClientId | undefined;
  readonly person?: PersonId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Expenses by day, the latest first, then by id; `after` is where the page before ended. */
export async function listExpenses(
  db: Db,
  provider: ProviderId,
  { client, person, from, to }: SoughtExpenses,
  limit: number,
  after: { readonly day: string; readonly id: string } | null,
): Promise<Expense[]> {
  const rows = await expenseRows(db, provider)
    .$if(client !== undefined, (query) => query.where('x.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('x.person_id', '=', person ?? ''))
    .$if(from !== undefined, (query) => query.where('x.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('x.day', '<', to ?? ''))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('x.day', 'x.id'), '<', eb.tuple(after?.day ?? '', after?.id ?? ''))),
    )
    .orderBy('x.day', 'desc')
    .orderBy('x.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(expenseFrom);
}

/** `locked` keeps anybody from changing the expense until the transaction ends. */
export async function findExpense(
  db: Db,
  provider: ProviderId,
  id: ExpenseId,
  mode: 'read' | 'locked' = 'read',
): Promise<Expense | null> {
  const row = await expenseRows(db, provider)
    .where('x.id', '=', id)
    .$if(mode === 'locked', (query) => query.forUpdate('x'))
    .executeTakeFirst();
  return row ? expenseFrom(row) : null;
}

export async function insertExpense(
  db: Db,
  provider: ProviderId,
  made: {
    readonly id: ExpenseId;
    readonly person: PersonId;
    readonly by: PersonId;
  },
  expense: PricedExpense,
): Promise<void> {
  await db
    .insertInto('expense')
    .values({
      provider_id: provider,
      id: made.id,
      person_id: made.person,
      created_by: made.by,
      ...columnsOf(expense),
    })
    .execute();
}

/** Saves an edit made from `version`; false where the expense has moved on since. */
export async function updateExpense(
  db: Db,
  provider: ProviderId,
  { id, version }: { readonly id: ExpenseId; readonly version: number },
  expense: PricedExpense,
): Promise<boolean> {
  const updated = await db
    .updateTable('expense')
    .set({ ...columnsOf(expense), version: version + 1 })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

export async function deleteExpense(db: Db, provider: ProviderId, id: ExpenseId): Promise<void> {
  await db.deleteFrom('expense').where('provider_id', '=', provider).where('id', '=', id).execute();
}

/** False where it was written off before. */
export async function writeOffExpense(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Expense, 'id' | 'clientId'>,
  { reason, by, at }: { readonly reason: string; readonly by: PersonId; readonly at: Temporal.Instant },
): Promise<boolean> {
  const row = await db
    .insertInto('expense_write_off')
    .values({
      provider_id: provider,
      expense_id: id,
      client_id: clientId,
      reason,
      decided_by: by,
      decided_at: at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('expense_id')
    .executeTakeFirst();
  return row !== undefined;
}

const expenseRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('expense as x')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'x.provider_id').onRef('p.id', '=', 'x.person_id'),
    )
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'x.provider_id').onRef('c.id', '=', 'x.client_id'),
    )
    .leftJoin('expense_write_off as w', (join) =>
      join.on('w.provider_id', '=', provider).onRef('w.expense_id', '=', 'x.id'),
    )
    .select(['x.id', 'x.client_id', 'x.site_visit_id', 'x.person_id', 'x.day', 'x.kind', 'x.amount'])
    .select(['x.currency', 'x.note', 'x.version', 'p.name as person_name', 'c.name as client_name'])
    .select(['w.reason as written_off_because', 'w.decided_by as written_off_by'])
    .select(['w.decided_at as written_off_at', 'x.quantity', 'x.unit', 'x.rate'])
    .select([stateOfVisit(provider).as('site_visit'), inClosedMonth(provider).as('in_closed_month')])
    .select(receiptsOf(provider).as('receipts'))
    .where('x.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('c.provider_id', '=', provider);

/** What the visit of expense `x` came to; null where it has none. */
const stateOfVisit = (provider: ProviderId) => sql<string | null>`
  case when x.site_visit_id is not null then coalesce((select d.decision from site_visit_decision d
    where d.provider_id = ${provider} and d.site_visit_id = x.site_visit_id), 'requested') end`;

/** Whether the month of expense `x` is closed for its client. */
const inClosedMonth = (provider: ProviderId) => sql<boolean>`
  exists (select from closure k where k.provider_id = ${provider} and k.client_id = x.client_id and k.days @> x.day)`;

const columnsOf = ({ draft, cost, currency }: PricedExpense) => ({
  client_id: draft.clientId,
  site_visit_id: draft.siteVisitId,
  day: draft.day,
  note: draft.note,
  currency,
  ...costColumns(cost, currency),
});

const expenseFrom = (
  row: Awaited<ReturnType<ReturnType<typeof expenseRows>['executeTakeFirstOrThrow']>>,
): Expense =>
  Expense.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    siteVisitId: row.site_visit_id,
    personId: row.person_id,
    personName: row.person_name,
    day: row.day,
    ...costFrom(row, row.currency),
    currency: row.currency,
    note: row.note,
    siteVisit: row.site_visit,
    writtenOff:
      row.written_off_at === null
        ? null
        : { by: row.written_off_by, at: row.written_off_at, reason: row.written_off_because },
    billed: row.in_closed_month && row.written_off_at === null,
    receipts: row.receipts,
    version: row.version,
  });
