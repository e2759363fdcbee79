import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { importersApi } from '../api.ts';
import type { Field } from '../field.ts';
import type { ImportKind } from '../mapping.ts';
import { fieldWords } from './words.ts';

interface Props {
  readonly kind: ImportKind;
  readonly holds: string;
}

/** What a file of a kind may say, so that one can be made without trying. */
export function FieldsPanel({ kind, holds }: Props): ReactNode {
  const fields = useAnswer(importersApi.listImportFields, { params: { kind } });
  return (
    <Panel title={`Columns of a file of ${holds}`} flush>
      <DataTable
        label={`Columns of a file of ${holds}`}
        answer={fields}
        rowsOf={all}
        columns={columns}
        idOf={({ name }) => name}
        empty={<EmptyState title="No columns">A file of this kind has no columns that are known.</EmptyState>}
      />
    </Panel>
  );
}

const all = (fields: readonly Field[]): readonly Field[] => fields;

const columns: readonly Column<Field>[] = [
  { head: 'Column', cell: ({ name }) => fieldWords(name), width: '208px' },
  {
    head: 'What it means',
    cell: ({ about, synonyms }) => (
      <>
        {about.charAt(0).toUpperCase() + about.slice(1)}
        {synonyms.length > 0 && <small className="note">also called {synonyms.slice(0, 5).join(', ')}</small>}
      </>
    ),
    onPhone: 'whole-line',
  },
  { head: 'Needed', cell: ({ required }) => (required ? 'yes' : ''), width: '80px' },
  {
    head: 'Example',
    cell: ({ example }) => (example === '' ? '' : <code>{example}</code>),
    width: '200px',
  },
];
