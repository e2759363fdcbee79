import { sql } from 'kysely';
import { amountOf, minorOf } from '../core/money.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { Contract, type ContractId } from './contract.ts';
import type { Package } from './package.ts';
import type { Rates } from './terms.ts';

/** A contract as it is signed; its packages are written with `insertPackages`, the base first. */
export type NewContract = Omit<Contract, 'packages' | 'laterRates'>;

/** A package as it is bought, with its place in the contract. */
export interface NewPackage extends Package {
  readonly position: number;
}

/**
 * The contracts whose term has a day in [from, to), of one client, of some or of all, by client and first day, each with all its packages in
 * contract order. Two statements, however many clients.
 */
export async function contractsActiveIn(
  db: Db,
  provider: ProviderId,
  from: string,
  to: string,
  clients: ClientId | readonly ClientId[] | null = null,
): Promise<Contract[]> {
  const rows = await contractRows(db, provider)
    .where('start_day', '<', to)
    .where('end_day', '>', from)
    .$if(clients !== null, (query) =>
      query.where('client_id', '=', sql<string>`any (${[clients ?? []].flat()}::uuid[])`),
    )
    .orderBy('client_id')
    .orderBy('start_day')
    .execute();
  return withPackages(db, provider, rows);
}

/** The contracts that run on a day, by number; `after` is the number where the page before ended. */
export async function listContractsOn(
  db: Db,
  provider: ProviderId,
  day: string,
  limit: number,
  after: string | null,
): Promise<Contract[]> {
  const rows = await contractRows(db, provider)
    .where('start_day', '<=', day)
    .where('end_day', '>', day)
    .$if(after !== null, (query) => query.where('number', '>', after ?? ''))
    .orderBy('number')
    .limit(limit)
    .execute();
  return withPackages(db, provider, rows);
}

/** The contracts of a client, the latest first. */
export async function listContractsOf(db: Db, provider: ProviderId, client: ClientId): Promise<Contract[]> {
  const rows = await contractRows(db, provider)
    .where('client_id', '=', client)
    .orderBy('start_day', 'desc')
    .execute();
  return withPackages(db, provider, rows);
}

export async function findContract(db: Db, provider: ProviderId, id: ContractId): Promise<Contract | null> {
  const rows = await contractRows(db, provider).where('id', '=', id).execute();
  const [contract] = await withPackages(db, provider, rows);
  return contract ?? null;
}

/** Whether a contract of the provider has this number. */
export async function isNumberTaken(db: Db, provider: ProviderId, number: string): Promise<boolean> {
  const row = await db
    .selectFrom('contract')
    .select('id')
    .where('provider_id', '=', provider)
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertContract(db: Db, provider: ProviderId, contract: NewContract): Promise<void> {
  const { currency, rates } = contract;
  await db
    .insertInto('contract')
    .values({
      provider_id: provider,
      id: contract.id,
      client_id: contract.clientId,
      number: contract.number,
      price_book_id: contract.priceBookId,
      calendar_id: contract.calendarId,
      currency,
      time_zone: contract.timeZone,
      start_day: contract.start,
      end_day: contract.end,
      proration: contract.proration,
      rounding_increment: contract.roundingIncrement,
      after_hours: contract.afterHours,
      invoice_timing: contract.invoiceTiming,
      rate_overage: minorOf(rates.overage, currency),
      rate_after_hours: minorOf(rates.afterHours, currency),
      rate_after_hours_surcharge: minorOf(rates.afterHoursSurcharge, currency),
      rate_incremental: minorOf(rates.incremental, currency),
    })
    .execute();
}

export async function insertPackages(
  db: Db,
  provider: ProviderId,
  contract: Pick<Contract, 'id' | 'clientId' | 'currency'>,
  packages: readonly NewPackage[],
): Promise<void> {
  await db
    .insertInto('package')
    .values(
      packages.map((bought) => ({
        provider_id: provider,
        id: bought.id,
        client_id: contract.clientId,
        contract_id: contract.id,
        position: bought.position,
        kind: bought.kind,
        scope: bought.scope,
        technology_groups: bought.technologyGroups,
        hours_per_month: bought.hoursPerMonth,
        fee_monthly: minorOf(bought.feeMonthly, contract.currency),
        fee_agreed: bought.feeAgreed,
        tier: bought.tier,
        from_day: bought.from,
        to_day: bought.to,
        ordered_on: bought.orderedOn,
        acknowledged_by: bought.acknowledgedBy,
        acknowledged_at: bought.acknowledgedAt,
        follows: bought.follows,
        added_by: bought.addedBy,
        ended_by: bought.endedBy,
      })),
    )
    .execute();
}

const contractRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('contract')
    .selectAll()
    .select(
      sql<readonly RatesRow[]>`coalesce((select json_agg(r order by r.from_day) from contract_rates r
        where r.provider_id = ${provider} and r.contract_id = contract.id), '[]')`.as('later_rates'),
    )
    .where('provider_id', '=', provider);

/** Four rates for an hour, in minor units. */
interface HourlyRates {
  readonly rate_overage: number;
  readonly rate_after_hours: number;
  readonly rate_after_hours_surcharge: number;
  readonly rate_incremental: number;
}

interface RatesRow extends HourlyRates {
  readonly from_day: string;
}

const packageRows = (db: Db, provider: ProviderId) =>
  db.selectFrom('package').selectAll().where('provider_id', '=', provider);

type ContractRow = Awaited<ReturnType<ReturnType<typeof contractRows>['executeTakeFirstOrThrow']>>;
type PackageRow = Awaited<ReturnType<ReturnType<typeof packageRows>['executeTakeFirstOrThrow']>>;

async function withPackages(db: Db, provider: ProviderId, rows: readonly ContractRow[]): Promise<Contract[]> {
  if (rows.length === 0) return [];
  const packages = await packageRows(db, provider)
    .where('contract_id', '=', sql<string>`any (${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('position')
    .execute();
  const byContract = Map.groupBy(packages, ({ contract_id }) => contract_id);
  return rows.map((row) => contractFrom(row, byContract.get(row.id) ?? []));
}

const contractFrom = (row: ContractRow, packages: readonly PackageRow[]): Contract =>
  Contract.parse({
    id: row.id,
    clientId: row.client_id,
    number: row.number,
    priceBookId: row.price_book_id,
    calendarId: row.calendar_id,
    currency: row.currency,
    timeZone: row.time_zone,
    start: row.start_day,
    end: row.end_day,
    proration: row.proration,
    roundingIncrement: row.rounding_increment,
    afterHours: row.after_hours,
    invoiceTiming: row.invoice_timing,
    rates: ratesFrom(row, row.currency),
    laterRates: row.later_rates.map((later) => ({
      from: later.from_day,
      rates: ratesFrom(later, row.currency),
    })),
    packages: packages.map((bought) => ({
      id: bought.id,
      kind: bought.kind,
      scope: bought.scope,
      technologyGroups: bought.technology_groups,
      hoursPerMonth: bought.hours_per_month,
      feeMonthly: amountOf(bought.fee_monthly, row.currency),
      feeAgreed: bought.fee_agreed,
      tier: bought.tier,
      from: bought.from_day,
      to: bought.to_day,
      orderedOn: bought.ordered_on,
      acknowledgedBy: bought.acknowledged_by,
      acknowledgedAt: bought.acknowledged_at,
      follows: bought.follows,
      addedBy: bought.added_by,
      endedBy: bought.ended_by,
    })),
  });

const ratesFrom = (rates: HourlyRates, currency: string): Rates => ({
  overage: amountOf(rates.rate_overage, currency),
  afterHours: amountOf(rates.rate_after_hours, currency),
  afterHoursSurcharge: amountOf(rates.rate_after_hours_surcharge, currency),
  incremental: amountOf(rates.rate_incremental, currency),
});
