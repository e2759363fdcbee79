import { useMemo, type ReactNode } from 'react';
import { RoleFitPill, roleFitWords } from '../../time/ui/role-fit-pill.tsx';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords, hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { MonthHours } from '../month-hours.ts';
import styles from './month-hours.module.css';
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
      {answer.data && <OffTeam offTeam={answer.data.offTeam} />}
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

/** How much of the month was worked by people who are not designated for it; nothing where there is none. */
function OffTeam({ offTeam }: Pick<MonthHours, 'offTeam'>): ReactNode {
  const { allowed, noLongerDesignated } = offTeam;
  const parts = [
    allowed > 0 && `${hoursWords(allowed)} off the team, allowed by a supervisor`,
    noLongerDesignated > 0 && `${hoursWords(noLongerDesignated)} by people who are no longer designated`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <p className={styles['offTeam']}>{parts.join(' · ')}</p>;
}

function Fit({ fit }: { readonly fit: WorkPart['roleFit'] }): ReactNode {
  const words = roleFitWords(fit);
  return (
    words && (
      <small className="note">
        <RoleFitPill fit={fit} /> {words}
      </small>
    )
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
  const nameOf = (drawn: string | null): string =>
    drawn === null ? 'overage' : (names.get(drawn) ?? 'a package');
  return [
    {
      head: 'Day',
      cell: ({ startedAt }) => dayWords(dayIn(startedAt, timeZone), { withYear: false, withWeekday: true }),
      sortBy: ({ startedAt }) => startedAt,
      width: '7rem',
    },
    {
      head: 'Who',
      cell: ({ personName }) => personName,
      sortBy: ({ personName }) => personName,
      width: '9rem',
    },
    {
      head: 'What for',
      cell: ({ subject, roleFit }) => (
        <>
          {subject}
          <Fit fit={roleFit} />
        </>
      ),
    },
    {
      head: 'Drawn on',
      cell: ({ draws, outcome }) =>
        draws.length === 0
          ? outcomes[outcome]
          : draws.map(({ package: drawn, minutes }) => (
              <span key={drawn} className={styles['drawn']}>
                {nameOf(drawn)}
                {draws.length > 1 && ` ${hoursFigure(minutes)}`}
              </span>
            )),
    },
    {
      head: 'Time',
      unit: 'h',
      figures: true,
      cell: ({ minutes }) => <Hours minutes={minutes} />,
      sortBy: ({ minutes }) => minutes,
      width: '5rem',
    },
    {
      head: 'Left then',
      unit: 'h',
      figures: true,
      cell: ({ draws }) =>
        draws.map(({ package: drawn, after }) => (
          <span key={drawn} className={styles['drawn']}>
            {after === null ? '' : hoursFigure(after)}
          </span>
        )),
      width: '6rem',
    },
  ];
}
