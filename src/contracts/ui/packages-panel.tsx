import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { groupNames } from '../../clients/ui/client-form.tsx';
import { peopleApi } from '../../people/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { daysBetween, lastDayOf, monthsAfter } from '../../web/kit/days.ts';
import { dayIn, dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import type { Contract } from '../contract.ts';
import type { Package } from '../package.ts';
import { scopeWords } from '../package.ts';
import styles from './packages-panel.module.css';

interface Props {
  readonly contract: Contract;
  readonly today: string;
}

/** What was bought, package by package, and when each of them holds within the term. */
export function PackagesPanel({ contract, today }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const isRunning = contract.start <= today && today < contract.end;
  return (
    <Panel title="Packages" flush>
      <Axis contract={contract} {...(isRunning ? { today } : {})} />
      <ol className={styles['packages']}>
        {contract.packages
          .filter(({ from, to }) => from < to)
          .map((bought) => (
            <li key={bought.id} className={styles['package']}>
              <div className={styles['words']}>
                <strong>{bought.hoursPerMonth} h a month</strong>
                {bought.tier && <span>, {bought.tier}</span>}
                <small className="note">
                  {bought.kind === 'base' ? 'Base' : 'Supplement'} · {scopeWords[bought.scope]}
                  {bought.technologyGroups.length > 0 &&
                    ` · ${groupNames(groups.data, bought.technologyGroups)}`}
                </small>
                {bought.acknowledgedBy && (
                  <Acknowledged bought={bought} zone={contract.timeZone} by={bought.acknowledgedBy} />
                )}
              </div>
              <div className={styles['fee']}>
                <span className="figures">{moneyFigure(bought.feeMonthly, contract.currency)}</span>
                <small className="note">{bought.feeAgreed ? 'a month, agreed' : 'a month'}</small>
              </div>
              <div className={styles['track']}>
                <div
                  className={styles['bar']}
                  data-kind={bought.kind}
                  data-over={bought.to <= today}
                  style={{
                    left: share(contract, bought.from),
                    right: `calc(100% - ${share(contract, bought.to)})`,
                  }}
                />
                <small
                  className={styles['days']}
                  style={{ left: `min(${share(contract, bought.from)}, calc(100% - ${daysWidth}))` }}
                >
                  {dayWords(bought.from)} to {dayWords(lastDayOf(bought.to))}
                </small>
                {isRunning && (
                  <span aria-hidden className={styles['today']} style={{ left: share(contract, today) }} />
                )}
              </div>
            </li>
          ))}
      </ol>
    </Panel>
  );
}

function Acknowledged({
  bought,
  by,
  zone,
}: {
  readonly bought: Package;
  readonly by: string;
  readonly zone: string;
}): ReactNode {
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } });
  const name = people.data?.items.find(({ id }) => id === by)?.name;
  if (!name || !bought.acknowledgedAt) return null;
  return (
    <small className="note">
      {name} acknowledged availability on {dayWords(dayIn(bought.acknowledgedAt, zone))}
    </small>
  );
}

interface AxisProps {
  readonly contract: Contract;
  /** Marked where it lies within the term. */
  readonly today?: string;
}

/** The term in quarters, half-years or years, by its length, so that no mark runs into the next. */
function Axis({ contract, today }: AxisProps): ReactNode {
  const { start, end } = contract;
  const length = daysBetween(start, end);
  const step = length <= 400 ? 3 : length <= 1200 ? 6 : 12;
  const marks: string[] = [];
  for (let mark = `${start.slice(0, 7)}-01`; mark < end; mark = monthsAfter(mark, 1)) {
    const room = daysBetween(mark, end) > length * markShare;
    if ((Number(mark.slice(5, 7)) - 1) % step === 0 && mark >= start && room) marks.push(mark);
  }
  return (
    <div aria-hidden className={styles['axis']}>
      <span className={styles['head']}>Package</span>
      <span className={styles['head']} data-figures>
        Fee
      </span>
      <div className={styles['marks']}>
        {marks.map((mark) => (
          <span key={mark} className={styles['mark']} style={{ left: share(contract, mark) }}>
            {dayWords(mark).replace(/^1 /, '')}
          </span>
        ))}
        {today && (
          <span className={styles['now']} style={{ left: share(contract, today) }}>
            today
          </span>
        )}
      </div>
    </div>
  );
}

/** What the name of a month takes of the axis; a mark closer to its end is left out. */
const markShare = 0.12;

/** Where a day lies within the term, as a share of its width. */
function share({ start, end }: Contract, day: string): string {
  return `${((100 * daysBetween(start, day)) / Math.max(1, daysBetween(start, end))).toFixed(2)}%`;
}

/** What the days of a package take in writing, so that they do not run out of the panel. */
const daysWidth = '176px';
