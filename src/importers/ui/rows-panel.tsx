import { useCallback, useState, type ReactNode } from 'react';
import { Choice } from '../../web/kit/choice.tsx';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { thousands } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import type { ImportPreview } from './preview.ts';
import styles from './import-page.module.css';
import { outcomes, rowsOf, type Outcome, type ShownRow } from './shown-rows.ts';
import { fieldWords } from './words.ts';

interface Props {
  readonly preview: ImportPreview;
  readonly answer: Answer<ImportPreview>;
}

/** The file row by row. What is refused comes first to mind, so it is what is shown until the reader chooses otherwise. */
export function RowsPanel({ preview: { counts, rows, refusals }, answer }: Props): ReactNode {
  const [chosen, setChosen] = useState<Outcome | 'all' | null>(null);
  const shown = chosen !== null && (chosen === 'all' || counts[chosen] > 0) ? chosen : usual(counts.refused);
  const shownOf = useCallback((preview: ImportPreview) => rowsOf(preview, shown), [shown]);
  const there = outcomes.filter((outcome) => counts[outcome] > 0);
  const choices = {
    all: `All ${thousands(counts.rows)}`,
    ...Object.fromEntries(
      there.map((outcome) => [outcome, `${filterWords[outcome]} ${thousands(counts[outcome])}`]),
    ),
  };
  const listed = rows.length + new Set(refusals.map(({ row }) => row)).size;
  return (
    <Panel
      title="Rows"
      flush
      acts={
        there.length > 1 && (
          <div className={styles['choice']}>
            <Choice
              label="Which rows"
              value={shown}
              onChange={(value) => setChosen(outcomes.find((outcome) => outcome === value) ?? 'all')}
              choices={choices}
            />
          </div>
        )
      }
    >
      <DataTable
        label="Rows"
        answer={answer}
        rowsOf={shownOf}
        columns={columns}
        idOf={({ id }) => id}
        empty={<EmptyState title="No rows">The file has a header and nothing below it.</EmptyState>}
      />
      {listed < counts.rows && (
        <p className={styles['more']}>
          The first {thousands(listed)} of {thousands(counts.rows)} rows; the counts are of all.
        </p>
      )}
    </Panel>
  );
}

const usual = (refused: number): Outcome | 'all' => (refused > 0 ? 'refused' : 'all');

const filterWords: Readonly<Record<Outcome, string>> = {
  created: 'New',
  changed: 'Changed',
  unchanged: 'As before',
  refused: 'Refused',
};

const pills: Readonly<Record<Outcome, readonly [tone: Tone, word: string]>> = {
  created: ['ok', 'new'],
  changed: ['info', 'changed'],
  unchanged: ['neutral', 'as before'],
  refused: ['bad', 'refused'],
};

const columns: readonly Column<ShownRow>[] = [
  {
    head: 'Row',
    cell: ({ row }) => (
      <span className="figures">
        <span className={styles['row-word']}>Row </span>
        {thousands(row)}
      </span>
    ),
    width: '72px',
  },
  {
    head: 'Outcome',
    cell: ({ outcome }) => <StatePill tone={pills[outcome][0]}>{pills[outcome][1]}</StatePill>,
    width: '112px',
  },
  { head: 'What', cell: (row) => <What row={row} />, onPhone: 'whole-line' },
];

function What({ row: { what, changes, why } }: { readonly row: ShownRow }): ReactNode {
  if (why)
    return (
      <>
        <span className="name">{what}:</span> {why.message.replace(/[^.?!]$/, '$&.')}
        <small className="note">
          {why.way} <code>{why.code}</code>
        </small>
      </>
    );
  return (
    <>
      {what}
      {changes.map(({ field, from, to }) => (
        <small key={field} className="note">
          {fieldWords(field)}: {from === null || from === '' ? 'nothing' : from} →{' '}
          {to === null || to === '' ? 'nothing' : to}
        </small>
      ))}
    </>
  );
}
