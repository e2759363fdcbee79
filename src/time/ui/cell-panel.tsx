import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActForm } from '../../web/kit/form.tsx';
import { useAct } from '../../web/kit/data.ts';
import { hoursWords } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { timeApi } from '../api.ts';
import { draftOf, type Entry } from '../entry.ts';
import styles from './cell-panel.module.css';
import { clockSpan, stateWords } from './entry-words.ts';

/** What can be done with an entry beside the grid. */
export type EntryAct = 'edit' | 'split' | 'delete' | 'correct';

interface Props {
  readonly entries: readonly Entry[];
  readonly timeZone: string;
  /** What can be changed no more. */
  readonly isSettled: (entry: Entry) => boolean;
  /** What lies in a closed month, and can be corrected alone. */
  readonly isClosed: (entry: Entry) => boolean;
  readonly onAct: (act: EntryAct, entry: Entry) => void;
  readonly onDone: () => void;
}

/** The entries of the selected cell: when, where they stand and why, their notes, and what can be done with each. */
export function CellPanel({ entries, timeZone, isSettled, isClosed, onAct, onDone }: Props): ReactNode {
  const [first] = entries;
  const submit = useAct(timeApi.submitEntries, {
    refreshes: [timeApi.getWeek, timeApi.listApprovals],
    done: () => 'Submitted for approval.',
  });
  if (!first) return null;
  return (
    <Panel title={first.subject} flush>
      <RefusalNotice error={submit.refused} />
      <ul className={styles['list']}>
        {entries.map((entry) => {
          const { approval } = entry;
          const state = stateWords[approval.state];
          const when = clockSpan(entry.startedAt, entry.endedAt, timeZone);
          return (
            <li key={entry.id} data-entry={entry.id}>
              <p className={styles['when']}>
                <b>{when}</b> {hoursWords(entry.minutes)}
                <StatePill tone={state.tone}>{state.words}</StatePill>
              </p>
              {approval.state === 'rejected' && (
                <p className={styles['reason']}>Put right: {approval.reason}</p>
              )}
              {approval.state === 'referred' && <p>To Professional Services: {approval.reason}</p>}
              {entry.bookingId !== null && <p>After hours, booked</p>}
              {isSettled(entry) ? (
                entry.note !== '' && <p>{entry.note}</p>
              ) : (
                <NoteForm key={`${entry.id} ${entry.version}`} entry={entry} when={when} onDone={onDone} />
              )}
              {isClosed(entry) && (
                <p>
                  <button
                    type="button"
                    className="link"
                    aria-label={`Correct ${entry.subject}, ${when}`}
                    onClick={() => onAct('correct', entry)}
                  >
                    Correct
                  </button>
                </p>
              )}
              {!isSettled(entry) && (
                <p>
                  <button
                    type="button"
                    className="link"
                    aria-label={`Edit ${entry.subject}, ${when}`}
                    onClick={() => onAct('edit', entry)}
                  >
                    Edit
                  </button>
                  {entry.minutes > 1 && (
                    <button
                      type="button"
                      className="link"
                      aria-label={`Split ${entry.subject}, ${when}`}
                      onClick={() => onAct('split', entry)}
                    >
                      Split
                    </button>
                  )}
                  {approval.state !== 'submitted' && (
                    <button
                      type="button"
                      className="link"
                      aria-label={`Submit ${entry.subject}, ${when}`}
                      onClick={() => void submit.act({ body: { entries: [entry.id] } })}
                    >
                      Submit
                    </button>
                  )}
                  <button
                    type="button"
                    className="link"
                    aria-label={`Delete ${entry.subject}, ${when}`}
                    onClick={() => onAct('delete', entry)}
                  >
                    Delete
                  </button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

interface NoteProps {
  readonly entry: Entry;
  readonly when: string;
  readonly onDone: () => void;
}

/** The note of an entry, saved by itself; its button is there once something was typed. */
function NoteForm({ entry, when, onDone }: NoteProps): ReactNode {
  const form = useActForm({
    initial: { note: entry.note },
    route: timeApi.editEntry,
    request: ({ note }: { note: string }) => ({
      params: { entry: entry.id },
      body: { ...draftOf(entry), note, version: entry.version },
    }),
    refreshes: [timeApi.getWeek, timeApi.listApprovals],
    stale: [timeApi.getWeek],
    done: () => 'The note is saved, and the entry a draft.',
    next: onDone,
  });
  return (
    <form onSubmit={form.submit} className="form">
      <Textarea
        label="Note"
        aria-label={`Note of ${when}`}
        placeholder="Among ourselves; the client never sees it"
        autosize
        minRows={1}
        {...form.form.getInputProps('note')}
        name="note"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <RefusalNotice error={form.refused} shown={form.shown} />
      {form.form.isDirty() && (
        <Button type="submit" size="xs" loading={form.busy}>
          Save the note
        </Button>
      )}
    </form>
  );
}
