import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { onboardingsApi } from '../api.ts';
import type { OnboardingSummary } from '../onboarding.ts';
import { phaseWords } from '../phase.ts';
import { leftWords } from './words.ts';

const columns: readonly Column<OnboardingSummary>[] = [
  { head: 'Client', cell: ({ clientName }) => clientName, sortBy: ({ clientName }) => clientName },
  {
    head: 'Phase',
    cell: ({ phase }) => (phase === null ? 'complete' : phaseWords[phase]),
    sortBy: ({ phase }) => phase ?? '',
  },
  {
    head: 'Until',
    cell: ({ endsOn }) => dayWords(endsOn),
    sortBy: ({ endsOn }) => endsOn,
  },
  {
    head: 'Time left',
    cell: (row) => (
      <StatePill tone={row.phase === null ? 'ok' : (row.daysLeft ?? 0) < 0 ? 'warn' : 'info'}>
        {leftWords(row)}
      </StatePill>
    ),
    sortBy: ({ daysLeft }) => daysLeft ?? Number.MAX_SAFE_INTEGER,
  },
  {
    head: 'Open tasks',
    cell: ({ tasksOpen }) => tasksOpen,
    figures: true,
    sortBy: ({ tasksOpen }) => tasksOpen,
  },
  {
    head: 'Late tasks',
    cell: ({ tasksLate }) => tasksLate,
    figures: true,
    sortBy: ({ tasksLate }) => tasksLate,
  },
];

const rowsOf = ({ items }: Response<typeof onboardingsApi.listOnboardings>): readonly OnboardingSummary[] =>
  items;

/** Who is on the way into the service: in which phase, how long that has, and what is late. */
export function OnboardingsPage(): ReactNode {
  const [state, setState] = useUrlState('state', 'running');
  const onboardings = useAnswer(onboardingsApi.listOnboardings, {
    query: { state: state === 'over' ? 'over' : 'running', limit: 500 },
  });
  const go = useGo();
  const templates = { label: 'Templates', run: () => go('/app/onboarding-templates') };
  return (
    <>
      <PageHeader title="Onboardings" actions={[templates]} />
      <Panel
        title={state === 'over' ? 'Complete' : 'Running'}
        acts={
          <Choice
            label="Which onboardings"
            value={state}
            onChange={setState}
            choices={{ running: 'Running', over: 'Complete' }}
          />
        }
        flush
      >
        <DataTable
          label="Onboardings"
          answer={onboardings}
          rowsOf={rowsOf}
          columns={columns}
          idOf={({ id }) => id}
          to={({ clientId }) => `/app/clients/${clientId}/onboarding`}
          empty={
            <EmptyState title={state === 'over' ? 'None is complete yet' : 'Nobody is on the way in'}>
              An onboarding begins on a client’s page, under Onboarding, once it has a contract.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}
