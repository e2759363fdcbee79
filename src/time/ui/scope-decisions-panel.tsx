import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { timeApi } from '../api.ts';
import type { ScopeDecision } from '../scope-decision.ts';
import { clauseWords, scopeWords } from './scope-words.ts';

/** What was decided about the scope of what the client asked for, newest first, with the clause, the reason and who decided. */
export function ScopeDecisionsPanel({ client }: { readonly client: Client }): ReactNode {
  const decisions = useAnswer(timeApi.listScopeDecisions, {
    params: { client: client.id },
    query: { limit: 20 },
  });
  return (
    <Panel title="Scope decisions" flush>
      <DataTable
        label="Scope decisions"
        answer={decisions}
        rowsOf={({ items }) => items}
        columns={columnsIn(client.timeZone)}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="Nothing decided yet">
            When the client asks for something, press I on the time page: it says whether it is in scope and
            by which clause, and what you decide stands here.
          </EmptyState>
        }
      />
    </Panel>
  );
}

const columnsIn = (timeZone: string): readonly Column<ScopeDecision>[] => [
  {
    head: 'Asked for',
    cell: ({ asked, decidedByName, decidedAt }) => (
      <>
        {asked}
        <small className="note">
          {decidedByName}, {dayWords(dayIn(decidedAt, timeZone))}
        </small>
      </>
    ),
  },
  {
    head: 'Decision',
    cell: ({ scope, reason }) => (
      <>
        <StatePill tone={scopeWords[scope.kind].tone}>{scopeWords[scope.kind].name}</StatePill>
        <small className="note">{clauseWords(scope)}</small>
        {[...scope.reasons, reason].filter(Boolean).map((words) => (
          <small key={words} className="note">
            {words}
          </small>
        ))}
      </>
    ),
  },
];
