import type { ReactNode } from 'react';
import type { CatalogueDifference } from '../catalogue.ts';
import styles from './plan.module.css';

/** What differs, row by row and field by field. */
export function DifferenceList({
  differences,
}: {
  readonly differences: readonly CatalogueDifference[];
}): ReactNode {
  if (differences.length === 0) return <p className={styles['none']}>Nothing is other.</p>;
  return (
    <ul className={styles['lines']}>
      {differences.map(({ row, name, kind, fields }) => (
        <li key={row}>
          <span>
            {row} {name}
          </span>
          <span className={styles['quiet']}>
            {kind === 'added' && 'added'}
            {kind === 'left-out' && 'left out'}
            {kind === 'changed' &&
              fields
                .map(
                  ({ field, before, after }) =>
                    `${fieldWords[field] ?? field}: ${before || 'none'} → ${after || 'none'}`,
                )
                .join('; ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The fields of a row as people call them. */
export const fieldWords: Readonly<Record<string, string>> = {
  section: 'section',
  name: 'name',
  owners: 'owner',
  footnote: 'footnote',
  area: 'area',
  cadence: 'cadence',
  businessDay: 'business day',
  trigger: 'trigger',
  timesAYear: 'times a year',
  evidence: 'evidence',
  evidenceWords: 'words of the evidence',
  needs: 'service',
  securityCse: 'CSE of security',
  minutes: 'minutes',
  checklist: 'checklist',
  home: 'where it lives',
  waitsFor: 'what it waits for',
  holdsUp: 'what it holds up',
  planned: 'that it is planned',
};
