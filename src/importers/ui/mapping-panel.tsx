import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { importersApi } from '../api.ts';
import type { ImportKind, Mapping } from '../mapping.ts';
import styles from './import-page.module.css';

interface Props {
  readonly kind: ImportKind;
  /** How the file is read now, which is what would be kept. */
  readonly mapping: Mapping;
  readonly saved: string | null;
  readonly onSaved: (name: string | null) => void;
}

/** Mappings that were kept: one is taken for this file, forgotten, or this file's kept for the next of the same make. */
export function MappingPanel({ kind, mapping, saved, onSaved }: Props): ReactNode {
  const [name, setName] = useState('');
  const mappings = useAnswer(importersApi.listMappings, {});
  const keep = useAct(importersApi.saveMapping, {
    refreshes: [importersApi.listMappings],
    done: ({ name }) => `The mapping “${name}” is kept.`,
  });
  const forget = useAct(importersApi.removeMapping, {
    refreshes: [importersApi.listMappings],
    done: ({ name }) => `The mapping “${name}” is forgotten.`,
  });
  const kept = (mappings.data ?? []).filter((one) => one.kind === kind).map((one) => one.name);
  const save = async (): Promise<void> => {
    const made = await keep.act({ params: { kind, name: name.trim() }, body: mapping });
    if (!made) return;
    setName('');
    onSaved(made.name);
  };
  return (
    <Panel title="Mapping">
      <div className={styles['fields']}>
        {kept.length > 0 && (
          <div className={styles['line']}>
            <Select
              label="Read it as"
              placeholder="The file shows it"
              data={kept}
              value={saved}
              clearable
              clearButtonProps={{ 'aria-label': 'Take no kept mapping' }}
              onChange={onSaved}
            />
            {saved !== null && (
              <Button
                variant="default"
                loading={forget.busy}
                onClick={() =>
                  void forget.act({ params: { kind, name: saved } }).then((gone) => gone && onSaved(null))
                }
              >
                Forget
              </Button>
            )}
          </div>
        )}
        <form
          className={styles['line']}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextInput
            label="Keep this mapping as"
            placeholder="Name of the other tool"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={name.trim() === ''} loading={keep.busy}>
            Keep
          </Button>
        </form>
        <RefusalNotice error={keep.refused ?? forget.refused} />
      </div>
    </Panel>
  );
}
