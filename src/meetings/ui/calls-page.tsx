import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { day, dayFrom, formatDay, weekday } from '../../core/day.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { Choice } from '../../web/kit/choice.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { meetingsApi } from '../api.ts';
import { momentOf } from '../touch-point.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { CallsTable } from './calls-table.tsx';
import styles from './meetings.module.css';

/** The calls of a week across all clients, and what the reader took on in them. */
export function CallsPage(): ReactNode {
  const { timeZone } = useMe().person;
  const today = useToday(timeZone);
  const [from, setFrom] = useUrlState('week', mondayOf(today));
  const [of, setOf] = useUrlState('of', 'mine');
  const to = daysLater(from, 7);
  const calls = useAnswer(meetingsApi.listTouchPoints, {
    query: {
      of: of === 'all' ? 'all' : 'mine',
      from: momentOf(from, '00:00', timeZone),
      to: momentOf(to, '00:00', timeZone),
      limit: 500,
    },
  });
  const go = (days: number): void => setFrom(daysLater(from, days));
  useCommands([
    { label: 'Week before', keys: '[', run: () => go(-7) },
    { label: 'Week after', keys: ']', run: () => go(7) },
  ]);
  return (
    <>
      <PageHeader title="Calls" />
      <div className={styles['stack']}>
        <div className={styles['facts']}>
          <ActionIcon size={32} aria-label="Week before" onClick={() => go(-7)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <span aria-live="polite" className={styles['title']}>
            {dayWords(from, { withYear: false })} to {dayWords(daysLater(to, -1))}
          </span>
          <ActionIcon size={32} aria-label="Week after" onClick={() => go(7)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
          <Choice label="Whose calls" value={of} onChange={setOf} choices={{ mine: 'Mine', all: 'All' }} />
        </div>
        <Panel title="Calls of the week" flush>
          <CallsTable
            label="Calls of the week"
            answer={calls}
            of="clients"
            empty={
              <EmptyState title="No calls this week">
                Calls come from series. They are begun on the page of a client, under Calls.
              </EmptyState>
            }
          />
        </Panel>
        <ActionsPanel title="Your open actions" query={{ of: 'mine', state: 'open' }} ofClients />
      </div>
    </>
  );
}

const daysLater = (text: string, days: number): string => formatDay(day(dayFrom(text) + days));
const mondayOf = (text: string): string => daysLater(text, -weekday(dayFrom(text)));
