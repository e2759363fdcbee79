import type { ReactNode } from 'react';
import { moneyFigure } from './figures.ts';

/** An amount with its currency, exactly as the server counted it. */
export function Money({
  amount,
  currency,
}: {
  readonly amount: string;
  readonly currency: string;
}): ReactNode {
  return <span className="figures">{moneyFigure(amount, currency)}</span>;
}
