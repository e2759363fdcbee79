import type { ReactNode } from 'react';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { Facts } from '../../web/kit/panel.tsx';
import type { Forecast } from '../forecast.ts';
import styles from './month-hours.module.css';

export type Band = Extract<Forecast, { kind: 'band' }>;

/** Where the month will end, in one sentence; without a band, why there is none. Nothing is said of a month that is over. */
export function ForecastWords({ forecast }: { readonly forecast: Forecast }): ReactNode {
  if (forecast.kind === 'band') return <p className={styles['likely']}>{forecast.words}</p>;
  return forecast.reason === 'month-over' ? null : <p className={styles['words']}>{forecast.words}</p>;
}

/** What follows from the band, and what it is worth. `minutesApproved` is what is used without what waits for approval. */
export function ForecastFacts({
  forecast,
  minutesApproved,
}: {
  readonly forecast: Band;
  readonly minutesApproved: number;
}): ReactNode {
  const { minutesExpiring, minutesUsed, median, held } = forecast;
  const waiting = minutesUsed - minutesApproved;
  return (
    <div className={styles['foretold']}>
      <Facts
        facts={{
          'Used by the end': aboutWords(median),
          'Likely to expire': aboutWords(minutesExpiring),
          'Overage begins': overageWords(forecast),
        }}
      />
      <p className={styles['words']}>
        Shaded is where the month is likely to go: dark in 50 of 100 cases, light in 80.
        {waiting > 0 && ` ${hoursWords(waiting)} that wait for approval count as used.`}{' '}
        {held ? held.words : 'There is too little past yet to test how often such bands hold.'}
      </p>
    </div>
  );
}

/** To the quarter of an hour, because a forecast is no more exact. Example: 2,366 minutes are "about 39 h 30 min". */
function aboutWords(minutes: number): string {
  const rounded = Math.round(minutes / 15) * 15;
  return rounded === 0 ? 'hardly anything' : `about ${hoursWords(rounded)}`;
}

function overageWords({ overageFrom: { median, upper } }: Band): string {
  const inWords = (day: string): string => dayWords(day, { withYear: false });
  if (upper === null) return 'not to be expected';
  if (median === null) return `${inWords(upper)} at the earliest, if at all`;
  return median === upper ? inWords(median) : `${inWords(median)}, at the earliest ${inWords(upper)}`;
}
