import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { changePreviewApi } from '../../hours/change-preview-api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import type { Contract } from '../contract.ts';
import { ChangeEffect } from './change-effect.tsx';
import { ChangePartFields } from './change-part-fields.tsx';
import {
  draftOf,
  furtherPart,
  initialOf,
  isEndAlone,
  type Advice,
  type ChangeValues,
} from './change-values.ts';
import styles from './changes.module.css';
import { faultsAt, useRuleFaults } from './rule-faults.tsx';

interface Props {
  readonly client: Client;
  readonly contract: Contract;
  /** What to begin with instead of what it has. */
  readonly advice: Advice;
  readonly onDone: () => void;
}

/** Drafts a change of a contract, of one thing or several, with what it comes to beside it while it is written. */
export function ChangePanel({ client, contract, advice, onDone }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const form = useActForm({
    initial: initialOf(contract, client, advice),
    route: contractsApi.draftChange,
    request: (values: ChangeValues) => ({
      params: { contract: contract.id },
      body: { ...draftOf(values), reason: values.reason },
    }),
    refreshes: [contractsApi.listChangeRequests],
    done: () => `The change of ${contract.number} is drafted. Nothing changes until both sides agree.`,
    next: onDone,
  });
  const { values, getInputProps, insertListItem, removeListItem } = form.form;
  const { parts } = values;
  const [asked] = useDebouncedValue(values, previewAfterMs);
  const request = { params: { contract: contract.id }, body: draftOf(asked) };
  const preview = useAnswer(changePreviewApi.previewChange, request, { keeps: true });
  const faults = useRuleFaults(preview);
  const options = (groups.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const fieldOf = (name: string, path: string): object => {
    const props = getInputProps(name);
    const error: unknown = props.error;
    return { ...props, name, error: faultsAt(faults, path, { below: true }) ?? error };
  };
  const isOfField = ({ path }: { readonly path: string }): boolean =>
    path.startsWith('/parts/') || (path === '/effectiveDay' && !isEndAlone(values));
  return (
    <Panel title={`Change contract ${contract.number}`}>
      <div className={styles['two']}>
        <Form form={form} act="Draft this change" onCancel={onDone} ready>
          {parts.map((part, index) => (
            <ChangePartFields
              key={part.key}
              part={part}
              field={(name) => fieldOf(`parts.${index}.${name}`, `/parts/${index}/${name}`)}
              fault={faultsAt(faults, `/parts/${index}`)}
              groups={options}
              {...(parts.length > 1 ? { onRemove: () => removeListItem('parts', index) } : {})}
            />
          ))}
          <div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => insertListItem('parts', furtherPart(parts, contract, client))}
            >
              Change something else too
            </Button>
          </div>
          {!isEndAlone(values) && (
            <DayInput
              label="From"
              description="Left empty: the day the price book says"
              placeholder="as the price book says"
              {...fieldOf('effectiveDay', '/effectiveDay')}
            />
          )}
          <Textarea
            label="Why"
            description="The client reads it"
            autosize
            minRows={2}
            {...getInputProps('reason')}
            name="reason"
          />
        </Form>
        <div className={styles['effect']}>
          {faults.length > 0 && (
            <p className="note">
              {faults.every(isOfField)
                ? 'What it comes to stands here once what is marked is put right.'
                : faults
                    .filter((fault) => !isOfField(fault))
                    .map(({ message }) => message)
                    .join(' ')}
            </p>
          )}
          {preview.data && faults.length === 0 && <ChangeEffect preview={preview.data} />}
        </div>
      </div>
    </Panel>
  );
}

const previewAfterMs = 250;
