import type { ReactNode } from 'react';
import { BulletBar } from '../../web/kit/bullet-bar.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { HoursLeft } from '../../web/kit/hours.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { hoursApi } from '../api.ts';
import { hoursRange } from '../forecast-words.ts';
import type { MonthHours } from '../month-hours.ts';
import type { PoolForecast } from '../pool-forecast.ts';
import styles from './month-hours.module.css';
import { PaceBar } from './pace-bar.tsx';
import { verdicts } from './pace-words.ts';

/** What the month holds, what it has used and what will be lost, all packages together and each by itself. */
export function PoolsPanel({ hours, of }: { readonly hours: MonthHours; readonly of: string }): ReactNode {
  const { clientId: client, contractId: contract, month, pace, pools, overage, currency } = hours;
  const forecast = useAnswer(hoursApi.forecastMonth, { params: { client, month }, query: { contract } });
  const foretold = forecast.data?.kind === 'band' ? forecast.data.pools : [];
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
            <BulletBar
              usedMinutes={pool.minutesUsed}
              poolMinutes={pool.minutesAllotted}
              paceMinutes={pool.minutesEven}
              of={pool.name}
            />
            <p className={styles['words']}>{pool.words}</p>
            {foretold
              .filter(({ package: id }) => id === pool.package && pool.minutesUnused > 0)
              .map((one) => (
                <p key={one.package} className={styles['words']}>
                  {poolWords(one)}
                </p>
              ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Example: "Likely 9 to 10 h by the end, used up about 24 Nov." */
function poolWords({ band50, usedUp: { median, upper } }: PoolForecast): string {
  const day = (text: string): string => dayWords(text, { withYear: false });
  const end =
    median !== null
      ? `used up about ${day(median)}`
      : upper !== null
        ? `used up on ${day(upper)} at the earliest, if at all`
        : 'some of it left';
  return `Likely ${hoursRange(band50)} by the end, ${end}.`;
}
