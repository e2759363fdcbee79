import type { ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, hoursFigure } from '../../web/kit/figures.ts';
import { useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { plansApi } from '../api.ts';
import type { Occurrence } from '../occurrence.ts';
import styles from './plan.module.css';
import { ownerWords, stateTones } from './plan-words.ts';

/** What somebody is to do, the most overdue first; whoever leads clients can look at everybody's. */
export function WorkPage(): ReactNode {
  const [whose, setWhose] = useUrlState('whose', 'mine');
  const [states, setStates] = useUrlState('state', 'overdue,due');
  const mayLead = useMay(lead);
  const work = useAnswer(
    plansApi.listOccurrences,
    { query: { states, limit: 300, ...(whose === 'mine' ? { whose } : {}) } },
    { keeps: true },
  );
  return (
    <>
      <PageHeader title="Planned work">
        <div className={styles['choices']}>
          {mayLead && (
            <Choice
              label="Whose work"
              value={whose}
              onChange={setWhose}
              choices={{ mine: 'Mine', all: 'Everybody’s' }}
            />
          )}
          <Choice
            label="Which work"
            value={states}
            onChange={setStates}
            choices={{
              'overdue,due': 'Due and overdue',
              overdue: 'Overdue',
              planned: 'To come',
              blocked: 'Blocked',
            }}
          />
        </div>
      </PageHeader>
      <Panel title="What there is to do" flush>
        <DataTable
          label="Planned work"
          answer={work}
          rowsOf={itemsOf}
          columns={columns}
          idOf={({ id }) => id}
          to={({ id }) => `/app/work/${id}`}
          empty={
            <EmptyState title="Nothing here">
              What the plans of your clients ask of you stands here from a week before it is due until it is
              done or waived.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const itemsOf = (page: Response<typeof plansApi.listOccurrences>): readonly Occurrence[] => page.items;

const columns: readonly Column<Occurrence>[] = [
  { head: 'Activity', cell: ({ row, name }) => `${row} ${name}`, sortBy: ({ row }) => row },
  { head: 'Client', cell: ({ clientName }) => clientName, sortBy: ({ clientName }) => clientName },
  { head: 'Due', cell: ({ dueDay }) => dayWords(dueDay), sortBy: ({ dueDay }) => dueDay, width: '112px' },
  {
    head: 'State',
    cell: ({ state }) => <StatePill tone={stateTones[state]}>{state}</StatePill>,
    sortBy: ({ state }) => state,
    width: '112px',
  },
  {
    head: 'Owner',
    cell: ({ owner, responsible }) => responsible.map(({ name }) => name).join(', ') || ownerWords[owner],
    width: '160px',
    onPhone: 'left-out',
  },
  {
    head: 'Spent',
    unit: 'h',
    figures: true,
    cell: ({ minutesSpent }) => hoursFigure(minutesSpent),
    sortBy: ({ minutesSpent }) => minutesSpent,
    width: '80px',
  },
  {
    head: 'Estimate',
    unit: 'h',
    figures: true,
    cell: ({ minutes }) => hoursFigure(minutes),
    sortBy: ({ minutes }) => minutes,
    width: '96px',
  },
];
