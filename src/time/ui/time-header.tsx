import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Person } from '../../people/person.ts';
import { useAct } from '../../web/kit/data.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { toast } from '../../web/kit/toast.ts';
import { timeApi } from '../api.ts';
import type { Week } from '../week.ts';
import type { CellSaves } from './cell-saves.ts';
import { entriesWords } from './copy-dialog.tsx';
import styles from './time-header.module.css';

interface Props {
  readonly worker: Person;
  readonly week: Week | undefined;
  readonly monday: string;
  readonly today: string;
  readonly onWeek: (monday: string) => void;
  /** What was typed and is not saved yet: it is waited for before the week is submitted. */
  readonly saving: Pick<CellSaves, 'saves' | 'settled'>;
  /** Chooses whose time is shown, for those who may see more than their own. */
  readonly whose: ReactNode;
}

/** Which week it is, what it comes to, and what is still to be done about it; sends all of it in for approval. */
export function TimeHeader({ worker, week, monday, today, onWeek, saving, whose }: Props): ReactNode {
  const me = useMe().person;
  const { act, busy, refused } = useAct(timeApi.submitWeek, {
    refreshes: [timeApi.getWeek, timeApi.listApprovals],
    done: ({ done }) => sentence(`${entriesWords(done.length)} submitted for approval.`),
  });
  const open = (week?.missing.drafts ?? 0) + (week?.missing.rejected ?? 0);
  const coming = saving.saves.size;
  const submit = async (): Promise<void> => {
    if (busy || open + coming === 0) return;
    if (await saving.settled()) await act({ params: { day: monday }, body: { personId: worker.id } });
    else toast('Not submitted: some time was refused. Put it right or give it up first.');
  };
  const go = (by: number): void => onWeek(daysAfter(monday, by));
  useCommands([
    { label: 'Week before', keys: '[', run: () => go(-7) },
    { label: 'Week after', keys: ']', run: () => go(7) },
  ]);
  return (
    <>
      <PageHeader
        title={worker.id === me.id ? 'Time' : `Time of ${worker.name}`}
        actions={
          open + coming > 0
            ? [
                {
                  label: open > 0 ? `Submit ${entriesWords(open)}` : 'Submit',
                  keys: 's',
                  primary: true,
                  run: () => void submit(),
                },
              ]
            : []
        }
      >
        <p className={styles['summary']}>{week ? summary(week, today) : <>&nbsp;</>}</p>
      </PageHeader>
      <div className={styles['bar']}>
        <div className={styles['switch']}>
          <ActionIcon size={32} aria-label="Week before" onClick={() => go(-7)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <span aria-live="polite" className={styles['week']}>
            {weekWords(monday)}
          </span>
          <ActionIcon size={32} aria-label="Week after" onClick={() => go(7)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </div>
        <span className={styles['zone']}>Times by the clock in {worker.timeZone.replaceAll('_', ' ')}</span>
        {whose}
      </div>
      <RefusalNotice error={refused} />
    </>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Example: `23 to 29 Nov 2026`. */
function weekWords(monday: string): string {
  const sunday = daysAfter(monday, 6);
  const sameMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  const first = dayWords(monday, { withYear: monday.slice(0, 4) !== sunday.slice(0, 4) });
  return `${sameMonth ? first.split(' ')[0] : first} to ${dayWords(sunday)}`;
}

/** The total, and what waits to be done; nothing of what there is none of. */
function summary({ minutes, missing }: Week, today: string): string {
  const days = missing.days.filter((day) => day < today);
  const parts = [
    minutes === 0 ? 'Nothing logged' : hoursWords(minutes),
    missing.rejected === 0 ? '' : `${missing.rejected} rejected, to put right`,
    missing.drafts === 0 ? '' : `${missing.drafts} to submit`,
    days.length === 0 ? '' : `no time on ${listed(days.map(weekdayOf))}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

const weekdayOf = (day: string): string => dayWords(day, { withWeekday: true }).slice(0, 3);

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
