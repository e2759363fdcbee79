import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import {
  taxCategories,
  type TaxCategory,
  type TaxDraft,
  type TaxId,
  type TaxKnown,
  type TreatmentSaid,
} from './tax.ts';

/** Every tax of the provider by name, each with its rates, the oldest first. */
export async function listTaxes(db: Db, provider: ProviderId): Promise<TaxKnown[]> {
  const taxes = await db
    .selectFrom('tax')
    .select(['id', 'name', 'category', 'reason_code', 'reason'])
    .where('provider_id', '=', provider)
    .orderBy('name')
    .execute();
  if (taxes.length === 0) return [];
  const rates = await db
    .selectFrom('tax_rate')
    .select(['tax_id', 'from_day', 'basis_points'])
    .where('provider_id', '=', provider)
    .orderBy('from_day')
    .execute();
  const byTax = Map.groupBy(rates, ({ tax_id }) => tax_id);
  return taxes.map(({ id, name, category, reason_code, reason }) => ({
    id,
    name,
    category: categoryFrom(category),
    reasonCode: reason_code,
    reason,
    rates: (byTax.get(id) ?? []).map((rate) => ({ from: rate.from_day, basisPoints: rate.basis_points })),
  }));
}

export function categoryFrom(text: string): TaxCategory {
  const category = taxCategories.find((one) => one === text);
  if (!category) throw new Error(`${text} is no category of tax`);
  return category;
}

export async function insertTax(
  db: Db,
  provider: ProviderId,
  id: TaxId,
  { name, category, reasonCode, reason }: TaxDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('tax')
    .values({
      provider_id: provider,
      id,
      name,
      category,
      reason_code: reasonCode,
      reason,
      added_by: by,
      added_at: at,
    })
    .execute();
}

export async function insertTaxRate(
  db: Db,
  provider: ProviderId,
  tax: TaxId,
  rate: { readonly from: string; readonly basisPoints: number },
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('tax_rate')
    .values({
      provider_id: provider,
      tax_id: tax,
      from_day: rate.from,
      basis_points: rate.basisPoints,
      set_by: by,
      set_at: at,
    })
    .execute();
}

/** What was said of how some clients are taxed, by client, the newest first. */
export async function treatmentsOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<ReadonlyMap<string, TreatmentSaid[]>> {
  const rows = await db
    .selectFrom('tax_treatment')
    .select(['client_id', 'from_day', 'tax_id', 'expense_tax_id'])
    .where('provider_id', '=', provider)
    .where('client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .orderBy('from_day', 'desc')
    .execute();
  const byClient = Map.groupBy(rows, ({ client_id }) => client_id);
  return new Map(
    [...byClient].map(([client, said]) => [
      client,
      said.map((row) => ({ from: row.from_day, tax: row.tax_id, expenseTax: row.expense_tax_id })),
    ]),
  );
}

export async function insertTreatment(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { from, tax, expenseTax }: TreatmentSaid,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('tax_treatment')
    .values({
      provider_id: provider,
      client_id: client,
      from_day: from,
      tax_id: tax,
      expense_tax_id: expenseTax,
      set_by: by,
      set_at: at,
    })
    .execute();
}
