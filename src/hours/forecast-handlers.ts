import { monthsLater } from '../core/month.ts';
import type { Instant } from '../core/instant.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { closedUseOf, pastRatiosOf } from './course-store.ts';
import { usualOf } from './course.ts';
import { forecast, type Forecast } from './forecast.ts';
import type { RatedMonth } from './month-hours.ts';
import { markOf } from './outlook.ts';
import { overageForetold, type OverageForetold } from './overage-chance.ts';

/** How many calendar months before a month its forecast rests on. */
export const pastMonthsKnown = 24;

/** The forecasts of rated months of one calendar month, in their order, without how often such bands held: two statements. */
export async function forecastsOf(
  db: Db,
  provider: ProviderId,
  rated: readonly RatedMonth[],
  now: Instant,
): Promise<Forecast[]> {
  const past = await pastOf(db, provider, rated, now);
  return rated.map((one) => {
    const { minutesUsual, ratios } = past(one);
    return forecast(one.month, one.logged, minutesUsual, { ratios, held: null }, now);
  });
}

/** Their chances of overage alone, in their order: what a list of many clients asks, at a fraction of the work of their forecasts. */
export async function overagesForetold(
  db: Db,
  provider: ProviderId,
  rated: readonly RatedMonth[],
  now: Instant,
): Promise<OverageForetold[]> {
  const past = await pastOf(db, provider, rated, now);
  return rated.map((one) => {
    const { minutesUsual, ratios } = past(one);
    return overageForetold(one.month, one.logged, minutesUsual, ratios, now);
  });
}

/** What the forecast of a month rests on; ratios are in order, the least first. */
interface MonthsPast {
  readonly minutesUsual: (minutesAllotted: number) => number;
  readonly ratios: Float64Array;
}

/** What months of one calendar month rest on: a statement for what clients used, and one for the past. */
async function pastOf(
  db: Db,
  provider: ProviderId,
  rated: readonly RatedMonth[],
  now: Instant,
): Promise<(one: RatedMonth) => MonthsPast> {
  const [first] = rated;
  if (!first) return () => ({ minutesUsual: (allotted) => allotted, ratios: new Float64Array() });
  const { month } = first.month;
  const clients = rated.map((one) => one.month.contract.clientId);
  const uses = await closedUseOf(db, provider, clients, [month]);
  const since = monthsLater(month, -pastMonthsKnown);
  const marks = new Map(rated.map((one) => [one, markOf(one.month, now)]));
  const ratios = await pastRatiosOf(db, provider, [...new Set(marks.values())], since, month);
  return (one) => ({
    minutesUsual: (allotted) => usualOf(allotted, month, uses.get(one.month.contract.clientId) ?? []),
    ratios: ratios.get(marks.get(one) ?? 0) ?? new Float64Array(),
  });
}
