import { randomUUIDv7 } from 'node:crypto';
import { known } from '../src/core/id.ts';
import type { ContractId } from '../src/contracts/contract.ts';
import type { ClientId } from '../src/people/person.ts';
import type { World } from './world.ts';

/**
 * A contract of a client for 2026 by the clock of Chicago, in dollars unless said, without packages, written as the owner of the tables. Its
 * calendar is open from 08:00 to 17:00, Monday to Friday.
 */
export async function signContract(
  { owner, providerId }: World,
  client: ClientId,
  currency = 'USD',
): Promise<ContractId> {
  const [calendar, book, contract] = [randomUUIDv7(), randomUUIDv7(), known<'contract'>(randomUUIDv7())];
  await owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, $3, 'America/Chicago')`,
    [providerId, calendar, `Chicago ${calendar}`],
  );
  await owner.query(
    'insert into opening select $1, $2, weekday, 480, 1020 from generate_series(1, 5) weekday',
    [providerId, calendar],
  );
  await owner.query(
    `insert into price_book (provider_id, id, currency, from_day, name, rate_overage, rate_after_hours, rate_after_hours_surcharge,
       rate_incremental, proration, rounding_increment, after_hours, invoice_timing, group_supplement_hours, notice_days, change_day)
     select $1, $2, $3, date '2020-01-01' + count(*)::int, 'Guide', 17500, 26250, 8750, 17500, 'calendar-days', 1, 'separate',
       'arrears', 10, 0, 'earliest' from price_book where provider_id = $1`,
    [providerId, book, currency],
  );
  await owner.query(
    `insert into contract (provider_id, id, client_id, number, price_book_id, calendar_id, currency, time_zone, start_day, end_day,
       proration, rounding_increment, after_hours, invoice_timing, rate_overage, rate_after_hours, rate_after_hours_surcharge, rate_incremental)
     values ($1, $2, $3, $4, $5, $6, $7, 'America/Chicago', '2026-01-01', '2027-01-01', 'calendar-days', 1, 'separate', 'arrears',
       17500, 26250, 8750, 17500)`,
    [providerId, contract, client, contract.slice(0, 40), book, calendar, currency],
  );
  return contract;
}

/** Closes a month of a contract without a statement, so that its guards can be tried. Example: `closeMonth(world, contract, '2026-10')`. */
export async function closeMonth(world: World, contract: ContractId, month: string): Promise<void> {
  await world.owner.query(
    `insert into closure (provider_id, id, client_id, contract_id, month, period, days, terms, statement, draw_entry, draw_pool, draw_after_hours,
       draw_minutes, closed_by, closed_at)
     select k.provider_id, $2, k.client_id, k.id, $3::date, tstzrange($3::date::timestamp at time zone k.time_zone,
       ($3::date + interval '1 month') at time zone k.time_zone), daterange($3::date, ($3::date + interval '1 month')::date), '{}', '{}', '{}', '{}', '{}', '{}', $4, $5
     from contract k where k.provider_id = $1 and k.id = $6`,
    [
      world.providerId,
      randomUUIDv7(),
      `${month}-01`,
      world.people.frank.id,
      world.clock.now.toString(),
      contract,
    ],
  );
}

/** Takes away a client's contracts with all that became of them, which only the owner of the tables can once it has lifted their guards. */
export async function forgetContracts({ owner }: World, client: ClientId): Promise<void> {
  const kept = [
    'closure',
    'quote_outcome',
    'quote_sending',
    'quote_file',
    'quote',
    'change_request_part',
    'contract_rates',
    'package',
    'change_outcome',
    'change_consent',
    'change_proposal',
    'change_request',
    'contract',
  ];
  await owner.query('begin');
  for (const table of kept) await owner.query(`alter table ${table} disable trigger user`);
  await owner.query(
    'update package set added_by = null, ended_by = null, follows = null where client_id = $1',
    [client],
  );
  for (const table of kept) await owner.query(`delete from ${table} where client_id = $1`, [client]);
  for (const table of kept) await owner.query(`alter table ${table} enable trigger user`);
  await owner.query('commit');
}
