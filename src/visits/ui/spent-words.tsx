import type { ReactNode } from 'react';
import { moneyFigure } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { beyondEstimate, estimateOf, type SiteVisit } from '../site-visit.ts';
import styles from './visits.module.css';

/** What a visit has cost so far beside what it should cost, with a warning where that is more. */
export function Spent({ visit }: { readonly visit: SiteVisit }): ReactNode {
  const { spent, currency, review } = visit;
  const beyond = beyondEstimate(visit);
  return (
    <span className={styles['spent']}>
      {moneyFigure(spent, currency)} of {review ? 'an estimated' : 'an expected'}{' '}
      {moneyFigure(estimateOf(visit), currency)} spent
      {beyond !== null && <StatePill tone="warn">{moneyFigure(beyond, currency)} more</StatePill>}
    </span>
  );
}
