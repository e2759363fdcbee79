import { orderedBy, type ChangePart, type ChangePartDraft } from './change-request.ts';
import { feeMax, priced } from './contract-draft.ts';
import type { Contract } from './contract.ts';
import type { PriceBook } from './price-book.ts';
import { chargeable } from './terms.ts';

/**
 * A part with the price that the book gives it, unless a fee was agreed; null where it has none, because a rule is broken.
 * Example: 40 hours in a base package at 165.00 an hour → 6,600.00 a month.
 */
export function pricedPart(
  part: ChangePartDraft,
  effectiveDay: string,
  book: PriceBook,
  contract: Pick<Contract, 'currency' | 'start' | 'end'>,
): ChangePart | null {
  if (part.kind === 'fee')
    return chargeable(part.feeMonthly, contract.currency, feeMax) === null ? null : part;
  if (part.kind !== 'base' && part.kind !== 'supplement') return part;
  const { feeMonthly, feeAgreed, tier } = priced(orderedBy(part, effectiveDay), book, contract);
  return feeMonthly === null ? null : { ...part, feeMonthly, feeAgreed, tier };
}

/** A part as it was ordered, the opposite: a fee that the book gave was not agreed. */
export function unpriced(part: ChangePartDraft | ChangePart): ChangePartDraft {
  if (part.kind !== 'base' && part.kind !== 'supplement') return part;
  const { scope: _scope, technologyGroups, hoursPerMonth } = part;
  const feeMonthly = 'feeAgreed' in part && !part.feeAgreed ? undefined : part.feeMonthly;
  const bought = { technologyGroups, hoursPerMonth, feeMonthly };
  return part.kind === 'base'
    ? { kind: part.kind, scope: part.scope, ...bought }
    : { kind: part.kind, scope: part.scope, ...bought };
}
