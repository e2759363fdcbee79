import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { importersApi } from '../api.ts';
import type { ImportKind, Mapping } from '../mapping.ts';
import { taught } from './columns.ts';
import styles from './import-page.module.css';
import { Pair } from './pair.tsx';
import { fieldWords } from './words.ts';

interface Props {
  readonly kind: ImportKind;
  readonly mapping: Mapping;
  /** What of that was told. */
  readonly told: Mapping;
  readonly unused: readonly string[];
  readonly onTell: (mapping: Partial<Mapping>) => void;
}

/** Which column of the file is what. Columns that are known by name are set already; the others are left out unless the reader says. */
export function ColumnsPanel({ kind, mapping, told, unused, onTell }: Props): ReactNode {
  const fields = useAnswer(importersApi.listImportFields, { params: { kind } });
  const used = Object.entries(mapping.columns).filter(([, title]) => title !== '');
  const titles = [...used.map(([, title]) => title), ...new Set(unused)];
  return (
    <Panel title="Columns of the file">
      <Loaded answer={fields}>
        {(fields) => (
          <div className={styles['fields']}>
            <p className="note">What each of them is; those with * are needed.</p>
            {titles.map((title) => (
              <Pair key={title} label={title}>
                {(id) => (
                  <Select
                    id={id}
                    size="xs"
                    placeholder="Left out"
                    data={fields.map(({ name, required }) => ({
                      value: name,
                      label: `${fieldWords(name)}${required ? ' *' : ''}`,
                    }))}
                    value={used.find(([, column]) => column === title)?.[0] ?? null}
                    searchable
                    clearable
                    clearButtonProps={{ 'aria-label': `Leave out ${title}` }}
                    comboboxProps={{ width: 224, position: 'bottom-end' }}
                    onChange={(field) =>
                      onTell({ columns: taught(mapping.columns, told.columns, title, field) })
                    }
                  />
                )}
              </Pair>
            ))}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
