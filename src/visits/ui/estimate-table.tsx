import type { ReactNode } from 'react';
import { moneyFigure } from '../../web/kit/figures.ts';
import { measureWords } from '../cost.ts';
import type { SiteVisitReview } from '../site-visit.ts';
import { expenseWords } from './expense-words.ts';
import styles from './visits.module.css';

/** What a visit should cost, by kind, and how each figure came about. */
export function EstimateTable({
  review,
  currency,
}: {
  readonly review: SiteVisitReview;
  readonly currency: string;
}): ReactNode {
  return (
    <table className={styles['costs']}>
      <caption className="for-reader">Estimate</caption>
      <tbody>
        {review.estimate.map((cost) => (
          <tr key={cost.kind}>
            <th scope="row">{expenseWords[cost.kind]}</th>
            <td className={styles['how']}>{measureWords(cost)}</td>
            <td className={styles['figure']}>{moneyFigure(cost.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Estimate
          </th>
          <td className={styles['figure']}>{moneyFigure(review.total, currency)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
