import { sum, type Money } from '../core/money.ts';
import type { RatedMonth } from '../hours/month-hours.ts';
import type { ClientId } from '../people/person.ts';
import type { AgreedOverage } from './agreed-overage.ts';
import { draftLines, type DraftLine, type FeeBilled, type PendingAdjustment } from './invoice.ts';
import type { Missing } from './month-close.ts';
import { taxOn, type Taxed, type Treatment } from './tax.ts';

/** A month with the invoice it would have now, and what stands in the way of issuing it. */
export interface PreparedMonth {
  readonly rated: RatedMonth;
  readonly missing: readonly Missing[];
  readonly lines: readonly DraftLine[];
  readonly total: Money;
  /** The consents on which its overage rests. */
  readonly agreed: readonly AgreedOverage[];
  /** The tax on the lines by the rates of today. */
  readonly taxed: Taxed;
}

/** An adjustment that waits, for whom and in which currency. */
export interface WaitingAdjustment extends PendingAdjustment {
  readonly client: ClientId;
  readonly currency: string;
}

/**
 * Drafts the invoices of rated months, in their order. Adjustments of a client go on one invoice in their currency: the first that
 * nothing is missing of, else the first.
 */
export function prepare(
  months: readonly {
    readonly rated: RatedMonth;
    readonly missing: readonly Missing[];
    readonly billed: readonly FeeBilled[];
    readonly agreed: readonly AgreedOverage[];
    readonly treatment: Treatment;
  }[],
  waiting: readonly WaitingAdjustment[],
): PreparedMonth[] {
  const placeOf = ({ client, currency }: WaitingAdjustment): number => {
    const isFor = ({ rated }: (typeof months)[number]): boolean =>
      rated.month.contract.clientId === client && rated.month.contract.currency === currency;
    const ready = months.findIndex((month) => isFor(month) && month.missing.length === 0);
    return ready >= 0 ? ready : months.findIndex(isFor);
  };
  const byPlace = Map.groupBy(waiting, placeOf);
  return months.map(({ rated, missing, billed, agreed, treatment }, place) => {
    const lines = draftLines(rated.month, rated.statement, billed, byPlace.get(place) ?? []);
    const total = sum(lines.map(({ amount }) => amount));
    return { rated, missing, lines, total, agreed, taxed: taxOn(lines, treatment) };
  });
}
