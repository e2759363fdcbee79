import { formatMonth, monthFrom, type Month } from '../core/month.ts';
import type { Handlers } from '../core/route.ts';
import type { Db } from '../database/transaction.ts';
import { ratedMonths } from '../hours/handlers.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import type { ProviderId } from '../people/person.ts';
import { closedClientsOf, frozenStatementsOf } from './close-store.ts';
import type { replayApi } from './replay-api.ts';
import { parted, type MonthReplay, type ReplayDifference } from './replay.ts';

/** Clients whose months are in memory at a time. */
const batch = 50;

export const replayHandlers: Handlers<typeof replayApi, Context> = {
  async replayMonth({ db, providerId }, { params }) {
    return replayOf(db, providerId, monthFrom(params.month));
  },
};

/** Computes every closed statement of a month again, from the time as it stands and the terms that were frozen. */
export async function replayOf(db: Db, provider: ProviderId, month: Month): Promise<MonthReplay> {
  const clients = await closedClientsOf(db, provider, month);
  const differences: ReplayDifference[] = [];
  let statements = 0;
  for (let from = 0; from < clients.length; from += batch) {
    const some = clients.slice(from, from + batch);
    const frozen = await frozenStatementsOf(db, provider, month, some);
    const months = await contractMonthsOf(db, provider, month, some);
    const rated = await ratedMonths(
      db,
      provider,
      months.filter(({ state }) => state.kind === 'closed'),
    );
    const statementOf = new Map(rated.map((one) => [one.month.contract.id, one.statement]));
    for (const { contract, contractNumber, client, statement } of frozen) {
      statements++;
      const difference = parted(statement, statementOf.get(contract) ?? null);
      if (difference) differences.push({ contract, contractNumber, clientId: client, ...difference });
    }
  }
  return { month: formatMonth(month), statements, differences };
}
