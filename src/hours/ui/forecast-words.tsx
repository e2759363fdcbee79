import type { ReactNode } from 'react';
import { dayWords, hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Facts } from '../../web/kit/panel.tsx';
import { forecastWords } from '../forecast-words.ts';
import type { Band, Forecast } from '../forecast.ts';
import styles from './month-hours.module.css';

/** Where the month will end, in one sentence; without a band, why there is none. Nothing is said of a month that is over. */
export function ForecastWords({ forecast }: { readonly forecast: Forecast }): ReactNode {
  if (forecast.kind === 'band')
    return <p className={styles['likely']}>{forecastWords(forecast, moneyFigure)}</p>;
  return forecast.reason === 'month-over' ? null : <p className={styles['words']}>{forecast.words}</p>;
}

/** What follows from the band, and what it is worth. `minutesWaiting` is what of the hours used is not approved yet. */
export function ForecastFacts({
  forecast,
  minutesWaiting,
}: {
  readonly forecast: Band;
  readonly minutesWaiting: number;
}): ReactNode {
  const { minutesExpiring, median, held } = forecast;
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
        {minutesWaiting > 0 && ` ${hoursWords(minutesWaiting)} that are not approved yet count as used.`}{' '}
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
