import type { ReactNode } from 'react';
import { Refused } from '../../core/refusal.ts';
import { moneyFigure } from '../../web/kit/figures.ts';
import { costOf, measureOf, measureWords, type Cost, type ExpenseKind } from '../cost.ts';
import type { TravelRates } from '../travel-rate.ts';
import styles from './visits.module.css';

/** What is typed for a kind of cost: a distance, a duration or an amount. */
export interface TypedCost {
  readonly kind: ExpenseKind;
  readonly amount: string;
  readonly distance: string;
  readonly minutes: string;
}

/** What is said of a typed cost: only what its kind is told by, and nothing at all where that is not typed yet. */
export function saidOf({ kind, amount, distance, minutes }: TypedCost) {
  const measure = measureOf(kind);
  if (measure === 'distance')
    return distance === '' ? { kind } : { kind, distance: distance.replace(',', '.') };
  if (measure === 'minutes') return /^\d+$/.test(minutes) ? { kind, minutes: Number(minutes) } : { kind };
  return amount === '' ? { kind } : { kind, amount };
}

/** What a typed cost comes to, or why not; null while it is being typed. The server reckons the same way. */
export function pricedOf(typed: TypedCost, rates: TravelRates, currency: string): Cost | string | null {
  const said = saidOf(typed);
  if (!(measureOf(typed.kind) in said)) return null;
  if ('distance' in said && !/^\d{1,5}(\.\d)?$/.test(said.distance ?? '')) return null;
  if ('amount' in said && !/^\d{1,12}(\.\d{1,4})?$/.test(said.amount ?? '')) return null;
  try {
    return costOf(said, rates, currency);
  } catch (refused) {
    if (refused instanceof Refused) return refused.message;
    throw refused;
  }
}

/** What mileage or travel time comes to, while it is typed. */
export function CostPreview({
  cost,
  currency,
  children,
}: {
  readonly cost: Cost | string | null;
  readonly currency: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={styles['preview']} role="status" aria-label="What it comes to">
      {cost === null ? (
        <span className="quiet">What it comes to stands here.</span>
      ) : typeof cost === 'string' ? (
        <span className={styles['refused']}>{cost}</span>
      ) : (
        <span>
          <strong>{moneyFigure(cost.amount, currency)}</strong>{' '}
          <span className="quiet">{measureWords(cost)}</span>
        </span>
      )}
      {children}
    </div>
  );
}
