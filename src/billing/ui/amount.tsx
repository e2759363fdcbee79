import type { ReactNode } from 'react';
import { moneyFigure } from '../../web/kit/figures.ts';
import styles from './amount.module.css';

/** An amount in a column that holds several currencies: what a dollar sign leaves open, the code says. */
export function Amount({
  amount,
  currency,
}: {
  readonly amount: string;
  readonly currency: string;
}): ReactNode {
  return (
    <span className={styles['amount']}>
      {moneyFigure(amount, currency)} <small>{currency}</small>
    </span>
  );
}
