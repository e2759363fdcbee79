import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import type { changePreviewApi } from '../../hours/change-preview-api.ts';
import { dayWords, hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { scopeAltered } from '../contract-version.ts';
import styles from './changes.module.css';
import { useInWords } from './in-words.ts';

type Preview = Response<typeof changePreviewApi.previewChange>;
type Told = Pick<Preview, 'differences'>['differences'][number];

/** What a change comes to: what is other, what is paid more or less, and the fees month by month as figures and as steps. */
export function ChangeEffect({ preview }: { readonly preview: Preview }): ReactNode {
  const { months, currency, feesMore, differences, effectiveDay, split } = preview;
  const isLess = feesMore.startsWith('-');
  const size = feesMore.replace('-', '');
  const last = months.at(-1);
  return (
    <div className={styles['effect']} aria-live="polite">
      <p className={styles['more']}>
        {/[1-9]/.test(size)
          ? `${moneyFigure(size, currency)} ${isLess ? 'less' : 'more'} in fees`
          : 'The same fees'}
        <small>
          from {dayWords(effectiveDay)}
          {last && ` to the end of ${monthWords(last.month)}`}; work by the hour is not foretold
        </small>
      </p>
      <Differences differences={differences} />
      {split && <Split split={split} currency={currency} />}
      <FeeSteps months={months} />
      <div className={styles['scroll']}>
        <table className={styles['months']}>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Hours now</th>
              <th scope="col">then</th>
              <th scope="col">Fees now</th>
              <th scope="col">then</th>
            </tr>
          </thead>
          <tbody>
            {shownMonths(months).map((month) => (
              <tr key={month.month}>
                <th scope="row">{monthWords(month.month)}</th>
                <td>{hoursWords(month.minutesBefore)}</td>
                <td>{hoursWords(month.minutesAfter)}</td>
                <td>{moneyFigure(month.feeBefore, currency)}</td>
                <td>{moneyFigure(month.feeAfter, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** What was and what is agreed, one thing after the other. */
export function Differences({ differences }: { readonly differences: readonly Told[] }): ReactNode {
  const inWords = useInWords();
  return (
    <dl className={styles['differences']}>
      {differences.map(({ about, before, after }) => (
        <div key={`${about} ${before} ${after}`}>
          <dt>{about}</dt>
          <dd>
            {before !== null && <span className={styles['before']}>{inWords(before)} → </span>}
            {after === null ? 'ends' : about === scopeAltered ? after : inWords(after)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The month that is split, package by package: its share of the days, of its hours and of its fee. */
function Split({
  split: { month, daysInMonth, shares },
  currency,
}: {
  readonly split: NonNullable<Preview['split']>;
  readonly currency: string;
}): ReactNode {
  return (
    <dl className={styles['differences']}>
      <div>
        <dt>{monthWords(month)} by days</dt>
        {shares.map(({ scope, technologyGroups, hoursPerMonth, feeMonthly, days, minutes, fee }) => (
          <dd key={[scope, ...technologyGroups, hoursPerMonth, feeMonthly, days].join(' ')}>
            {days} of {daysInMonth} days of {hoursPerMonth} h for {moneyFigure(feeMonthly, currency)}:{' '}
            {hoursWords(minutes)}, {moneyFigure(fee, currency)}
          </dd>
        ))}
      </div>
    </dl>
  );
}

type Month = Preview['months'][number];

/** The first months, in which something changes, and a month that differs from the one before it, until nothing new comes. */
const shownMonths = (months: readonly Month[]): readonly Month[] =>
  months.filter(
    (month, at) =>
      at < 2 || month.feeAfter !== months[at - 1]?.feeAfter || month.feeBefore !== months[at - 1]?.feeBefore,
  );

/** Fees a month as two stepped lines, before and after; the table beside says the same in figures. */
function FeeSteps({ months }: { readonly months: readonly Month[] }): ReactNode {
  const fees = months.flatMap(({ feeBefore, feeAfter }) => [Number(feeBefore), Number(feeAfter)]);
  const most = Math.max(1, ...fees);
  const path = (of: (month: Month) => string): string =>
    months
      .map((month, at) => {
        const y = 92 - (84 * Number(of(month))) / most;
        return `${at === 0 ? 'M' : 'L'}${(300 * at) / months.length} ${y} L${(300 * (at + 1)) / months.length} ${y}`;
      })
      .join(' ');
  return (
    <figure className={styles['fees']}>
      <svg className={styles['steps']} viewBox="0 0 300 96" preserveAspectRatio="none" aria-hidden>
        <path d="M0 92 L300 92" fill="none" stroke="var(--border)" vectorEffect="non-scaling-stroke" />
        <path
          d={path(({ feeBefore }) => feeBefore)}
          fill="none"
          stroke="var(--faint)"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d={path(({ feeAfter }) => feeAfter)}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="note">Fees a month: dashed as they are, solid as they would be</figcaption>
    </figure>
  );
}
