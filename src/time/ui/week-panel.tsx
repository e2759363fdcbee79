import { useRef, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { hoursApi } from '../../hours/api.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { useRowKeys } from '../../web/kit/row-keys.ts';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import { EditForm } from './entry-form.tsx';
import { EntryRow, isChangeable } from './entry-row.tsx';
import type { Writing } from './entry-values.ts';
import { spanWords } from './entry-words.ts';
import styles from './week-panel.module.css';

interface Props {
  readonly week: Week;
  readonly today: string;
  readonly writing: Writing | null;
  /** Puts the line that logs on a day; null where nobody can log. */
  readonly onLog: ((day: string) => void) | null;
}

/** What is being done with an entry of the week. */
interface Doing {
  readonly what: 'edit' | 'delete';
  readonly entry: Entry;
}

/** The entries of a week by day, each with where it stands and what can be done with it, and the totals by day and client. */
export function WeekPanel({ week, today, writing, onLog }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const isClosed = useClosed(week, today, writing?.isOwn ?? true);
  const [doing, setDoing] = useState<Doing | null>(null);
  const list = useRef<HTMLTableElement>(null);
  const submit = useAct(timeApi.submitEntries, {
    refreshes: [timeApi.getWeek, timeApi.listApprovals],
    done: () => 'Submitted for approval.',
  });
  const all = week.days.flatMap(({ entries }) => entries);
  const here = (): Entry | undefined => {
    const id = document.activeElement?.closest('[data-row]')?.getAttribute('data-row');
    return all.find((entry) => entry.id === id && isChangeable(entry) && !isClosed(entry));
  };
  const start = (what: Doing['what'], entry: Entry | undefined): void => {
    if (entry && writing) setDoing({ what, entry });
  };
  useRowKeys(list, undefined);
  useCommands([
    { label: 'Edit entry', keys: 'e', group: 'List', hidden: true, run: () => start('edit', here()) },
    {
      label: 'Delete entry',
      keys: 'Delete',
      group: 'List',
      hidden: true,
      run: () => start('delete', here()),
    },
  ]);
  const days = week.days.filter(({ day, entries }) => entries.length > 0 || week.missing.days.includes(day));
  return (
    <Panel
      title={all.length === 0 ? 'Entries' : `${all.length} ${all.length === 1 ? 'entry' : 'entries'}`}
      flush
      acts={<Total minutes={week.minutes} />}
    >
      <RefusalNotice error={submit.refused} />
      {all.length === 0 ? (
        <EmptyState title="No time in this week yet">
          {emptyWords(writing === null || onLog !== null, week)}
        </EmptyState>
      ) : (
        <>
          <table ref={list} className={styles['table']} aria-label="Entries of the week">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head === 'What can be done' ? <span className="for-reader">{head}</span> : head}
                  </th>
                ))}
              </tr>
            </thead>
            {days.map((one) => (
              <tbody key={one.day}>
                <tr className={styles['day']}>
                  <th scope="rowgroup" colSpan={4}>
                    {dayWords(one.day, { withWeekday: true, withYear: false })}
                    {one.day === today && <span className={styles['today']}> today</span>}
                    {one.entries.length === 0 && <span className={styles['none']}> no time</span>}
                  </th>
                  <td>{one.minutes > 0 && <Hours minutes={one.minutes} />}</td>
                  <td>
                    {onLog && one.entries.length === 0 && (
                      <button type="button" className="link" onClick={() => onLog(one.day)}>
                        Log
                        <span className="for-reader">
                          {' '}
                          time on {dayWords(one.day, { withWeekday: true })}
                        </span>
                      </button>
                    )}
                  </td>
                </tr>
                {one.entries.map((entry) => (
                  <EntryRow
                    key={entry.id}
                    entry={entry}
                    timeZone={week.timeZone}
                    groups={groups.data ?? []}
                    isClosed={isClosed(entry)}
                    onEdit={() => start('edit', entry)}
                    onDelete={() => start('delete', entry)}
                    onSubmit={() => void submit.act({ body: { entries: [entry.id] } })}
                  />
                ))}
              </tbody>
            ))}
          </table>
          <ByClient week={week} />
        </>
      )}
      {doing?.what === 'edit' && writing && (
        <Dialog open wide title="Edit entry" onClose={() => setDoing(null)}>
          <EditForm writing={writing} entry={doing.entry} onDone={() => setDoing(null)} />
        </Dialog>
      )}
      {doing?.what === 'delete' && (
        <Deletion entry={doing.entry} timeZone={week.timeZone} onClose={() => setDoing(null)} />
      )}
    </Panel>
  );
}

const heads = ['Time', 'For', 'What for', 'State', 'Hours', 'What can be done'];

function Total({ minutes }: { readonly minutes: number }): ReactNode {
  return minutes === 0 ? null : (
    <span className={styles['total']}>
      Week <Hours minutes={minutes} />
    </span>
  );
}

const emptyWords = (mayLog: boolean, { personName }: Week): string =>
  mayLog
    ? 'Type when, for whom and what for in the line above, and press Enter. Time stays a draft until it is submitted; approved time draws on the client’s package.'
    : `${personName} works for no client in this week, so there is nothing to log time for. Supervisors name the team on a client’s page.`;

/** What the week came to for each client, where it was more than one. */
function ByClient({ week }: { readonly week: Week }): ReactNode {
  if (week.byClient.length < 2) return null;
  return (
    <dl className={styles['totals']} aria-label="By client">
      {week.byClient.map(({ clientId, clientName, minutes }) => (
        <div key={clientId ?? 'house'}>
          <dt>{clientName ?? 'Internal'}</dt>
          <dd>
            <Hours minutes={minutes} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface DeletionProps {
  readonly entry: Entry;
  readonly timeZone: string;
  readonly onClose: () => void;
}

function Deletion({ entry, timeZone, onClose }: DeletionProps): ReactNode {
  const { act, busy, refused } = useAct(timeApi.deleteEntry, {
    refreshes: [timeApi.getWeek, timeApi.listApprovals, hoursApi.getMonthHours],
    done: ({ minutes }) => `${hoursWords(minutes)} are deleted.`,
  });
  const remove = async (): Promise<void> => {
    if (await act({ params: { entry: entry.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Delete ${entry.subject}?`}
      act={`Delete ${hoursWords(entry.minutes)}`}
      onAct={() => void remove()}
      onClose={onClose}
      busy={busy}
      refused={refused}
      grave
    >
      <p>
        {entry.clientName ?? 'Internal'}, {spanWords(entry.startedAt, entry.endedAt, timeZone)}. It draws on
        nothing any more; the record keeps what it said.
      </p>
    </ConfirmDialog>
  );
}

/** Whether an entry lies in a month that is closed for its client. Only a week that reaches into a month before this one can have some. */
function useClosed(week: Week, today: string, isOwn: boolean): (entry: Entry) => boolean {
  const month = week.from.slice(0, 7);
  const isPast = month < today.slice(0, 7);
  const hours = useAnswer(
    hoursApi.listHours,
    { query: { month, of: isOwn ? 'mine' : 'all', limit: 500 } },
    { when: isPast },
  );
  const closed = new Set(
    (hours.data?.items ?? []).filter(({ state }) => state === 'closed').map(({ clientId }) => clientId),
  );
  return ({ clientId, startedAt }) =>
    isPast && clientId !== null && closed.has(clientId) && startedAt.slice(0, 7) <= month;
}
