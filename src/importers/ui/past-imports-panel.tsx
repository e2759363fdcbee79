import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { peopleApi } from '../../people/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { momentWords, thousands } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { importersApi } from '../api.ts';
import { kindWords } from './words.ts';

type Import = Response<typeof importersApi.listImports>['items'][number];

interface Row extends Import {
  readonly by: string;
  readonly at: string;
}

/** The files that were imported, the latest first; not there while there are none. */
export function PastImportsPanel(): ReactNode {
  const { provider } = useMe();
  const imports = useAnswer(importersApi.listImports, { query: { limit: 10 } });
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } });
  const names = new Map((people.data?.items ?? []).map(({ id, name }) => [id, name]));
  if (!imports.data || imports.data.items.length === 0) return null;
  const rows = imports.data.items.map((one) => ({
    ...one,
    by: names.get(one.importedBy) ?? '',
    at: momentWords(one.importedAt, provider.timeZone),
  }));
  return (
    <Panel title="Imported before" flush>
      <DataTable
        label="Imported before"
        answer={imports}
        rowsOf={() => rows}
        columns={columns}
        idOf={({ id }) => id}
        empty={null}
      />
    </Panel>
  );
}

const columns: readonly Column<Row>[] = [
  { head: 'File', cell: ({ fileName }) => fileName },
  { head: 'Holds', cell: ({ kind }) => kindWords[kind] },
  { head: 'New', cell: ({ created }) => thousands(created), figures: true },
  { head: 'Changed', cell: ({ changed }) => thousands(changed), figures: true },
  { head: 'As before', cell: ({ unchanged }) => thousands(unchanged), figures: true },
  { head: 'By', cell: ({ by }) => by },
  { head: 'When', cell: ({ at }) => at },
];
