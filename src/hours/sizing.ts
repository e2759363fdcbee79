import { z } from 'zod';
import type { Client } from '../clients/client.ts';
import { feeOf, hoursOf, type Alternative, type Changeable } from '../contracts/alternative.ts';
import type { Package } from '../contracts/package.ts';
import type { Recommendation } from '../contracts/recommendation.ts';
import type { ContractWarning } from '../contracts/warning.ts';
import { amountOf, sum } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import { Amount } from '../core/shape.ts';
import { inUse, type MonthInUse } from './month-in-use.ts';
import type { Scenario } from './scenario.ts';

/** The most urgent first. */
export const sizeVerdicts = [
  'change-needed',
  'change-advised',
  'no-change-possible',
  'right-as-it-is',
  'too-little-known',
] as const;
export type SizeVerdict = (typeof sizeVerdicts)[number];

/** Packages together: hours and fees of a whole month, and the tier of the base package. */
export const PackageSize = z.object({
  hoursPerMonth: z.int(),
  tier: z.string().nullable(),
  feeMonthly: Amount,
});
export type PackageSize = z.output<typeof PackageSize>;

/** A contract with all that its size is judged by. */
export interface Sized {
  readonly client: Pick<Client, 'id' | 'code' | 'name' | 'technologyGroups'>;
  readonly offer: Changeable;
  /** What the price book of the contract recommends to the client; null where the client's spend is in another currency. */
  readonly recommendation: Recommendation | null;
  /** The rules of sale that the packages no longer meet as they are agreed. */
  readonly warnings: readonly Pick<ContractWarning, 'words'>[];
  /** The last full months of the contract, the earliest first. */
  readonly months: readonly Scenario[];
}

/** With fewer full months nothing is advised; no more of them are looked at. */
export const monthsMin = 3;
export const monthsMax = 6;
/** A saving is worth a change from so many percent of fees and overage on. */
export const worthPercent = 2;

/** Packages with what months come to with them; amounts in minor units. */
export interface Sizing {
  readonly size: PackageSize;
  readonly months: readonly MonthInUse[];
  readonly amount: number;
}
export type AdvisedSizing = Sizing & { readonly alternative: Alternative };

/** Packages with what the months of a contract come to with them. */
export function sizingOf({ offer: { contract }, months }: Sized, packages: readonly Package[]): Sizing {
  const used = inUse(months, contract, packages);
  return {
    size: {
      hoursPerMonth: hoursOf(packages),
      tier: packages.find(({ kind }) => kind === 'base')?.tier ?? null,
      feeMonthly: amountOf(feeOf(packages, contract), contract.currency),
    },
    months: used,
    amount: sum(used.map(({ amount }) => amount)),
  };
}

/** What a month would have come to less on average, half up to a minor unit. */
export const savedMonthly = (now: Sizing, then: Sizing): number =>
  halfUp(now.amount - then.amount, 1, now.months.length);

/** The later half of the months against the earlier, the one in the middle left out: a fifth more is rising, a fifth less falling. */
export function trendOf(months: readonly Pick<MonthInUse, 'minutesUsed'>[]): 'rising' | 'falling' | 'steady' {
  const half = Math.floor(months.length / 2);
  const used = (of: readonly Pick<MonthInUse, 'minutesUsed'>[]): number =>
    of.reduce((minutes, { minutesUsed }) => minutes + minutesUsed, 0);
  const [earlier, later] = [used(months.slice(0, half)), used(months.slice(months.length - half))];
  if (later * 5 > earlier * 6) return 'rising';
  return later * 5 < earlier * 4 ? 'falling' : 'steady';
}
