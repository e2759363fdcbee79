import { z } from 'zod';
import { alternativesTo, feeOf, type Alternative } from '../contracts/alternative.ts';
import { ChangePartDraft } from '../contracts/change-request.ts';
import { ContractId } from '../contracts/contract.ts';
import type { Id } from '../core/id.ts';
import { amountOf } from '../core/money.ts';
import { formatMonth } from '../core/month.ts';
import { Amount, Day, Month, SignedAmount } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { doubtsAbout, stepsTo, verdictInWords } from './right-size-words.ts';
import {
  monthsMin,
  PackageSize,
  savedMonthly,
  sizeVerdicts,
  sizingOf,
  worthPercent,
  type AdvisedSizing,
  type Sized,
  type SizeVerdict,
  type Sizing,
} from './sizing.ts';

/** Whether a contract has the package that its use calls for, and which would be less dear. Money is in the currency given. */
export const RightSize = z
  .object({
    clientId: ClientId,
    clientCode: z.string(),
    clientName: z.string(),
    contractId: ContractId,
    contractNumber: z.string(),
    currency: z.string(),
    verdict: z.enum(sizeVerdicts),
    words: z.string(),
    now: PackageSize,
    /** The change to draft, and what a month would have come to less by it on average: below zero where the rules of sale cost more. */
    advised: PackageSize.extend({
      parts: z.array(ChangePartDraft),
      effectiveDay: Day,
      savedMonthly: SignedAmount,
    }).nullable(),
    /** What speaks against the advice. */
    doubts: z.array(z.string()),
    /** How the answer came about, one sentence after the other. */
    steps: z.array(z.string()),
    /** The full months of use it rests on: fees and overage with the packages of now, and with those advised. */
    months: z.array(
      z.object({
        month: Month,
        minutesUsed: z.int(),
        minutesOverage: z.int(),
        minutesExpired: z.int(),
        amountNow: Amount,
        amountThen: Amount.nullable(),
      }),
    ),
  })
  .meta({ id: 'RightSize' });
export type RightSize = z.output<typeof RightSize>;

/**
 * The least dear package that the rules of sale allow, by what the last full months of use come to with it, beside the one there is. Packages
 * and rates as they are agreed for the end are taken to have held in all of these months; time that waits for approval counts as approved.
 * Amounts are fees and overage: what is billed by the hour whatever the package is left out.
 *
 * With fewer than three months nothing is advised. A package that no longer meets the rules is to be changed, also where that costs more;
 * any other where at least 2% is saved. Of packages that come to the same, the one there is stays, then the one with the lower fee.
 * Nothing that breaks a rule is advised: `alternativesTo` has asked them all.
 * Source: service guide, sections 2, 2.1, 5 and 6.
 *
 * Example: 40 hours for 6,600.00, 18 h used in each of six months, several technologies, so 30 hours at least: 30 hours save 1,650.00.
 */
export function rightSize(sized: Sized, newId: <Kind extends string>() => Id<Kind>): RightSize {
  const { client, offer, warnings } = sized;
  const { contract } = offer;
  const now = sizingOf(
    sized,
    contract.packages.filter(({ endedBy }) => endedBy === null),
  );
  const isKnown = now.months.length >= monthsMin;
  const others = isKnown ? alternativesTo(offer, { ...reachOf(sized, now), newId }) : [];
  const allowed = others.filter(({ breaches }) => breaches.length === 0);
  const best = leastDear(sized, allowed, warnings.length > 0 ? null : now.amount);
  const verdict = judge(sized, now, allowed, best);
  const advised = verdict === 'change-needed' || verdict === 'change-advised' ? best : null;
  const told = { sized, now, others, best: advised, verdict };
  const written = (amount: number): string => amountOf(amount, contract.currency);
  return {
    clientId: client.id,
    clientCode: client.code,
    clientName: client.name,
    contractId: contract.id,
    contractNumber: contract.number,
    currency: contract.currency,
    verdict,
    words: verdictInWords(told),
    now: now.size,
    advised: advised && {
      ...advised.size,
      parts: [...advised.alternative.parts],
      effectiveDay: advised.alternative.effectiveDay,
      savedMonthly: written(savedMonthly(now, advised)),
    },
    doubts: advised ? doubtsAbout(now, advised, contract.currency) : [],
    steps: isKnown ? stepsTo(told) : [],
    months: now.months.map(({ month, amount, minutesUsed, minutesOverage, minutesExpired }, nth) => {
      const then = advised?.months[nth];
      return {
        month: formatMonth(month),
        minutesUsed,
        minutesOverage,
        minutesExpired,
        amountNow: written(amount),
        amountThen: then ? written(then.amount) : null,
      };
    }),
  };
}

function judge(
  { warnings }: Sized,
  now: Sizing,
  allowed: readonly Alternative[],
  best: Sizing | null,
): SizeVerdict {
  if (now.months.length < monthsMin) return 'too-little-known';
  if (allowed.length === 0) return 'no-change-possible';
  if (!best) return 'right-as-it-is';
  if (warnings.length > 0) return 'change-needed';
  return (now.amount - best.amount) * 100 >= now.amount * worthPercent ? 'change-advised' : 'right-as-it-is';
}

/** The one that months come to least with, and to less than `below`; null where none is. They come with the lowest fee first. */
function leastDear(
  sized: Sized,
  allowed: readonly Alternative[],
  below: number | null,
): AdvisedSizing | null {
  let best: AdvisedSizing | null = null;
  for (const alternative of allowed) {
    const limit = best?.amount ?? below ?? Infinity;
    // No month comes to less than its fees, and all that follow have higher ones.
    if (feeOf(alternative.packages, sized.offer.contract) * sized.months.length >= limit) break;
    const sizing = sizingOf(sized, alternative.packages);
    if (sizing.amount < limit) best = { ...sizing, alternative };
  }
  return best;
}

/** Hours beyond those of the heaviest month, or of the recommendation, are of no use. */
const reachOf = ({ client, recommendation }: Sized, { months }: Sizing) => ({
  technologyGroups: client.technologyGroups,
  hours: Math.max(
    recommendation?.baseHours ?? 0,
    ...months.map(({ minutesUsed }) => Math.ceil(minutesUsed / 60)),
  ),
});
