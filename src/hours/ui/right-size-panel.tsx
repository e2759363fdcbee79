import type { ReactNode } from 'react';
import type { Contract } from '../../contracts/contract.ts';
import { changeAddress } from '../../contracts/ui/change-values.ts';
import { useInWords } from '../../contracts/ui/in-words.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { rightSizeApi } from '../right-size-api.ts';
import type { RightSize } from '../right-size.ts';
import styles from './right-size.module.css';

/** Whether a contract has the package that its use calls for: the answer, what it rests on month by month, and the way to the change. */
export function RightSizePanel({ contract: { id } }: { readonly contract: Contract }): ReactNode {
  const maySee = useMay(rightSizeApi.showRightSize.access);
  const answer = useAnswer(rightSizeApi.showRightSize, { params: { contract: id } }, { when: maySee });
  if (!maySee) return null;
  return (
    <Panel title="Right size">
      <Loaded answer={answer} lines={4}>
        {(found) => <Answer found={found} />}
      </Loaded>
    </Panel>
  );
}

function Answer({ found }: { readonly found: RightSize }): ReactNode {
  const { words, doubts, steps, months, advised } = found;
  const inWords = useInWords();
  return (
    <div className={styles['answer']}>
      <div>
        <p className={styles['words']}>{inWords(words)}</p>
        {doubts.map((doubt) => (
          <p key={doubt} className="note">
            {inWords(doubt)}
          </p>
        ))}
      </div>
      {advised && (
        <p>
          <PageLink to={changeAddress(found, advised.parts)}>Draft this change</PageLink>
        </p>
      )}
      {months.length > 0 && <Months found={found} />}
      {steps.length > 0 && (
        <details>
          <summary>How this came about</summary>
          <ol className={styles['steps']}>
            {steps.map((step) => (
              <li key={step}>{inWords(step)}</li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** Used, beyond and expired of each month, what was used as a bar against the hours advised, and what it comes to now and then. */
function Months({ found: { months, now, advised, currency } }: { readonly found: RightSize }): ReactNode {
  const sizes = [now.hoursPerMonth * 60, (advised?.hoursPerMonth ?? 0) * 60];
  const most = Math.max(...sizes, ...months.map(({ minutesUsed }) => minutesUsed));
  return (
    <table className={styles['months']}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Used</th>
          <th scope="col" className={styles['roomy']}>
            Beyond
          </th>
          <th scope="col" className={styles['roomy']}>
            Expired
          </th>
          <th scope="col">With {now.hoursPerMonth} h</th>
          {advised && <th scope="col">With {advised.hoursPerMonth} h</th>}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, minutesUsed, minutesOverage, minutesExpired, amountNow, amountThen }) => (
          <tr key={month}>
            <th scope="row">
              {monthWords(month)}
              <span className={styles['track']} aria-hidden>
                <span style={{ inlineSize: `${(100 * minutesUsed) / most}%` }} />
                {advised && <i style={{ insetInlineStart: `${(6000 * advised.hoursPerMonth) / most}%` }} />}
              </span>
            </th>
            <td>
              <Hours minutes={minutesUsed} />
            </td>
            <td className={styles['roomy']}>
              <Hours minutes={minutesOverage} />
            </td>
            <td className={styles['roomy']}>
              <Hours minutes={minutesExpired} />
            </td>
            <td>{moneyFigure(amountNow, currency)}</td>
            {amountThen !== null && <td>{moneyFigure(amountThen, currency)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
