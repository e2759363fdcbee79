import { randomUUIDv7 } from 'node:crypto';
import { TechnologyGroupId } from '../src/clients/client.ts';
import { contractsApi } from '../src/contracts/api.ts';
import { guidePriceBook } from '../src/contracts/guide-price-book.ts';
import { known } from '../src/core/id.ts';
import type { ContractId } from '../src/contracts/contract.ts';
import type { PackageId } from '../src/contracts/package.ts';
import type { ClientId } from '../src/people/person.ts';
import type { EntryId } from '../src/time/entry.ts';
import type { ExpenseId } from '../src/visits/expense.ts';
import type { Name, World } from './world.ts';

export interface SeededPackage {
  readonly scope: 'csdm-only' | 'standard' | 'csdm' | 'cse';
  readonly groups?: readonly string[];
  readonly hours: number;
  /** In minor units. */
  readonly fee: number;
  readonly from?: string;
  readonly to?: string;
}

export interface SeededContract {
  readonly start?: string;
  readonly end?: string;
  readonly zone?: string;
  readonly increment?: 1 | 6 | 15 | 30;
  readonly timing?: 'arrears' | 'advance';
  readonly afterHours?: 'separate' | 'pool-with-surcharge';
  readonly proration?: 'calendar-days' | 'whole-month';
  readonly packages?: readonly SeededPackage[];
}

export interface SeededEntry {
  readonly client?: ClientId;
  readonly who?: Name;
  readonly role?: 'csdm' | 'cse';
  readonly group?: string;
  /** In UTC. */
  readonly start: string;
  readonly minutes?: number;
  readonly billing?: 'service' | 'additional' | 'incremental' | 'goodwill' | 'internal';
  readonly state?: 'draft' | 'submitted' | 'approved' | 'rejected' | 'referred';
  readonly afterHoursApproved?: boolean;
  readonly subject?: string;
}

/** The standard base package of most tests: 20 hours for CSDM and CSE of network, 3,300.00 a month. */
export const base: SeededPackage = { scope: 'standard', groups: ['network'], hours: 20, fee: 330_000 };

/** Contracts, time and expenses as rows, written as the owner of the tables, so that a test can begin in the middle of a month. */
export const seeding = (world: World) => {
  const { owner, providerId, people } = world;

  /** A client of a test's own, in Chicago. */
  async function client(name: string): Promise<ClientId> {
    const id = known<'client'>(randomUUIDv7());
    await owner.query(
      `insert into client (provider_id, id, code, name, time_zone, currency) values ($1, $2, $3, $4, 'America/Chicago', 'USD')`,
      [providerId, id, `C-${id.slice(-12).toUpperCase()}`, name],
    );
    return id;
  }

  /** Nothing of it is used: a contract names the book it was sold from. */
  async function priceBook(): Promise<string> {
    const known = await owner.query<{ id: string }>('select id from price_book where provider_id = $1', [
      providerId,
    ]);
    if (known.rows[0]) return known.rows[0].id;
    const { id } = await world.as('ada')(contractsApi.publishPriceBook, {
      body: guidePriceBook('USD', '2020-01-01', [TechnologyGroupId.parse('network')]),
    });
    return id;
  }

  /** Open from 08:00 to 17:00 by the clock of Chicago, Monday to Friday, Thanksgiving apart. */
  async function calendar(zone: string): Promise<string> {
    const id = randomUUIDv7();
    await owner.query('insert into calendar (provider_id, id, name, time_zone) values ($1, $2, $3, $4)', [
      providerId,
      id,
      `${zone} ${id}`,
      zone,
    ]);
    await owner.query(
      'insert into opening select $1, $2, weekday, 480, 1020 from generate_series(1, 5) weekday',
      [providerId, id],
    );
    await owner.query(`insert into holiday values ($1, $2, '2026-11-26', 'Thanksgiving', 'own')`, [
      providerId,
      id,
    ]);
    return id;
  }

  /** Overage and incremental time at 175.00 an hour, after hours at 262.50, surcharge 87.50; 2026, unless said. */
  async function contract(
    client: ClientId,
    said: SeededContract = {},
  ): Promise<{ id: ContractId; packages: PackageId[] }> {
    const id = known<'contract'>(randomUUIDv7());
    const { start = '2026-01-01', end = '2027-01-01', zone = 'America/Chicago' } = said;
    const book = await priceBook();
    await owner.query(
      `insert into contract (provider_id, id, client_id, number, price_book_id, calendar_id, currency, time_zone, start_day, end_day,
         proration, rounding_increment, after_hours, invoice_timing, rate_overage, rate_after_hours, rate_after_hours_surcharge, rate_incremental)
       values ($1, $2, $3, $4, $13, $5, 'USD', $6, $7, $8, $9, $10, $11, $12, 17500, 26250, 8750, 17500)`,
      [
        providerId,
        id,
        client,
        `K-${id.slice(-6)}`,
        await calendar(zone),
        zone,
        start,
        end,
        said.proration ?? 'calendar-days',
        said.increment ?? 15,
        said.afterHours ?? 'separate',
        said.timing ?? 'arrears',
        book,
      ],
    );
    const packages: PackageId[] = [];
    for (const [position, bought] of (said.packages ?? [base]).entries()) {
      packages.push(await addPackage(client, id, position + 1, { from: start, to: end, ...bought }));
    }
    return { id, packages };
  }

  async function addPackage(
    client: ClientId,
    contractId: ContractId,
    position: number,
    bought: SeededPackage,
  ): Promise<PackageId> {
    const id = known<'package'>(randomUUIDv7());
    const isBase = bought.scope === 'csdm-only' || bought.scope === 'standard';
    await owner.query(
      `insert into package (provider_id, id, client_id, contract_id, position, kind, scope, technology_groups, hours_per_month,
         fee_monthly, from_day, to_day, tier, ordered_on, acknowledged_by, acknowledged_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        providerId,
        id,
        client,
        contractId,
        position,
        isBase ? 'base' : 'supplemental',
        bought.scope,
        bought.groups ?? [],
        bought.hours,
        bought.fee,
        bought.from,
        bought.to,
        isBase ? 'Bronze' : null,
        ...(isBase ? [null, null, null] : ['2025-12-01', people.sofia.id, '2025-12-01T12:00:00Z']),
      ],
    );
    return id;
  }

  /** An hour of Marek's for Lakeside as CSE of network, approved, unless said. */
  async function entry(said: SeededEntry): Promise<EntryId> {
    const id = known<'entry'>(randomUUIDv7());
    const {
      client = world.lakeside,
      who = 'marek',
      role = 'cse',
      group = 'network',
      state = 'approved',
    } = said;
    await owner.query(
      `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
         subject, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(mins => $8), $9, 'other', $10, $4)`,
      [
        providerId,
        id,
        client,
        people[who].id,
        role,
        role === 'cse' ? group : null,
        said.start,
        said.minutes ?? 60,
        said.billing ?? 'service',
        said.subject ?? 'Firewall review',
      ],
    );
    if (state === 'submitted') {
      await owner.query('insert into submission values ($1, $2, $3, $4, $5)', [
        providerId,
        id,
        client,
        people[who].id,
        said.start,
      ]);
    } else if (state !== 'draft') {
      await owner.query(`insert into approval values ($1, $2, $3, $4, 'Said so', $5, $6, $7, $6)`, [
        providerId,
        id,
        client,
        state,
        people[who].id,
        said.start,
        people.sofia.id,
      ]);
    }
    if (said.afterHoursApproved) {
      await owner.query(
        `insert into after_hours_approval values ($1, $2, $3, 'Agreed by telephone', $4, $5)`,
        [providerId, id, client, people.sofia.id, said.start],
      );
    }
    return id;
  }

  /** A booking of Marek's for Lakeside, decided on at a moment. */
  async function booking(starts: string, ends: string, decidedAt: string | null): Promise<string> {
    const id = randomUUIDv7();
    await owner.query(`insert into booking values ($1, $2, $3, $4, $5, $6, 'Upgrade', 60, $4, $7)`, [
      providerId,
      id,
      world.lakeside,
      people.marek.id,
      starts,
      ends,
      '2026-01-01T00:00:00Z',
    ]);
    if (decidedAt) {
      await owner.query(
        `insert into booking_decision (provider_id, booking_id, client_id, decision, decided_by, decided_at)
         values ($1, $2, $3, 'approved', $4, $5)`,
        [providerId, id, world.lakeside, people.sofia.id, decidedAt],
      );
    }
    return id;
  }

  /** An expense of Marek's for Lakeside, with a site visit that is approved, waits or was refused, or with none. */
  async function expense(
    day: string,
    amount: number,
    visit: 'approved' | 'refused' | 'requested' | null,
    { client = world.lakeside, currency = 'USD' }: { client?: ClientId; currency?: string } = {},
  ): Promise<ExpenseId> {
    const id = known<'expense'>(randomUUIDv7());
    if (visit) {
      await owner.query(
        `insert into site_visit (provider_id, id, client_id, person_id, day, purpose, amount_expected, currency, requested_by, requested_at)
         values ($1, $2, $3, $4, $5, 'Rack move', 40000, 'USD', $4, now())`,
        [providerId, id, client, people.marek.id, day],
      );
      if (visit !== 'requested') {
        await owner.query(`insert into site_visit_decision values ($1, $2, $3, $4, 'Needed', $5, now())`, [
          providerId,
          id,
          client,
          visit,
          people.sofia.id,
        ]);
      }
    }
    await owner.query(
      `insert into expense (provider_id, id, client_id, site_visit_id, person_id, day, kind, amount, currency, note, created_by)
       values ($1, $2, $3, $4, $5, $6, 'transport', $7, $8, 'Train to Joliet', $5)`,
      [providerId, id, client, visit ? id : null, people.marek.id, day, amount, currency],
    );
    return id;
  }

  /** In these months, 100 clients each used 0.8 to 1.2 times what was foreseen for them: a past that forecasts rest on. */
  async function past(...months: readonly string[]): Promise<void> {
    await owner.query(
      `begin; set local session_replication_role = replica;
       insert into month_course select '${providerId}', gen_random_uuid(), month, array_fill(8000 + nth * 40, array[20])
         from generate_series(1, 100) nth, unnest('{${months.map((month) => `${month}-01`).join()}}'::date[]) month; commit`,
    );
  }

  return { client, contract, addPackage, entry, booking, expense, past };
};
