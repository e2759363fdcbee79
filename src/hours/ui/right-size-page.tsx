import type { ReactNode } from 'react';
import { changeAddress } from '../../contracts/ui/change-values.ts';
import { useInWords } from '../../contracts/ui/in-words.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
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
    width: '18%',
    cell: ({ clientName }) => clientName,
    sortBy: ({ clientName }) => clientName,
  },
  { head: 'Why', onPhone: 'whole-line', cell: (row) => <Why row={row} /> },
  {
    head: 'Hours now',
    figures: true,
    width: '7rem',
    cell: ({ now }) => now.hoursPerMonth,
    sortBy: ({ now }) => now.hoursPerMonth,
  },
  {
    head: 'Hours then',
    figures: true,
    width: '7rem',
    cell: ({ advised }) => advised?.hoursPerMonth ?? null,
    sortBy: ({ advised }) => advised?.hoursPerMonth ?? 0,
  },
  {
    head: 'Less a month',
    figures: true,
    width: '9rem',
    cell: ({ advised, currency }) => advised && moneyFigure(advised.savedMonthly, currency),
    sortBy: ({ advised }) => Number(advised?.savedMonthly ?? 0),
  },
];

function Why({ row }: { readonly row: RightSize }): ReactNode {
  const inWords = useInWords();
  const { words, doubts, advised } = row;
  return (
    <>
      {inWords(words)}
      {doubts.length > 0 && <small className="note">{doubts.map(inWords).join(' ')}</small>}
      {advised && <PageLink to={changeAddress(row, advised.parts)}>Draft this change</PageLink>}
    </>
  );
}
