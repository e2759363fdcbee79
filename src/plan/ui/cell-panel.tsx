import { Drawer } from '@mantine/core';
import '@mantine/core/styles/Drawer.css';
import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, hoursWords, momentWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Facts } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { plansApi } from '../api.ts';
import { evidenceWords } from '../evidence.ts';
import type { Occurrence } from '../occurrence.ts';
import styles from './coverage.module.css';
import { EvidenceList } from './evidence-panel.tsx';
import { ownerWords, stateTones } from './plan-words.ts';

interface Props {
  readonly client: string;
  readonly month: string;
  readonly row: number;
  /** What the cell is of: `5 Service report, November 2026`. */
  readonly title: string;
  /** The page of an occurrence; null for a reader who has none. */
  readonly pageOf: (occurrence: Occurrence) => string | null;
  readonly onClose: () => void;
  /** What stands above, such as the way to the client's own board. */
  readonly children?: ReactNode;
}

/** What a cell holds: what was planned, what became of it and by whom, the evidence, and the time it took against the estimate. */
export function CellPanel({ client, month, row, title, pageOf, onClose, children }: Props): ReactNode {
  const cell = useAnswer(plansApi.getCoverageCell, { params: { client, month, row } });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles['stack']}>
        {children}
        <Loaded answer={cell} lines={6}>
          {(occurrences) =>
            occurrences.length === 0 ? (
              <EmptyState title="Nothing due">
                Nothing of this activity is due in this month. What comes by a trigger stands here once it has
                come.
              </EmptyState>
            ) : (
              <ul className={styles['occurrences']}>
                {occurrences.map((occurrence) => (
                  <Entry key={occurrence.id} occurrence={occurrence} page={pageOf(occurrence)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Drawer>
  );
}

function Entry({
  occurrence,
  page,
}: {
  readonly occurrence: Occurrence;
  readonly page: string | null;
}): ReactNode {
  const { timeZone } = useMe().provider;
  const { state, dueDay, owner, technologyGroup, responsible, cause, blocked, end } = occurrence;
  const { minutes, minutesSpent, evidence, evidenced } = occurrence;
  return (
    <li>
      <div className={styles['top']}>
        {page === null ? (
          <b>Due {dayWords(dueDay)}</b>
        ) : (
          <PageLink to={page}>Due {dayWords(dueDay)}</PageLink>
        )}
        <StatePill tone={stateTones[state]}>{state}</StatePill>
      </div>
      <Facts
        facts={{
          Owner: [ownerWords[owner], technologyGroup].filter(Boolean).join(', '),
          ...(responsible.length === 0
            ? {}
            : { 'Who does it': responsible.map(({ name }) => name).join(', ') }),
          ...(cause === null ? {} : { 'What came': cause }),
          ...(blocked === null ? {} : { Blocked: blocked }),
          ...(end === null
            ? {}
            : {
                [end.kind === 'done' ? 'Done by' : 'Waived by']:
                  `${end.by.name}, ${momentWords(end.at, timeZone)}`,
                ...(end.reason === null ? {} : { Reason: end.reason }),
              }),
          'Time spent': `${hoursWords(minutesSpent)} of ${hoursWords(minutes)}`,
          'Evidence demanded': evidence === null ? 'none' : evidenceWords[evidence],
        }}
      />
      {evidenced && <Given occurrence={occurrence} />}
    </li>
  );
}

function Given({ occurrence: { id } }: { readonly occurrence: Occurrence }): ReactNode {
  const detail = useAnswer(plansApi.getOccurrence, { params: { occurrence: id } });
  return (
    <Loaded answer={detail} lines={1}>
      {(occurrence) => (
        <>
          <EvidenceList occurrence={occurrence} />
          {occurrence.checklist.length > 0 && (
            <ul className={styles['lines']} aria-label="Checklist">
              {occurrence.checklist.map(({ item, tickedBy }) => (
                <li key={item}>
                  {item}: {tickedBy === null ? 'open' : `ticked by ${tickedBy}`}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}
