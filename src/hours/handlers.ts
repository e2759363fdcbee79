import { theClient } from '../clients/handlers.ts';
import { listTechnologyGroups } from '../clients/store.ts';
import type { ContractId } from '../contracts/contract.ts';
import { contractWarnings } from '../contracts/warning-handlers.ts';
import { day, formatDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { monthFrom, monthsLater } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Db } from '../database/transaction.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { noContract, type hoursApi } from './api.ts';
import { heldBackAfter, scenarioDocument, type ContractMonth } from './contract-month.ts';
import { closedUseOf, pastMonthsOf } from './course-store.ts';
import { usualOf } from './course.ts';
import { explainStatement } from './explained-statement.ts';
import { forecast } from './forecast.ts';
import { overagesForetold, pastMonthsKnown } from './forecast-handlers.ts';
import { heldRate } from './held-rate.ts';
import { loggedOf } from './logged.ts';
import { monthHours, namesOf, type Details, type MonthHours, type RatedMonth } from './month-hours.ts';
import { markOf } from './outlook.ts';
import { listPortfolio } from './portfolio-store.ts';
import { portfolioRow } from './portfolio.ts';
import { rate } from './rate.ts';
import type { Scenario } from './scenario.ts';
import * as store from './store.ts';

export const hoursHandlers: Handlers<typeof hoursApi, Context> = {
  getMonthHours: (context, { params, query }) => theMonthHours(context, params, query.contract),

  async explainMonth(context, { params, query }) {
    const { rated } = await theMonth(context, params, query.contract);
    const details = await detailsOf(context.db, context.providerId, all(rated));
    const { scenario, statement } = rated;
    return explainStatement({ scenario, statement, names: namesOf(rated, details) });
  },

  async forecastMonth(context, { params, query }) {
    const { db, providerId } = context;
    const { rated } = await theMonth(context, params, query.contract);
    const { month, logged } = rated;
    const { clientId } = month.contract;
    const now = minuteOf(context.now);
    const uses = await closedUseOf(db, providerId, [clientId], [month.month]);
    const since = monthsLater(month.month, -pastMonthsKnown);
    const past = await pastMonthsOf(db, providerId, markOf(month, now), since, month.month);
    const usual = (allotted: number): number => usualOf(allotted, month.month, uses.get(clientId) ?? []);
    const ratios = past.flatMap((one) => one.ratios);
    const held = heldRate(past, pastMonthsTested);
    return forecast(month, logged, usual, { ratios, held }, now);
  },

  async getScenario(context, { params, query }) {
    const { rated } = await theMonth(context, params, query.contract);
    return { ...scenarioDocument(rated.month.terms, rated.scenario) };
  },

  async listHours(context, { query }) {
    const { db, providerId, actor, now } = context;
    const month = monthFrom(query.month);
    const after = readCursor(query.cursor);
    const today = formatDay(day(Math.floor(minuteOf(now) / 1440)));
    const clients = await listPortfolio(
      db,
      providerId,
      today,
      query.of === 'mine' ? actor.id : null,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    const { items, next } = nextCursor(clients, query.limit, ({ name, id }) => [name, id]);
    const months = await store.contractMonthsOf(
      db,
      providerId,
      month,
      items.map(({ id }) => id),
    );
    const rated = await ratedMonths(db, providerId, months);
    const warnings = await contractWarnings(
      context,
      items.map(({ id }) => id),
    );
    const foretold = await overagesForetold(db, providerId, rated, minuteOf(now));
    const contracts = rated.map((one, index) => ({ rated: one, foretold: foretold[index] ?? null }));
    const byClient = Map.groupBy(contracts, (one) => one.rated.month.contract.clientId);
    return {
      items: items.flatMap((client) =>
        (byClient.get(client.id) ?? [null]).map((one) =>
          portfolioRow(
            client,
            one?.rated ?? null,
            one?.foretold ?? null,
            warnings.filter(({ contractId }) => contractId === one?.rated.month.contract.id),
            actor.roles,
            minuteOf(now),
          ),
        ),
      ),
      next,
    };
  },
};

/** How many of the calendar months that a forecast rests on it is tested on. */
const pastMonthsTested = 12;

/** Contract months with their statements, in their order: two statements for every ten of them, however much was worked. */
export async function ratedMonths(
  db: Db,
  provider: ProviderId,
  months: readonly ContractMonth[],
): Promise<RatedMonth[]> {
  const rated: RatedMonth[] = [];
  const scenarios = readAhead(partsOf(months, monthsAtOnce), (part) => store.scenariosOf(db, provider, part));
  for await (const part of scenarios)
    for (const scenario of part) {
      const month = months[rated.length];
      if (month) rated.push(ratedMonth(month, scenario));
    }
  return rated;
}

/** Few enough that the next are read while these are rated. */
const monthsAtOnce = 10;

function ratedMonth(month: ContractMonth, scenario: Scenario): RatedMonth {
  const after = month.state.kind === 'closed' ? [] : heldBackAfter(month, scenario.entries);
  const statement = rate(scenario);
  return { month, scenario, statement, logged: loggedOf(scenario, statement), heldBackAfter: after };
}

/** What is read for each part, in their order; the next is asked for before the one before it is given. */
async function* readAhead<Part, Read>(
  parts: readonly Part[],
  read: (part: Part) => Promise<Read>,
): AsyncGenerator<Read> {
  let next: Promise<Read> | undefined;
  for (const [index, part] of parts.entries()) {
    const now = await (next ?? read(part));
    const following = parts[index + 1];
    next = following && read(following);
    // Whoever stops listening is not told of it any more.
    next?.catch(() => {});
    yield now;
  }
}

const partsOf = <T>(all: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );

/** Everything that a rated month speaks of. */
const all = ({ scenario }: RatedMonth) => ({
  entries: scenario.entries.map(({ id }) => id),
  expenses: scenario.expenses.map(({ id }) => id),
});

/** What entries, expenses and technology groups are called: three statements, however many. */
export async function detailsOf(
  db: Db,
  provider: ProviderId,
  about: { readonly entries: readonly string[]; readonly expenses: readonly string[] },
): Promise<Details> {
  const work = await store.workDetailsOf(db, provider, about.entries);
  const spent = await store.expenseDetailsOf(db, provider, about.expenses);
  const groups = new Map<string, string>(
    (await listTechnologyGroups(db, provider)).map(({ id, name }) => [id, name]),
  );
  return {
    work: (id) => the(work.get(id), id),
    expense: (id) => the(spent.get(id), id),
    groupName: (id) => groups.get(id) ?? id,
  };
}

/** The hours of a month as whoever asks may see them. */
export async function theMonthHours(
  context: Context,
  params: { readonly client: ClientId; readonly month: string },
  contract: ContractId | undefined,
): Promise<MonthHours> {
  const { rated, others } = await theMonth(context, params, contract);
  const details = await detailsOf(context.db, context.providerId, all(rated));
  return monthHours(rated, others, details, minuteOf(context.now), context.actor.clientId !== null);
}

/** The client's contract in a month, rated, and the client's other contracts then; refused where it has none. */
export async function theMonth(
  context: Context,
  params: { readonly client: ClientId; readonly month: string },
  contract: ContractId | undefined,
): Promise<{ rated: RatedMonth; others: ContractId[] }> {
  const { db, providerId } = context;
  const client = await theClient(context, params.client);
  const months = await store.contractMonthsOf(db, providerId, monthFrom(params.month), client.id);
  const month = contract ? months.find((one) => one.contract.id === contract) : months.at(-1);
  const [rated] = month ? await ratedMonths(db, providerId, [month]) : [];
  if (!rated) throw new Refused(noContract, `${client.name} has none in ${params.month}.`);
  const others = months.map((one) => one.contract.id).filter((id) => id !== rated.month.contract.id);
  return { rated, others };
}

/** The moment as the nouns count it: the whole minute that is passing. */
export const minuteOf = (now: Temporal.Instant): Instant =>
  instant(Math.floor(now.epochMilliseconds / 60_000));

function the<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`${what} was not found where it must be`);
  return found;
}
