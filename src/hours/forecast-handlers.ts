import { monthsLater } from '../core/month.ts';
import type { Instant } from '../core/instant.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { closedUseOf, pastMonthsOf } from './course-store.ts';
import { usualOf } from './course.ts';
import { forecast, markOf, type Forecast } from './forecast.ts';
import type { RatedMonth } from './month-hours.ts';

/** How many calendar months before a month its forecast rests on. */
const pastMonthsKnown = 24;

/** The forecasts of rated months of one calendar month, in their order, without how often such bands held: a statement for each mark. */
export async function forecastsOf(
  db: Db,
  provider: ProviderId,
  rated: readonly RatedMonth[],
  now: Instant,
): Promise<Forecast[]> {
  const [first] = rated;
  if (!first) return [];
  const { month } = first.month;
  const clients = rated.map((one) => one.month.contract.clientId);
  const uses = await closedUseOf(db, provider, clients, [month]);
  const since = monthsLater(month, -pastMonthsKnown);
  const ratios = new Map<number, readonly number[]>();
  for (const mark of new Set(rated.map((one) => markOf(one.month, now)))) {
    const past = await pastMonthsOf(db, provider, mark, since, month);
    ratios.set(
      mark,
      past.flatMap((one) => one.ratios),
    );
  }
  return rated.map(({ month: of, scenario }) => {
    const usual = (allotted: number): number =>
      usualOf(allotted, month, uses.get(of.contract.clientId) ?? []);
    return forecast(of, scenario, usual, { ratios: ratios.get(markOf(of, now)) ?? [], held: null }, now);
  });
}
