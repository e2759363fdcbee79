import { sql, type Selectable } from 'kysely';
import { amountOf, minorOf } from '../core/money.ts';
import type {
  PriceBook as PriceBookTable,
  PriceBookBand,
  PriceBookPackage,
  PriceBookTier,
} from '../database/schema.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { kindOf } from './package.ts';
import { PriceBook, PriceBookHead, type PriceBookDraft, type PriceBookId } from './price-book.ts';

/** Every book of the provider, by currency, the latest first. */
export async function listPriceBooks(db: Db, provider: ProviderId): Promise<PriceBookHead[]> {
  const rows = await db
    .selectFrom('price_book')
    .select(['id', 'name', 'currency', 'from_day as from'])
    .where('provider_id', '=', provider)
    .orderBy('currency')
    .orderBy('from_day', 'desc')
    .execute();
  return rows.map((row) => PriceBookHead.parse(row));
}

export async function findPriceBook(
  db: Db,
  provider: ProviderId,
  id: PriceBookId,
): Promise<PriceBook | null> {
  return (await findPriceBooks(db, provider, [id]))[0] ?? null;
}

/** Books by their ids, in no order: four statements, however many. */
export async function findPriceBooks(
  db: Db,
  provider: ProviderId,
  ids: readonly PriceBookId[],
): Promise<PriceBook[]> {
  const anyOf = sql<string>`any (${ids}::uuid[])`;
  const books = await db
    .selectFrom('price_book')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('id', '=', anyOf)
    .execute();
  if (books.length === 0) return [];
  const packages = await db
    .selectFrom('price_book_package')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('price_book_id', '=', anyOf)
    .orderBy('position')
    .execute();
  const tiers = await db
    .selectFrom('price_book_tier')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('price_book_id', '=', anyOf)
    .orderBy('from_hours')
    .execute();
  const bands = await db
    .selectFrom('price_book_band')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('price_book_id', '=', anyOf)
    .orderBy('spend_from')
    .execute();
  const of = <Row extends { readonly price_book_id: string }>(rows: readonly Row[], book: string): Row[] =>
    rows.filter(({ price_book_id }) => price_book_id === book);
  return books.map((book) => bookFrom(book, of(packages, book.id), of(tiers, book.id), of(bands, book.id)));
}

function bookFrom(
  book: Selectable<PriceBookTable>,
  packages: readonly Selectable<PriceBookPackage>[],
  tiers: readonly Selectable<PriceBookTier>[],
  bands: readonly Selectable<PriceBookBand>[],
): PriceBook {
  const amount = (minorUnits: number) => amountOf(minorUnits, book.currency);
  return PriceBook.parse({
    id: book.id,
    name: book.name,
    currency: book.currency,
    from: book.from_day,
    proration: book.proration,
    roundingIncrement: book.rounding_increment,
    afterHours: book.after_hours,
    invoiceTiming: book.invoice_timing,
    rates: {
      overage: amount(book.rate_overage),
      afterHours: amount(book.rate_after_hours),
      afterHoursSurcharge: amount(book.rate_after_hours_surcharge),
      incremental: amount(book.rate_incremental),
    },
    packages: packages.map((sold) => ({
      scope: sold.scope,
      technologyGroup: sold.technology_group_id,
      minimumHours: sold.minimum_hours,
      lotHours: sold.lot_hours,
      feePerHour: amount(sold.fee_per_hour),
    })),
    tiers: tiers.map((tier) => ({
      fromHours: tier.from_hours,
      name: tier.name,
      technologyGroupsMax: tier.technology_groups_max,
      devicesMax: tier.devices_max,
    })),
    bands: bands.map((band) => ({ spendFrom: amount(band.spend_from), hours: band.hours })),
    groupSupplementHours: book.group_supplement_hours,
    noticeDays: book.notice_days,
    changeDay: book.change_day,
  });
}

/** Writes a book whole; the database takes no row of it in any later transaction. */
export async function insertPriceBook(
  db: Db,
  provider: ProviderId,
  id: PriceBookId,
  draft: PriceBookDraft,
): Promise<void> {
  const { currency, rates } = draft;
  const ofBook = { provider_id: provider, price_book_id: id };
  await db
    .insertInto('price_book')
    .values({
      provider_id: provider,
      id,
      currency,
      from_day: draft.from,
      name: draft.name,
      rate_overage: minorOf(rates.overage, currency),
      rate_after_hours: minorOf(rates.afterHours, currency),
      rate_after_hours_surcharge: minorOf(rates.afterHoursSurcharge, currency),
      rate_incremental: minorOf(rates.incremental, currency),
      proration: draft.proration,
      rounding_increment: draft.roundingIncrement,
      after_hours: draft.afterHours,
      invoice_timing: draft.invoiceTiming,
      group_supplement_hours: draft.groupSupplementHours,
      notice_days: draft.noticeDays,
      change_day: draft.changeDay,
    })
    .execute();
  await db
    .insertInto('price_book_package')
    .values(
      draft.packages.map((sold, position) => ({
        ...ofBook,
        position,
        kind: kindOf(sold.scope),
        scope: sold.scope,
        technology_group_id: sold.technologyGroup,
        minimum_hours: sold.minimumHours,
        lot_hours: sold.lotHours,
        fee_per_hour: minorOf(sold.feePerHour, currency),
      })),
    )
    .execute();
  await db
    .insertInto('price_book_tier')
    .values(
      draft.tiers.map((tier) => ({
        ...ofBook,
        from_hours: tier.fromHours,
        name: tier.name,
        technology_groups_max: tier.technologyGroupsMax,
        devices_max: tier.devicesMax,
      })),
    )
    .execute();
  await db
    .insertInto('price_book_band')
    .values(
      draft.bands.map((band) => ({
        ...ofBook,
        spend_from: minorOf(band.spendFrom, currency),
        hours: band.hours,
      })),
    )
    .execute();
}
