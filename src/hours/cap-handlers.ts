import { day } from '../core/day.ts';
import { formatMoney } from '../core/money.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { emergenciesAmong } from '../time/emergency-store.ts';
import { minutesAgreedTo } from './consent.ts';
import { capsOf, listConsents } from './consent-store.ts';
import type { ContractMonth } from './contract-month.ts';
import type { RatedMonth } from './month-hours.ts';
import { capMinutes, capStanding, pricedInWords, priceOf, type OverageBasis } from './overage-cap.ts';
import { overageOf } from './pace.ts';
import type { Preview } from './preview.ts';
import { ratesOn } from './terms.ts';

/**
 * Where rated months of one calendar month stand against their caps, in their order: three statements, however many. An amount is turned
 * into minutes at the rate of the month's last day. Where a client has two contracts in a month, its cap counts for each by itself.
 */
export async function overageBases(
  db: Db,
  provider: ProviderId,
  rated: readonly RatedMonth[],
): Promise<OverageBasis[]> {
  const [first] = rated;
  if (!first) return [];
  const { month } = first.month;
  const contracts = rated.map((one) => one.month.contract);
  const caps = await capsOf(
    db,
    provider,
    contracts.map(({ clientId }) => clientId),
    month,
  );
  const consents = await listConsents(db, provider, { contracts: contracts.map(({ id }) => id), month });
  const capped = rated.filter(
    ({ month: of, statement }) => caps.has(of.contract.clientId) && overageOf(statement).minutes > 0,
  );
  const emergencies = await emergenciesAmong(db, provider, capped.flatMap(entriesBeyondPools));
  const byContract = Map.groupBy(consents, ({ contractId }) => contractId);
  return rated.map(({ month: { contract, frame, days }, statement }) => {
    const ofContract = byContract.get(contract.id) ?? [];
    const cap = caps.get(contract.clientId);
    const { overage } = ratesOn(frame.contract, day(days.to - 1));
    const standing =
      cap === undefined
        ? null
        : capStanding(statement, capMinutes(cap, overage), minutesAgreedTo(ofContract), (entry) =>
            emergencies.has(entry),
          );
    return { standing, consents: ofContract };
  });
}

const entriesBeyondPools = ({ statement }: RatedMonth): string[] =>
  statement.units.filter(({ draws }) => draws.some(({ pool }) => pool === null)).map(({ entry }) => entry);

/** What an entry that is not logged yet would make of a month's overage: null where nothing of it is beyond the cap. */
export function beyondCapOf(
  { frame, days }: ContractMonth,
  { overageOfMonth, overageMinutes }: Pick<Preview, 'overageOfMonth' | 'overageMinutes'>,
  basis: OverageBasis | null,
): Preview['beyondCap'] {
  if (!basis?.standing || overageMinutes <= 0) return null;
  const { minutesCap, minutesAgreed, minutesEmergency } = basis.standing;
  const minutes = overageOfMonth - minutesCap - minutesAgreed - minutesEmergency;
  if (minutes <= 0) return null;
  const rate = ratesOn(frame.contract, day(days.to - 1)).overage;
  return {
    minutes,
    amount: formatMoney(priceOf(minutes, rate), frame.currency),
    words: `${pricedInWords(minutes, rate, frame.currency)}, are beyond the cap that the client agreed to.`,
    isAsked: basis.consents.some(({ answer }) => answer === null),
  };
}
