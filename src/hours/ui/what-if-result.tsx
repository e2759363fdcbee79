import type { ReactNode } from 'react';
import { hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import type { WhatIf } from '../what-if.ts';
import styles from './what-if.module.css';

/** Both prices side by side: what changes first, then line by line, then what is left of each package. */
export function WhatIfResult({ found }: { readonly found: WhatIf }): ReactNode {
  const { before, after, currency, lines, totalChange } = found;
  return (
    <div className={styles['result']}>
      <p className={styles['total']} aria-live="polite">
        <span>{moneyFigure(before.total, currency)} as it is</span>
        <span aria-hidden>→</span>
        <strong>{moneyFigure(after.total, currency)} as it would be</strong>
        <span className={styles[toneOf(totalChange)]}>{changeFigure(totalChange, currency)}</span>
      </p>
      <div className={styles['scroll']}>
        <table className={styles['lines']}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">As it is</th>
              <th scope="col">As it would be</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.kind} ${line.words}`}>
                <th scope="row">{line.words}</th>
                <td>{line.before === null ? '' : moneyFigure(line.before, currency)}</td>
                <td>{line.after === null ? '' : moneyFigure(line.after, currency)}</td>
                <td className={styles[toneOf(line.change)]}>{changeFigure(line.change, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={styles['lines']}>
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">Used of its hours</th>
              <th scope="col">As it would be</th>
              <th scope="col">Left then</th>
            </tr>
          </thead>
          <tbody>
            {after.pools.map((pool, index) => (
              <tr key={pool.name}>
                <th scope="row">{pool.name}</th>
                <td>{usedWords(before.pools[index])}</td>
                <td>{usedWords(pool)}</td>
                <td>{hoursWords(pool.minutesUnused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const isNothing = (change: string): boolean => !/[1-9]/.test(change);

/** More to pay and less to pay; the sign says the same. */
const toneOf = (change: string): string =>
  isNothing(change) ? 'same' : change.startsWith('-') ? 'less' : 'more';

/** Example: `+$650.00`, `−$350.00`, and "no change". */
function changeFigure(change: string, currency: string): string {
  if (isNothing(change)) return 'no change';
  return change.startsWith('-') ? moneyFigure(change, currency) : `+${moneyFigure(change, currency)}`;
}

const usedWords = (
  pool: { readonly minutesUsed: number; readonly minutesAllotted: number } | undefined,
): string => (pool ? `${hoursWords(pool.minutesUsed)} of ${hoursWords(pool.minutesAllotted)}` : '');
