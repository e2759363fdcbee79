import { listTechnologyGroups } from '../clients/store.ts';
import { theContract } from '../contracts/change-request-handlers.ts';
import type { Contract } from '../contracts/contract.ts';
import { findPriceBooks } from '../contracts/price-book-store.ts';
import type { PriceBook } from '../contracts/price-book.ts';
import { recommend, type Recommendation } from '../contracts/recommendation.ts';
import { contractsActiveIn } from '../contracts/store.ts';
import { warningsOf } from '../contracts/warning.ts';
import type { TechnologyGroupId } from '../clients/client.ts';
import { day, dayFrom, formatDay } from '../core/day.ts';
import { daysOf, monthOf, monthsLater } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import type { ContractMonth } from './contract-month.ts';
import { asApproved } from './logged.ts';
import { listPortfolio } from './portfolio-store.ts';
import type { rightSizeApi } from './right-size-api.ts';
import { listSizedClients, type SizedClient } from './right-size-store.ts';
import { rightSize, type RightSize } from './right-size.ts';
import { monthsMax, sizeVerdicts, type Sized } from './sizing.ts';
import { contractMonthsOf, scenariosOf } from './store.ts';

export const rightSizeHandlers: Handlers<typeof rightSizeApi, Context> = {
  async showRightSize(context, { params }) {
    const [answer] = await rightSizes(context, [await theContract(context, params.contract)]);
    if (!answer) throw new Error('a contract has an answer about its size');
    return answer;
  },

  async listRightSizes(context, { query }) {
    const { db, providerId, actor, now } = context;
    const today = dayFrom(todayIn('UTC', now));
    const after = readCursor(query.cursor);
    const clients = await listPortfolio(
      db,
      providerId,
      formatDay(today),
      query.of === 'mine' ? actor.id : null,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    const { items, next } = nextCursor(clients, query.limit, ({ name, id }) => [name, id]);
    const ids = items.map(({ id }) => id);
    const [from, to] = [formatDay(day(today - 1)), formatDay(day(today + 2))];
    const contracts = (await contractsActiveIn(db, providerId, from, to, ids)).filter(
      ({ start, end, timeZone }) => start <= todayIn(timeZone, now) && todayIn(timeZone, now) < end,
    );
    return { items: (await rightSizes(context, contracts)).toSorted(byStake), next };
  },
};

/** Changes that the rules ask for first, then where most money is at stake, then by client. */
const byStake = (a: RightSize, b: RightSize): number =>
  sizeVerdicts.indexOf(a.verdict) - sizeVerdicts.indexOf(b.verdict) ||
  Number(b.advised?.savedMonthly ?? 0) - Number(a.advised?.savedMonthly ?? 0) ||
  a.clientName.localeCompare(b.clientName, 'en');

/** Contracts with what their size is, in their order: a fixed number of statements, however many contracts and however much was worked. */
export async function rightSizes(context: Context, contracts: readonly Contract[]): Promise<RightSize[]> {
  const { db, providerId } = context;
  const clients = await listSizedClients(
    db,
    providerId,
    contracts.map(({ id }) => id),
  );
  const bookIds = [...new Set(contracts.map(({ priceBookId }) => priceBookId))];
  const books = new Map((await findPriceBooks(db, providerId, bookIds)).map((book) => [book.id, book]));
  const groups = (await listTechnologyGroups(db, providerId)).map(({ id }) => id);
  const months = await fullMonthsOf(context, contracts);
  const scenarios = (await scenariosOf(db, providerId, months)).map(asApproved);
  return contracts.map((contract) => {
    const [client, book] = [clients.get(contract.id), books.get(contract.priceBookId)];
    if (!client || !book) throw new Error(`contract ${contract.number} has no client or no price book`);
    const own = scenarios.filter((_, index) => months[index]?.contract.id === contract.id);
    const sized = sizedOf(context, contract, client, book, groups, own.slice(-monthsMax));
    return rightSize(sized, () => context.newId());
  });
}

/** The full months of contracts that are over, the earliest first; one more is looked up than wanted, because zones begin a month apart. */
async function fullMonthsOf(
  { db, providerId, now }: Context,
  contracts: readonly Contract[],
): Promise<ContractMonth[]> {
  const clients = [...new Set(contracts.map(({ clientId }) => clientId))];
  const wanted = new Set<string>(contracts.map(({ id }) => id));
  const last = monthOf(dayFrom(todayIn('Pacific/Kiritimati', now)));
  const found: ContractMonth[] = [];
  for (let back = monthsMax + 1; back > 0; back--)
    found.push(...(await contractMonthsOf(db, providerId, monthsLater(last, -back), clients)));
  return found.filter(({ contract, month }) => {
    const { from, to } = daysOf(month);
    const today = dayFrom(todayIn(contract.timeZone, now));
    return (
      wanted.has(contract.id) && dayFrom(contract.start) <= from && to <= dayFrom(contract.end) && to <= today
    );
  });
}

function sizedOf(
  { now }: Context,
  contract: Contract,
  client: SizedClient,
  book: PriceBook,
  technologyGroups: readonly TechnologyGroupId[],
  months: Sized['months'],
): Sized {
  const today = todayIn(contract.timeZone, now);
  const { services, deviceCount, openFrom } = client;
  const agreed = contract.packages.filter(({ endedBy }) => endedBy === null);
  const asAgreed = agreed.reduce((last, { from }) => (from > last ? from : last), today);
  return {
    client,
    offer: { contract, book, services, deviceCount, openFrom, technologyGroups, others: [], today },
    recommendation: recommendationFor(client, book, technologyGroups),
    warnings: warningsOf({ client, services, contract, book, day: asAgreed }),
    months,
  };
}

function recommendationFor(
  { currency, spend, deviceCount: devices, technologyGroups: own }: SizedClient,
  book: PriceBook,
  groups: readonly TechnologyGroupId[],
): Recommendation | null {
  if (currency !== book.currency) return null;
  return recommend(book, { spend, devices, technologyGroups: groups.filter((group) => own.includes(group)) });
}
