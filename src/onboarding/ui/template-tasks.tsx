import { useMemo, type ReactNode } from 'react';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { phases, phaseWords } from '../phase.ts';
import type { Template, TemplateTask } from '../template.ts';
import styles from './onboarding.module.css';
import { ownerWords } from './words.ts';

interface Props {
  readonly tasks: readonly TemplateTask[];
  readonly answer: Answer<Template>;
  /** Where a task is opened by its name. */
  readonly onOpen?: (index: number) => void;
  /** What is wrong with a task, by its place. */
  readonly faultOf?: (index: number) => string | undefined;
}

interface Row {
  readonly index: number;
  readonly task: TemplateTask;
  readonly fault: string | undefined;
}

/** The tasks of a template, by phase and by when in it they are due. */
export function TemplateTasks({ tasks, answer, onOpen, faultOf }: Props): ReactNode {
  const columns = useMemo(() => columnsFor(onOpen), [onOpen]);
  const rowsOf = useMemo(
    () => () => tasks.map((task, index): Row => ({ index, task, fault: faultOf?.(index) })),
    [tasks, faultOf],
  );
  return (
    <Panel title="Tasks" flush>
      <DataTable
        label="Tasks of the template"
        answer={answer}
        rowsOf={rowsOf}
        columns={columns}
        idOf={({ index }) => String(index)}
        empty={
          <EmptyState title="No task">An onboarding begins with a task at least: add one with N.</EmptyState>
        }
      />
    </Panel>
  );
}

const columnsFor = (onOpen: Props['onOpen']): readonly Column<Row>[] => [
  {
    head: 'Task',
    cell: ({ index, task: { title, security }, fault }) => (
      <span className={styles['task']}>
        {onOpen ? (
          <button type="button" className={styles['open']} onClick={() => onOpen(index)}>
            {title || 'Without words'}
          </button>
        ) : (
          title
        )}
        {security && <span className="note">where a security service is bought</span>}
        {fault !== undefined && <StatePill tone="bad">{fault}</StatePill>}
      </span>
    ),
    sortBy: ({ task: { title } }) => title,
  },
  {
    head: 'Phase',
    cell: ({ task: { phase } }) => phaseWords[phase],
    sortBy: ({ task: { phase } }) => phases.indexOf(phase),
  },
  {
    head: 'Whose it is',
    cell: ({ task: { owner } }) => ownerWords[owner],
    sortBy: ({ task: { owner } }) => owner,
  },
  {
    head: 'What shows it',
    cell: ({ task: { evidence } }) => evidence || <span className="note">nothing is asked for</span>,
    onPhone: 'whole-line',
  },
  {
    head: 'Due',
    unit: '% of phase',
    figures: true,
    cell: ({ task: { due } }) => due,
    sortBy: ({ task: { due } }) => due,
    width: '136px',
  },
];
