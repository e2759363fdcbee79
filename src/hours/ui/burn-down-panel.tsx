import { useCallback, useMemo, type ReactNode } from 'react';
import { Chart } from '../../web/kit/chart.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, hoursFigure, hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import styles from './month-hours.module.css';
import { hoursApi } from '../api.ts';
import { forecastWords } from '../forecast-words.ts';
import type { MonthHours } from '../month-hours.ts';
import type { Band } from '../forecast.ts';
import type { PlannedItem } from '../planned-work.ts';
import type { Colours } from './burn-down-options.ts';
import { ForecastFacts, ForecastWords } from './forecast-words.tsx';
import { plannedSteps, type PlannedSteps } from './planned-steps.ts';

/**
 * What is left of the month's hours, day by day, against even use, where it is likely to go, and what the plan still takes of it; below the
 * line of nought is overage.
 */
export function BurnDownPanel({
  hours,
  today,
  due = nothing,
}: {
  readonly hours: MonthHours;
  readonly today: string;
  /** What the plan still takes of the month, where that is to be shown. */
  readonly due?: readonly PlannedItem[] | undefined;
}): ReactNode {
  const { clientId: client, month, contractId: contract, pace, burnDown } = hours;
  const forecast = useAnswer(hoursApi.forecastMonth, { params: { client, month }, query: { contract } });
  const band = forecast.data?.kind === 'band' ? forecast.data : null;
  const planned = useMemo(
    () =>
      plannedSteps(
        burnDown.map(({ day }) => day),
        pace.minutesAllotted - pace.minutesUsed,
        due,
        today,
      ),
    [burnDown, pace, due, today],
  );
  // How it is drawn is fetched with what draws it, so that nobody waits for it who reads the words.
  const options = useCallback(
    async (colours: Colours) =>
      (await import('./burn-down-options.ts')).burnDownOptions(hours, band, planned, today, colours),
    [hours, band, planned, today],
  );
  const left = `${hoursWords(Math.max(0, pace.minutesAllotted - pace.minutesUsed))} are left.`;
  return (
    <Panel title="Burn-down">
      <Loaded answer={forecast} lines={1}>
        {(found) => <ForecastWords forecast={found} />}
      </Loaded>
      <Chart
        label={[pace.words, left, band ? forecastWords(band, moneyFigure) : '', planned?.words ?? '']
          .filter(Boolean)
          .join(' ')}
        options={options}
        height={260}
        table={<BurnDownTable hours={hours} band={band} planned={planned} today={today} />}
      />
      {planned && <p className={styles['words']}>Hatched: {planned.words}</p>}
      {band && <ForecastFacts forecast={band} minutesWaiting={pace.minutesWaiting} />}
    </Panel>
  );
}

const nothing: readonly PlannedItem[] = [];

function BurnDownTable({
  hours,
  band,
  planned,
  today,
}: {
  readonly hours: MonthHours;
  readonly band: Band | null;
  readonly planned: PlannedSteps | null;
  readonly today: string;
}): ReactNode {
  const foretold = new Map(band?.days.map((step) => [step.day, step]));
  const range = (minutes: { readonly from: number; readonly to: number } | undefined): string =>
    minutes ? `${hoursFigure(minutes.from)}–${hoursFigure(minutes.to)}` : '';
  const withPlan = (minutes: number | undefined): string =>
    minutes === undefined ? '' : hoursFigure(hours.pace.minutesUsed + minutes);
  return (
    <table className={styles['plain']}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Used by its end</th>
          {band && <th scope="col">50% band</th>}
          {band && <th scope="col">80% band</th>}
          {planned && <th scope="col">With the plan</th>}
          <th scope="col">Even use</th>
        </tr>
      </thead>
      <tbody>
        {hours.burnDown.map(({ day, minutesUsed, minutesEven }) => (
          <tr key={day}>
            <th scope="row">{dayWords(day, { withYear: false })}</th>
            <td className="figures">{day < today ? hoursFigure(minutesUsed) : ''}</td>
            {band && <td className="figures">{range(foretold.get(day)?.band50)}</td>}
            {band && <td className="figures">{range(foretold.get(day)?.band80)}</td>}
            {planned && <td className="figures">{withPlan(planned.minutes.get(day))}</td>}
            <td className="figures">{hoursFigure(minutesEven)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
