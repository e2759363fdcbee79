import type { ReactNode } from 'react';
import { changeAddress } from '../../contracts/ui/change-values.ts';
import { useInWords } from '../../contracts/ui/in-words.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { rightSizeApi } from '../right-size-api.ts';
import type { RightSize } from '../right-size.ts';

/** Every contract that another package would fit better, where most money is at stake first. */
export function RightSizePage(): ReactNode {
  const { person } = useMe();
  const [of, setOf] = useUrlState('of', person.roles.includes('csdm') ? 'mine' : 'all');
  const sizes = useAnswer(rightSizeApi.listRightSizes, {
    query: { of: of === 'mine' ? 'mine' : 'all', limit: 500 },
  });
  return (
    <>
      <PageHeader title="Right size" crumbs={[{ label: 'Clients', to: '/app/clients' }]}>
        <p>{sizes.data ? restInWords(sizes.data.items) : ' '}</p>
      </PageHeader>
      <Panel
        title="Changes to draft"
        flush
        acts={
          <Choice label="Whose clients" value={of} onChange={setOf} choices={{ mine: 'Mine', all: 'All' }} />
        }
      >
        <DataTable
          label="Changes to draft"
          answer={sizes}
          rowsOf={advisedOf}
          columns={columns}
          idOf={({ contractId }) => contractId}
          to={({ clientId, contractId }) => `/app/clients/${clientId}/contract?contract=${contractId}`}
          empty={
            <EmptyState title="Every package fits">
              Contracts stand here whose last full months would have come to less with another package, or
              whose package the rules of sale no longer allow.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const advisedOf = ({ items }: { readonly items: readonly RightSize[] }): readonly RightSize[] =>
  items.filter(({ advised }) => advised !== null);

/** How it stands with the others. Example: "7 to change · 31 right as they are · 2 with less than three months of use". */
function restInWords(items: readonly RightSize[]): string {
  const count = (verdict: RightSize['verdict']): number =>
    items.filter((one) => one.verdict === verdict).length;
  const parts: [number, string][] = [
    [advisedOf({ items }).length, 'to change'],
    [count('right-as-it-is'), 'right as they are'],
    [count('no-change-possible'), 'that no change can be made of'],
    [count('too-little-known'), 'with too few months of use'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(' · ');
}

const columns: readonly Column<RightSize>[] = [
  {
    head: 'Client',
    width: '30%',
    cell: ({ clientName }) => clientName,
    sortBy: ({ clientName }) => clientName,
  },
  {
    head: 'Used a month',
    figures: true,
    cell: ({ months }) => {
      const used = months.map(({ minutesUsed }) => minutesUsed);
      return (
        <>
          <Hours minutes={Math.round(used.reduce((sum, minutes) => sum + minutes, 0) / used.length)} />
          <small className="note">
            at most <Hours minutes={Math.max(...used)} />
          </small>
        </>
      );
    },
  },
  {
    head: 'Hours now',
    figures: true,
    cell: ({ now }) => now.hoursPerMonth,
    sortBy: ({ now }) => now.hoursPerMonth,
  },
  {
    head: 'Hours then',
    figures: true,
    cell: ({ advised }) => advised?.hoursPerMonth ?? null,
    sortBy: ({ advised }) => advised?.hoursPerMonth ?? 0,
  },
  {
    head: 'Less a month',
    figures: true,
    cell: ({ advised, currency }) => advised && moneyFigure(advised.savedMonthly, currency),
    sortBy: ({ advised }) => Number(advised?.savedMonthly ?? 0),
  },
  { head: 'What to do', width: '24%', onPhone: 'whole-line', cell: (row) => <WhatToDo row={row} /> },
];

/** The way to the change, with the rule that asks for it and what speaks against it. */
function WhatToDo({ row }: { readonly row: RightSize }): ReactNode {
  const inWords = useInWords();
  const { verdict, words, doubts, advised } = row;
  const more = [...(verdict === 'change-needed' ? [words] : []), ...doubts];
  return (
    <>
      {advised && <PageLink to={changeAddress(row, advised.parts)}>Draft this change</PageLink>}
      {more.length > 0 && <small className="note">{more.map(inWords).join(' ')}</small>}
    </>
  );
}
