import type { ReactNode } from 'react';
import { LateTimeOffer } from '../../billing/ui/late-time-offer.tsx';
import { CallRefused } from '../../core/call.ts';
import { hoursWords } from '../../web/kit/figures.ts';
import { overlaps } from '../capture.ts';
import type { Entry } from '../entry.ts';
import type { CellSave } from './cell-saves.ts';
import styles from './cell-status.module.css';
import { EntryEffect } from './entry-effect.tsx';
import type { Writing } from './entry-values.ts';
import { clockSpan, stateWords } from './entry-words.ts';
import type { TypedCell } from './typed-cell.ts';
import type { WeekRow } from './week-rows.ts';

interface Props {
  readonly row: WeekRow;
  readonly cell: readonly Entry[];
  /** What is being typed, as it was understood; null while nothing is. */
  readonly typed: TypedCell | null;
  readonly save: CellSave | undefined;
  readonly writing: Writing;
  readonly onShow: (entry: string) => void;
  readonly onForget: () => void;
}

/** One line below the grid about the selected cell: what typing would do, why something was refused and the way out, or what is there. */
export function CellStatus(props: Props): ReactNode {
  return (
    <div id="grid-status" className={styles['status']}>
      <Said {...props} />
    </div>
  );
}

function Said(props: Props): ReactNode {
  const { row, cell, typed, save, writing } = props;
  if (typed?.kind === 'unclear') return <p>{typed.why}</p>;
  const changes = typed?.kind === 'retype' ? typed.of : typed;
  if (typed)
    return (
      <EntryEffect
        typed
        time={typed.time}
        place={row.place}
        billing={row.billing}
        writing={writing}
        {...(changes?.kind === 'edit' ? { entry: changes.entry } : {})}
      />
    );
  if (save?.refused) return <Refused {...props} save={{ ...save, refused: save.refused }} />;
  if (save) return <p role="status">{save.typed} is being saved.</p>;
  if (cell.length === 0)
    return (
      <p>
        Type 1:30, 90, 1.5 or 9-10:15. <kbd>=</kbd> repeats what stands above, <kbd>/</kbd> finds or adds a
        row, <kbd>Ctrl D</kbd> copies last week.
      </p>
    );
  return (
    <ul>
      {cell.map((entry) => (
        <li key={entry.id} data-state={entry.approval.state}>
          <b>{clockSpan(entry.startedAt, entry.endedAt, writing.worker.timeZone)}</b>,{' '}
          {hoursWords(entry.minutes)}, {stateWords[entry.approval.state].words}
          {entry.approval.state === 'rejected' &&
            `: ${entry.approval.reason} Type it right or press E, then S to submit it again.`}
        </li>
      ))}
    </ul>
  );
}

interface RefusedProps extends Props {
  readonly save: CellSave & { readonly refused: Error };
}

function Refused({ row, save, writing, onShow, onForget }: RefusedProps): ReactNode {
  const { refused, asked, typed } = save;
  const code = refused instanceof CallRefused ? refused.code : '';
  const other = refused instanceof CallRefused && code === overlaps.code ? refused.about['entry'] : null;
  const faults = refused instanceof CallRefused ? refused.faults.map(({ message }) => message).join(' ') : '';
  return (
    <div role="alert">
      <p className={styles['refused']}>
        {typed} was not saved. {refused.message} {faults}
      </p>
      <p>
        Type it again{' '}
        {typeof other === 'string' && (
          <button type="button" className="link" onClick={() => onShow(other)}>
            Go to the entry in the way
          </button>
        )}{' '}
        <button type="button" className="link" onClick={onForget}>
          Give it up
        </button>
      </p>
      {code === 'month-closed' && asked.kind === 'log' && row.clientId !== null && (
        <LateTimeOffer
          asked={{ ...asked.body, clientId: row.clientId, personId: writing.worker.id }}
          client={row.clientName}
          onDone={onForget}
        />
      )}
    </div>
  );
}
