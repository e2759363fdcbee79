import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { hoursApi } from '../api.ts';
import type { MonthHours } from '../month-hours.ts';
import { plannedApi } from '../planned-api.ts';
import type { PlannedItem, PlannedWork } from '../planned-work.ts';
import styles from './month-hours.module.css';

/** What the plan still takes of the month, and what could be done sooner with hours that would expire; silent where nothing is planned. */
export function PlannedPanel({ hours }: { readonly hours: MonthHours }): ReactNode {
  const { clientId: client, contractId: contract, month } = hours;
  const asked = { params: { client, month }, query: { contract } };
  const planned = useAnswer(plannedApi.showPlannedWork, asked);
  const forecast = useAnswer(hoursApi.forecastMonth, asked);
  if (!planned.data || planned.data.due.length + planned.data.couldComeForward.length === 0) return null;
  const { due, couldComeForward } = planned.data;
  const expires =
    forecast.data !== undefined &&
    (forecast.data.expiring !== null || (forecast.data.kind === 'band' && forecast.data.minutesExpiring > 0));
  return (
    <Panel title="Planned work">
      <p className={styles['words']}>{plannedWords(planned.data, hours)}</p>
      {expires && couldComeForward.length > 0 && (
        <>
          <p>
            <strong>
              Could be done before hours expire: {hoursWords(minutesOf(couldComeForward))} that are due later
            </strong>
          </p>
          <Items items={couldComeForward} label="Planned work that could come forward" />
        </>
      )}
      {due.length > 0 && (
        <details>
          <summary>What is due by the end of the month ({due.length})</summary>
          <Items items={due} label="Planned work due by the end of the month" />
        </details>
      )}
    </Panel>
  );
}

function Items({
  items,
  label,
}: {
  readonly items: readonly PlannedItem[];
  readonly label: string;
}): ReactNode {
  return (
    <table className={styles['plain']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Activity</th>
          <th scope="col">Due</th>
          <th scope="col">Still to do, h</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ occurrence, name, dueDay, minutes }) => (
          <tr key={occurrence}>
            <th scope="row">{name}</th>
            <td>{dayWords(dueDay, { withWeekday: true, withYear: false })}</td>
            <td className="figures">
              <Hours minutes={minutes} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const minutesOf = (items: readonly PlannedItem[]): number =>
  items.reduce((sum, { minutes }) => sum + minutes, 0);

/** Example: "6 h of the plan are still to do this month: 4 h of the base package, 1 h left then; 2 h go beyond the packages." */
function plannedWords({ minutes, minutesBeyond, pools }: PlannedWork, hours: MonthHours): string {
  if (minutes === 0) return 'Nothing of the plan is still to do this month.';
  const nameOf = (id: string): string => hours.pools.find((pool) => pool.package === id)?.name ?? 'a package';
  const drawn = pools
    .filter(({ minutesPlanned }) => minutesPlanned > 0)
    .map(
      (pool) =>
        `${hoursWords(pool.minutesPlanned)} of ${nameOf(pool.package)}, ${hoursWords(pool.minutesLeft)} left then`,
    );
  const beyond = minutesBeyond > 0 ? [`${hoursWords(minutesBeyond)} go beyond the packages`] : [];
  return `${hoursWords(minutes)} of the plan are still to do this month: ${[...drawn, ...beyond].join('; ')}.`;
}
