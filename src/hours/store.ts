import { sql } from 'kysely';
import { z } from 'zod';
import { loadCalendars } from '../calendars/store.ts';
import type { Contract } from '../contracts/contract.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { dayFrom, formatDay } from '../core/day.ts';
import { formatInstant, instant, type Instant } from '../core/instant.ts';
import { money } from '../core/money.ts';
import { firstDayOf, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { subjectKinds } from '../time/entry.ts';
import { isDesignated } from '../time/role-fit-store.ts';
import { roleFitOf } from '../time/role-fit.ts';
import {
  contractMonths,
  daysToLookUp,
  scenarioOf,
  type ContractMonth,
  type MonthState,
} from './contract-month.ts';
import { costFrom } from '../visits/cost-store.ts';
import { Cost, measureWords } from '../visits/cost.ts';
import { billings, type Entry, type Expense, type Scenario } from './scenario.ts';
import type { WorkDetail } from './work-part.ts';
import type { ExpenseDetail } from './open-exception.ts';
import { roles } from './pool.ts';

/** The contracts of one client, of some or of all, that have an active day in a month, by client and term: six statements, however many. */
export async function contractMonthsOf(
  db: Db,
  provider: ProviderId,
  month: Month,
  clients: ClientId | readonly ClientId[] | null,
): Promise<ContractMonth[]> {
  const { from, to } = daysToLookUp(month);
  const contracts = await contractsActiveIn(db, provider, from, to, clients);
  const calendars = await loadCalendars(db, provider, [
    ...new Set(contracts.map(({ calendarId }) => calendarId)),
  ]);
  const states = await monthStatesOf(db, provider, month, contracts);
  const calendarOf = ({ calendarId, number }: Contract) => {
    const calendar = calendars.get(calendarId);
    if (!calendar) throw new Error(`contract ${number} has no calendar`);
    return calendar;
  };
  return [...Map.groupBy(contracts, ({ clientId }) => clientId).values()].flatMap((ofClient) =>
    contractMonths(ofClient, calendarOf, month, ({ id }) => states.get(id) ?? { kind: 'open' }),
  );
}

async function monthStatesOf(
  db: Db,
  provider: ProviderId,
  month: Month,
  contracts: readonly Contract[],
): Promise<ReadonlyMap<string, MonthState>> {
  const first = firstDayOf(month);
  const ids = contracts.map(({ id }) => id);
  const { rows } = await sql<{ contract: string; terms: string | null }>`
    select contract_id as contract, null as terms from month_review
    where provider_id = ${provider} and month = ${first} and contract_id = any (${ids}::uuid[])
    union all
    select contract_id, terms from closure
    where provider_id = ${provider} and month = ${first} and contract_id = any (${ids}::uuid[])
    order by terms nulls first`.execute(db);
  return new Map(rows.map(({ contract, terms }) => [contract, stateFrom(terms)]));
}

function stateFrom(terms: string | null): MonthState {
  return terms === null
    ? { kind: 'in-review' }
    : { kind: 'closed', terms: z.looseObject({}).parse(JSON.parse(terms)) };
}

/** The scenarios of contract months, in their order: two statements, however many they are and however much was worked. */
export async function scenariosOf(
  db: Db,
  provider: ProviderId,
  months: readonly ContractMonth[],
): Promise<Scenario[]> {
  const entries = await entriesOf(db, provider, months);
  const expenses = await expensesOf(db, provider, months);
  return months.map((month, index) => scenarioOf(month, entries.get(index) ?? [], expenses.get(index) ?? []));
}

/** All time of a contract month that is alike but for when it was. */
interface AlikeRow {
  readonly nth: number;
  readonly role: string;
  readonly technology_group_id: string | null;
  readonly billing: string;
  readonly approval: string;
  readonly after_hours_approved: boolean;
  /** Of each entry, in one order: arrays as the database writes them; moments in minutes. */
  readonly ids: string;
  readonly starts: string;
  readonly ends: string;
}

/**
 * The time of each contract month by the month's place in the list, by start and id. Referred work is billed elsewhere, so it counts as
 * rejected here. After-hours work is approved where its booking was approved before it began and covers it, or by the supervisor since.
 *
 * What was decided is read by client and moment and then matched, instead of looked up entry by entry, which takes five times as long;
 * `offset 0` holds the planner to that. Time is logged once it was worked, so nothing was decided about it before its month began.
 *
 * All moments are worked out here: under row-level security an index takes no bound that the database reckons from another row. They come
 * from rows: of two that are parameters the planner expects next to nothing between them, and then matches thousands one by one.
 *
 * A month has a few hundred entries and a dozen kinds of them: a row for each kind takes a fifth of the time to parse.
 */
async function entriesOf(
  db: Db,
  provider: ProviderId,
  months: readonly ContractMonth[],
): Promise<ReadonlyMap<number, Entry[]>> {
  if (months.length === 0) return new Map();
  const clients = months.map(({ contract }) => contract.clientId);
  const at = (of: (month: ContractMonth) => Instant): readonly string[] =>
    months.map((month) => formatInstant(of(month)));
  const { rows } = await sql<AlikeRow>`
    with m as materialized (select * from unnest(${clients}::uuid[], ${at(({ span }) => span.from)}::timestamptz[],
      ${at(({ span }) => span.to)}::timestamptz[], ${at(({ span }) => instant(span.from - minutesOfDay))}::timestamptz[])
      with ordinality as m (client_id, begins, ends, day_before, nth))
    select m.nth::int, e.role, e.technology_group_id, e.billing,
      case when a.decision = 'referred' then 'rejected' when a.entry_id is not null then a.decision
        when s.entry_id is not null then 'submitted' else 'draft' end as approval,
      h.entry_id is not null or b.id is not null as after_hours_approved,
      array_agg(e.id)::text as ids,
      array_agg((date_part('epoch', e.started_at) / 60)::int)::text as starts,
      array_agg((date_part('epoch', e.ended_at) / 60)::int)::text as ends
    from m
    join entry e on e.provider_id = ${provider} and e.client_id = m.client_id
      and e.started_at < m.ends and e.started_at > m.day_before and e.ended_at > m.begins
    left join (select m.nth, a.entry_id, a.decision from m join approval a
      on a.provider_id = ${provider} and a.client_id = m.client_id and a.decided_at > m.day_before
      offset 0) a on a.nth = m.nth and a.entry_id = e.id
    left join (select s.entry_id from submission s
      where s.provider_id = ${provider} and s.client_id = any (${clients}::uuid[]) offset 0) s on s.entry_id = e.id
    left join (select m.nth, h.entry_id from m join after_hours_approval h
      on h.provider_id = ${provider} and h.client_id = m.client_id and h.approved_at > m.day_before
      offset 0) h on h.nth = m.nth and h.entry_id = e.id
    left join (select m.nth, b.id, b.person_id, b.starts_at, b.ends_at, d.decided_at from m join booking b
      on b.provider_id = ${provider} and b.client_id = m.client_id and b.ends_at > m.day_before
      join booking_decision d on d.provider_id = ${provider} and d.booking_id = b.id and d.decision = 'approved' offset 0) b
      on b.nth = m.nth and b.id = e.booking_id and b.person_id = e.person_id
      and b.starts_at <= e.started_at and b.ends_at >= e.ended_at and b.decided_at < e.started_at
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  const byMonth = Map.groupBy(rows, ({ nth }) => nth - 1);
  return new Map([...byMonth].map(([index, alike]) => [index, alike.flatMap(entriesFrom).sort(byStart)]));
}

const minutesOfDay = 24 * 60;

const byStart = (a: Entry, b: Entry): number => a.start - b.start || (a.id < b.id ? -1 : 1);

function entriesFrom(row: AlikeRow): Entry[] {
  const [starts, ends] = [listed(row.starts), listed(row.ends)];
  const role = oneOf(roles, row.role);
  const billing = oneOf(billings, row.billing);
  return listed(row.ids).map((id, index) => ({
    id,
    role,
    technologyGroup: row.technology_group_id,
    start: instant(Number(starts[index])),
    end: instant(Number(ends[index])),
    billing,
    approval: row.approval,
    afterHoursApproved: row.after_hours_approved,
  }));
}

/** Example: `{7,8}` is 7 and 8. Nothing in it has quotes. */
const listed = (array: string): string[] => array.slice(1, -1).split(',');

/**
 * The expenses of each contract month by the month's place in the list, by day and id; those written off are left out. One in another
 * currency than the contract's cannot be billed by it, whatever was decided about its visit.
 */
async function expensesOf(
  db: Db,
  provider: ProviderId,
  months: readonly ContractMonth[],
): Promise<ReadonlyMap<number, Expense[]>> {
  const { rows } = await sql<{
    nth: number;
    id: string;
    day: string;
    amount: number;
    site_visit: string | null;
  }>`
    select m.nth::int, x.id, x.day, x.amount,
      case when x.currency <> m.currency then 'in ' || x.currency
        when x.site_visit_id is null then null else coalesce(d.decision, 'requested') end as site_visit
    from unnest(${months.map(({ contract }) => contract.currency)}::text[],
      ${months.map(({ contract }) => contract.clientId)}::uuid[],
      ${months.map(({ days }) => formatDay(days.from))}::date[],
      ${months.map(({ days }) => formatDay(days.to))}::date[]) with ordinality as m (currency, client_id, first, next, nth)
    join expense x on x.provider_id = ${provider} and x.client_id = m.client_id and x.day >= m.first and x.day < m.next
    left join site_visit_decision d on d.provider_id = ${provider} and d.site_visit_id = x.site_visit_id
    left join expense_write_off w on w.provider_id = ${provider} and w.expense_id = x.id
    where w.expense_id is null
    order by m.nth, x.day, x.id`.execute(db);
  const found = Map.groupBy(rows, ({ nth }) => nth - 1);
  return new Map([...found].map(([index, ofMonth]) => [index, ofMonth.map(expenseFrom)]));
}

const expenseFrom = (row: {
  id: string;
  day: string;
  amount: number;
  site_visit: string | null;
}): Expense => ({
  id: row.id,
  date: dayFrom(row.day),
  amount: money(row.amount),
  siteVisit: row.site_visit,
});

/** Who worked on what, for entries of one client, by id. */
export async function workDetailsOf(
  db: Db,
  provider: ProviderId,
  entries: readonly string[],
): Promise<ReadonlyMap<string, WorkDetail>> {
  const { rows } = await sql<{
    id: string;
    person: string;
    subject_kind: string;
    subject: string;
    is_submitted: boolean;
    role: string;
    technology_group_id: string | null;
    client_id: string | null;
    billing: string;
    allowed_by: string | null;
    allowance: string | null;
    is_designated: boolean;
    booked_late: string | null;
  }>`
    with e as materialized (select * from entry e where e.provider_id = ${provider} and e.id = any (${entries}::uuid[]))
    select e.id, p.name as person, e.subject_kind, e.subject, s.entry_id is not null as is_submitted,
      e.role, e.technology_group_id, e.client_id, e.billing, a.name as allowed_by, e.allowance,
      d.id is not null as is_designated, b.reason as booked_late
    from e
    join person p on p.provider_id = ${provider} and p.id = e.person_id
    left join person a on a.provider_id = ${provider} and a.id = e.allowed_by
    left join submission s on s.provider_id = ${provider} and s.entry_id = e.id
    left join (select e.id from e where ${isDesignated(provider)}) d on d.id = e.id
    left join (select distinct on (e.id) e.id, d.reason from e
      join booking b on b.provider_id = ${provider} and b.client_id = e.client_id and b.person_id = e.person_id
        and b.starts_at <= e.started_at and b.ends_at >= e.ended_at
      join booking_decision d on d.provider_id = ${provider} and d.booking_id = b.id and d.decision = 'approved'
      where d.decided_at >= e.started_at and d.reason <> '' order by e.id, d.decided_at) b on b.id = e.id`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        personName: row.person,
        subjectKind: oneOf(subjectKinds, row.subject_kind),
        subject: row.subject,
        isSubmitted: row.is_submitted,
        roleFit: roleFitOf({
          personName: row.person,
          role: oneOf(roles, row.role),
          technologyGroup: row.technology_group_id,
          clientId: row.client_id,
          billing: oneOf(billings, row.billing),
          isDesignated: row.is_designated,
          allowance: row.allowed_by === null ? null : { byName: row.allowed_by, reason: row.allowance ?? '' },
        }),
        bookedLate: row.booked_late,
      },
    ]),
  );
}

/** Who spent what on what, by id. */
export async function expenseDetailsOf(
  db: Db,
  provider: ProviderId,
  expenses: readonly string[],
): Promise<ReadonlyMap<string, ExpenseDetail>> {
  const { rows } = await sql<
    { id: string; person: string; day: string; note: string; currency: string } & Parameters<
      typeof costFrom
    >[0]
  >`
    select x.id, p.name as person, x.day, x.kind, x.note, x.currency, x.amount, x.quantity, x.unit, x.rate
    from expense x
    join person p on p.provider_id = ${provider} and p.id = x.person_id
    where x.provider_id = ${provider} and x.id = any (${expenses}::uuid[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        personName: row.person,
        day: dayFrom(row.day),
        about: [row.kind.replace('-', ' '), measureWords(Cost.parse(costFrom(row, row.currency))), row.note]
          .filter(Boolean)
          .join(', '),
      },
    ]),
  );
}

/** Whether a booking that was approved before the work began covers it. */
export async function isBooked(
  db: Db,
  provider: ProviderId,
  work: {
    readonly client: ClientId;
    readonly person: PersonId;
    readonly startedAt: string;
    readonly endedAt: string;
  },
): Promise<boolean> {
  const row = await db
    .selectFrom('booking as b')
    .innerJoin('booking_decision as d', (join) =>
      join.onRef('d.provider_id', '=', 'b.provider_id').onRef('d.booking_id', '=', 'b.id'),
    )
    .select('b.id')
    .where('b.provider_id', '=', provider)
    .where('d.provider_id', '=', provider)
    .where('b.client_id', '=', work.client)
    .where('b.person_id', '=', work.person)
    .where('b.starts_at', '<=', work.startedAt)
    .where('b.ends_at', '>=', work.endedAt)
    .where('d.decision', '=', 'approved')
    .where('d.decided_at', '<', work.startedAt)
    .executeTakeFirst();
  return row !== undefined;
}

/** One of the words that the database allows. */
function oneOf<T extends string>(words: readonly T[], text: string): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`${text} is none of ${words.join(', ')}`);
  return found;
}
