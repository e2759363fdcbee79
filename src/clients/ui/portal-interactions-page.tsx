import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { clientsApi } from '../api.ts';
import { interactionsApi } from '../interaction-api.ts';
import type { SharedInteraction } from '../interaction.ts';
import { interactionKindWords, standing } from './interaction-words.ts';
import styles from './interactions-page.module.css';

/** What the team put on record of the client's needs and problems and shared with it. */
export function PortalInteractionsPage(): ReactNode {
  const { person, provider } = useMe();
  const client = useAnswer(clientsApi.getClient, { params: { client: person.clientId ?? '' } });
  const shared = useAnswer(interactionsApi.listSharedInteractions, {
    params: { client: person.clientId ?? '' },
    query: { limit: 500 },
  });
  return (
    <Loaded answer={client} lines={8}>
      {({ timeZone }) => (
        <>
          <PageHeader title="Interactions" />
          <Panel title={`Shared by ${provider.name}`} flush>
            <DataTable
              label="Interactions"
              answer={shared}
              rowsOf={itemsOf}
              columns={columnsIn(timeZone)}
              idOf={({ id }) => id}
              empty={
                <EmptyState title="Nothing shared yet">
                  Needs and problems that your team put on record stand here once they share them with you,
                  and what became of them.
                </EmptyState>
              }
            />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

const itemsOf = ({
  items,
}: Response<typeof interactionsApi.listSharedInteractions>): readonly SharedInteraction[] => items;

const columnsIn = (timeZone: string): readonly Column<SharedInteraction>[] => [
  {
    head: 'What',
    width: '60%',
    onPhone: 'whole-line',
    cell: ({ title, words, settlement }) => (
      <>
        {title}
        {words !== '' && <small className={styles['words']}>{words}</small>}
        {settlement && (
          <small className={styles['words']}>
            {dayWords(dayIn(settlement.settledAt, timeZone))}: {settlement.words}
          </small>
        )}
      </>
    ),
  },
  { head: 'Kind', cell: (one) => <Kind of={one} /> },
  {
    head: 'When',
    cell: ({ happenedAt, loggedByName }) => (
      <>
        {dayWords(dayIn(happenedAt, timeZone))}
        <small className="note">{loggedByName}</small>
      </>
    ),
    sortBy: ({ happenedAt }) => happenedAt,
  },
];

function Kind({ of }: { readonly of: SharedInteraction }): ReactNode {
  const stands = standing(of);
  return (
    <>
      {interactionKindWords[of.kind]} {stands && <StatePill tone={stands.tone}>{stands.words}</StatePill>}
    </>
  );
}
