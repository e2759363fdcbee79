import type { ReactNode } from 'react';
import { hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import styles from './month-hours.module.css';
import type { MonthHours } from '../month-hours.ts';

const states = {
  open: { tone: 'info', words: 'open' },
  'in-review': { tone: 'warn', words: 'in review' },
  closed: { tone: 'ok', words: 'closed' },
} as const;

/** What the month comes to as it stands, line by line. */
export function StatementPanel({ hours }: { readonly hours: MonthHours }): ReactNode {
  const { lines, total, currency, state, underReview } = hours;
  return (
    <Panel
      title="Statement as it stands"
      acts={<StatePill tone={states[state].tone}>{states[state].words}</StatePill>}
    >
      <table className={styles['plain']}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" className="figures">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.package ?? line.expense}`}>
              <th scope="row">{line.words}</th>
              <td className="figures">{moneyFigure(line.amount, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="figures">
              <strong>{moneyFigure(total, currency)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      {underReview.exceptions > 0 && (
        <p>
          Not in these figures: {underReview.exceptions} under review
          {underReview.minutes > 0 && `, ${hoursWords(underReview.minutes)}`}.
        </p>
      )}
    </Panel>
  );
}
