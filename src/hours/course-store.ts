import { sql } from 'kysely';
import { businessHours } from '../calendars/calendar.ts';
import { known } from '../core/id.ts';
import { formatInstant, instant, type Instant } from '../core/instant.ts';
import { minutes } from '../core/minutes.ts';
import { firstDayOf, monthFrom, monthsLater, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { readFrame } from './contract-month.ts';
import { marks, minutesAtMark, monthsOfRule, usualOf, type ClosedUse, type Course } from './course.ts';
import type { PastMonth } from './held-rate.ts';

/** A closed contract month and its course. */
export interface ClosedCourse {
  readonly closure: string;
  readonly month: Month;
  readonly course: Course;
}

/** The courses of closed months by their closures, in no order of their own: three statements, and of the time worked only its sums. */
export async function closedCoursesOf(
  db: Db,
  provider: ProviderId,
  closures: readonly string[],
): Promise<ClosedCourse[]> {
  const closed = await closuresOf(db, provider, closures);
  const used = await usedByMarkOf(db, provider, closed);
  const clients = [...new Set(closed.map(({ client }) => client))];
  const uses = await closedUseOf(
    db,
    provider,
    clients,
    closed.map(({ month }) => month),
  );
  return closed.map(({ closure, month, client, minutesAllotted, businessMinutes }, index) => {
    const { before, whole } = used.get(index) ?? nothingUsed;
    const minutesUsual = usualOf(minutesAllotted, month, uses.get(client) ?? []);
    const course = { minutesUsual, businessMinutes, minutesUsedAt: before, minutesUsed: whole };
    return { closure, month, course };
  });
}

/** What clients used in the months looked back on from any of some months, by client: one statement. */
export async function closedUseOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  lookingBackFrom: readonly Month[],
): Promise<ReadonlyMap<ClientId, readonly ClosedUse[]>> {
  const before = lookingBackFrom.toSorted((a, b) => a - b);
  const [first, last] = [before[0], before.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const { rows } = await sql<{ client: ClientId; month: string; allotted: number; used: number }>`
    select c.client_id as client, c.month,
      (select coalesce(sum((p ->> 'allottedMinutes')::int), 0)::int from jsonb_array_elements(c.statement::jsonb -> 'pools') p) as allotted,
      (select coalesce(sum(d), 0)::int from unnest(c.draw_minutes) d) as used
    from closure c
    where c.provider_id = ${provider} and c.client_id = any (${clients}::uuid[])
      and c.month >= ${firstDayOf(monthsLater(first, -monthsOfRule))}::date and c.month < ${firstDayOf(last)}::date`.execute(
    db,
  );
  return Map.groupBy(
    rows.map((row) => ({
      client: row.client,
      month: monthFrom(row.month),
      minutesAllotted: row.allotted,
      minutesUsed: row.used,
    })),
    ({ client }) => client,
  );
}

interface Closure {
  readonly closure: string;
  readonly client: ClientId;
  readonly month: Month;
  readonly minutesAllotted: number;
  readonly businessMinutes: number;
  /** The moments of the marks. */
  readonly markedAt: readonly Instant[];
}

async function closuresOf(db: Db, provider: ProviderId, closures: readonly string[]): Promise<Closure[]> {
  const { rows } = await sql<{
    id: string;
    client: string;
    month: string;
    from: number;
    to: number;
    terms: string;
    allotted: number;
  }>`
    select c.id, c.client_id as client, c.month, c.terms,
      (date_part('epoch', lower(c.period)) / 60)::int as "from", (date_part('epoch', upper(c.period)) / 60)::int as "to",
      (select coalesce(sum((p ->> 'allottedMinutes')::int), 0)::int from jsonb_array_elements(c.statement::jsonb -> 'pools') p) as allotted
    from closure c
    where c.provider_id = ${provider} and c.id = any (${closures}::uuid[])`.execute(db);
  return rows.map((row) => {
    const { calendar } = readFrame(JSON.parse(row.terms));
    const hours = businessHours(calendar);
    const from = instant(row.from);
    const businessMinutes = hours.between(from, instant(row.to));
    return {
      closure: row.id,
      client: known(row.client),
      month: monthFrom(row.month),
      minutesAllotted: row.allotted,
      businessMinutes,
      markedAt: Array.from({ length: marks }, (_, mark) => {
        const passed = minutesAtMark(mark, businessMinutes);
        return passed === 0 ? from : (hours.add(from, minutes(passed)) ?? from);
      }),
    };
  });
}

interface UsedByMark {
  /** By entries that had begun before each mark. */
  readonly before: number[];
  readonly whole: number;
}
const nothingUsed: UsedByMark = { before: Array.from({ length: marks }, () => 0), whole: 0 };

/** What had been used at each mark, by the closure's place in the list: summed up where the entries are. */
async function usedByMarkOf(
  db: Db,
  provider: ProviderId,
  closed: readonly Closure[],
): Promise<ReadonlyMap<number, UsedByMark>> {
  const { rows } = await sql<{ nth: number; passed: number; used: number }>`
    select m.nth::int, (select count(*) from unnest(m.marked_at::timestamptz[]) at where at <= e.started_at)::int as passed, sum(d.minutes)::int as used
    from unnest(${closed.map(({ closure }) => closure)}::uuid[],
      ${closed.map(({ markedAt }) => `{${markedAt.map(formatInstant).join()}}`)}::text[]) with ordinality as m (id, marked_at, nth)
    join closure c on c.provider_id = ${provider} and c.id = m.id
    cross join lateral unnest(c.draw_entry, c.draw_minutes) as d (entry, minutes)
    join entry e on e.provider_id = ${provider} and e.id = d.entry
    group by 1, 2`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ nth }) => nth - 1)].map(([index, ofClosure]) => {
      const sumOf = (some: typeof ofClosure): number => some.reduce((sum, { used }) => sum + used, 0);
      const before = Array.from({ length: marks }, (_, mark) =>
        sumOf(ofClosure.filter(({ passed }) => passed <= mark)),
      );
      return [index, { before, whole: sumOf(ofClosure) }];
    }),
  );
}

/** Closures of which no course is kept yet, the oldest months first. */
export async function closuresWithoutCourse(db: Db, provider: ProviderId, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from closure c
    where c.provider_id = ${provider}
      and not exists (select from month_course k where k.provider_id = ${provider} and k.closure_id = c.id)
    order by c.month, c.id
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The closures of a month, by id. */
export async function closuresIn(db: Db, provider: ProviderId, month: Month): Promise<string[]> {
  const rows = await db
    .selectFrom('closure')
    .select('id')
    .where('provider_id', '=', provider)
    .where('month', '=', firstDayOf(month))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Keeps ratios by closure; those that another server has kept meanwhile stay as they are. */
export async function keepRatios(
  db: Db,
  provider: ProviderId,
  kept: readonly {
    readonly closure: string;
    readonly month: Month;
    readonly ratios: readonly (number | null)[];
  }[],
): Promise<void> {
  await sql`
    insert into month_course (provider_id, closure_id, month, ratios)
    select ${provider}::uuid, id, month, ratios::int[]
    from unnest(${kept.map(({ closure }) => closure)}::uuid[], ${kept.map(({ month }) => firstDayOf(month))}::date[],
      ${kept.map(({ ratios }) => `{${ratios.map((ratio) => ratio ?? 'null').join()}}`)}::text[]) as k (id, month, ratios)
    on conflict do nothing`.execute(db);
}

/** The ratios of all clients at one mark in the months from the first to before the last, a month at a time, the oldest first: one statement. */
export async function pastMonthsOf(
  db: Db,
  provider: ProviderId,
  mark: number,
  from: Month,
  before: Month,
): Promise<PastMonth[]> {
  const { rows } = await sql<{ month: string; ratios: number[] }>`
    select k.month, array_agg(k.ratios[${mark + 1}::int]) as ratios from month_course k
    where k.provider_id = ${provider} and k.month >= ${firstDayOf(from)}::date and k.month < ${firstDayOf(before)}::date
      and k.ratios[${mark + 1}::int] is not null
    group by k.month order by k.month`.execute(db);
  return rows.map(({ month, ratios }) => ({ month: monthFrom(month), ratios }));
}

/** The same ratios at several marks, without their months, in order, the least first: one statement. */
export async function pastRatiosOf(
  db: Db,
  provider: ProviderId,
  at: readonly number[],
  from: Month,
  before: Month,
): Promise<ReadonlyMap<number, Float64Array>> {
  const { rows } = await sql<{ mark: number; ratios: number[] }>`
    select m.mark, array_agg(k.ratios[m.mark + 1]) as ratios from month_course k cross join unnest(${at}::int[]) as m (mark)
    where k.provider_id = ${provider} and k.month >= ${firstDayOf(from)}::date and k.month < ${firstDayOf(before)}::date
      and k.ratios[m.mark + 1] is not null
    group by m.mark`.execute(db);
  return new Map(rows.map(({ mark, ratios }) => [mark, Float64Array.from(ratios).sort()]));
}
