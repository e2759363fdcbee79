import { useMemo, type ReactNode } from 'react';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords, hoursFigure } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { MonthHours } from '../month-hours.ts';
import type { WorkPart } from '../work-part.ts';

/** Every piece of work of the month and what it drew, newest first, with the balance of the package behind it. */
export function WorkPanel({
  answer,
  title = 'Work and draws',
}: {
  readonly answer: Answer<MonthHours>;
  readonly title?: string;
}): ReactNode {
  const columns = useMemo(() => (answer.data ? columnsOf(answer.data) : []), [answer.data]);
  return (
    <Panel title={title} flush>
      <DataTable
        label={title}
        answer={answer}
        rowsOf={newestFirst}
        columns={columns}
        idOf={({ entry, class: part }) => `${entry} ${part}`}
        empty={
          <EmptyState title="No time yet">
            Time that people log for this client in this month stands here, with the package it drew on.
          </EmptyState>
        }
      />
    </Panel>
  );
}

const newestFirst = ({ work }: MonthHours): readonly WorkPart[] => work.toReversed();

const outcomes: Readonly<Record<WorkPart['outcome'], string>> = {
  drawn: 'drawn',
  'after-hours': 'billed after hours',
  incremental: 'billed by the hour',
  rejected: 'rejected',
  'left-out': 'not billed',
  'not-approved': 'not approved yet',
  'after-hours-not-approved': 'after hours, not approved',
  'no-matching-pool': 'no package takes it',
};

function columnsOf({ pools, timeZone }: MonthHours): readonly Column<WorkPart>[] {
  const names = new Map<string, string>(pools.map((pool) => [pool.package, pool.name]));
  const drew = ({ draws, outcome }: WorkPart): string =>
    draws.length === 0
      ? outcomes[outcome]
      : draws
          .map(({ package: drawn, minutes, after }) =>
            drawn === null
              ? `overage ${hoursFigure(minutes)}`
              : `${names.get(drawn) ?? 'a package'} ${hoursFigure(minutes)}, ${hoursFigure(after ?? 0)} left`,
          )
          .join('; ');
  return [
    {
      head: 'Day',
      cell: ({ startedAt }) => dayWords(dayIn(startedAt, timeZone), { withYear: false, withWeekday: true }),
      sortBy: ({ startedAt }) => startedAt,
    },
    { head: 'Who', cell: ({ personName }) => personName, sortBy: ({ personName }) => personName },
    { head: 'What for', cell: ({ subject }) => subject },
    { head: 'Drawn on', cell: drew },
    {
      head: 'Time',
      unit: 'h',
      figures: true,
      cell: ({ minutes }) => <Hours minutes={minutes} />,
      sortBy: ({ minutes }) => minutes,
    },
  ];
}
