import type { ReactNode } from 'react';
import { BulletBar } from '../../web/kit/bullet-bar.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { HoursLeft } from '../../web/kit/hours.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { MonthHours } from '../month-hours.ts';
import styles from './month-hours.module.css';
import { PaceBar } from './pace-bar.tsx';
import { verdicts } from './pace-words.ts';

/** What the month holds, what it has used and what will be lost, all packages together and each by itself. */
export function PoolsPanel({ hours, of }: { readonly hours: MonthHours; readonly of: string }): ReactNode {
  const { pace, pools, overage, currency } = hours;
  const verdict = verdicts[pace.verdict];
  return (
    <Panel title="Hours" acts={<StatePill tone={verdict.tone}>{verdict.words}</StatePill>}>
      <p className={styles['big']}>
        <HoursLeft left={pace.minutesAllotted - pace.minutesUsed} />
      </p>
      <p className={styles['words']}>{pace.words}</p>
      <PaceBar pace={pace} of={of} />
      {overage.minutes > 0 && (
        <p className={styles['over']}>
          Beyond the packages so far: {moneyFigure(overage.amount, currency)} of overage at{' '}
          {moneyFigure(overage.rate, currency)} an hour.
        </p>
      )}
      <ul className={styles['pools']}>
        {pools.map((pool) => (
          <li key={pool.package}>
            <div className={styles['pool']}>
              <strong>{pool.name}</strong>
              <HoursLeft left={pool.minutesUnused} />
            </div>
            <BulletBar usedMinutes={pool.minutesUsed} poolMinutes={pool.minutesAllotted} of={pool.name} />
            <p className={styles['words']}>{pool.words}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
