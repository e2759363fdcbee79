import { MultiSelect, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
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
import { changeKinds, draftOf, initialOf, type ChangeValues } from './change-values.ts';
import styles from './changes.module.css';
import { useRuleFaults } from './rule-faults.tsx';

interface Props {
  readonly client: Client;
  readonly contract: Contract;
  /** Hours a month to begin with instead of those it has; empty where none are advised. */
  readonly hours: string;
  readonly onDone: () => void;
}

/** Drafts a change of a contract, with what it comes to beside it while it is written. */
export function ChangePanel({ client, contract, hours, onDone }: Props): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const form = useActForm({
    initial: initialOf(contract, client, hours),
    route: contractsApi.draftChange,
    request: (values: ChangeValues) => ({
      params: { contract: contract.id },
      body: { ...draftOf(values), reason: values.reason },
    }),
    refreshes: [contractsApi.listChangeRequests],
    done: () => `The change of ${contract.number} is drafted. Nothing changes until both sides agree.`,
    fieldOf: (path) => path.split('/').at(-1) ?? path,
    next: onDone,
  });
  const { values, getInputProps } = form.form;
  const [asked] = useDebouncedValue(values, previewAfterMs);
  const request = { params: { contract: contract.id }, body: draftOf(asked) };
  const preview = useAnswer(changePreviewApi.previewChange, request, { keeps: true });
  const faults = useRuleFaults(preview);
  const options = (groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Panel title={`Change contract ${contract.number}`}>
      <div className={styles['two']}>
        <Form form={form} act="Draft this change" onCancel={onDone} ready>
          <Select
            label="What changes"
            data={changeKinds}
            allowDeselect={false}
            {...getInputProps('kind')}
            name="kind"
          />
          {(values.kind === 'base' || values.kind === 'supplement') && (
            <NumberInput
              label="Hours a month"
              min={0}
              step={10}
              allowDecimal={false}
              {...getInputProps('hoursPerMonth')}
              name="hoursPerMonth"
            />
          )}
          {values.kind === 'base' && (
            <MultiSelect
              label="Technology groups"
              description="None: hours of the CSDM alone"
              data={options}
              {...getInputProps('technologyGroups')}
              name="technologyGroups"
            />
          )}
          {values.kind === 'supplement' && (
            <Select
              label="For"
              data={[
                { value: 'csdm', label: 'CSDM' },
                ...options.map(({ value, label }) => ({ value, label: `CSE, ${label}` })),
              ]}
              allowDeselect={false}
              {...getInputProps('supplement')}
              name="supplement"
            />
          )}
          {values.kind === 'rates' && (
            <>
              <TextInput label="Overage an hour" {...getInputProps('overage')} name="overage" />
              <TextInput label="After hours an hour" {...getInputProps('afterHours')} name="afterHours" />
              <TextInput
                label="Incremental time an hour"
                {...getInputProps('incremental')}
                name="incremental"
              />
            </>
          )}
          {values.kind === 'scope' && (
            <Textarea label="What is altered" autosize minRows={2} {...getInputProps('words')} name="words" />
          )}
          {values.kind === 'end' ? (
            <DayInput
              label="First day without the contract"
              description="Later than now extends it with all its packages"
              {...getInputProps('end')}
              name="end"
            />
          ) : (
            <DayInput
              label="From"
              description="Left empty: the day the price book says"
              placeholder="as the price book says"
              {...getInputProps('effectiveDay')}
              name="effectiveDay"
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
          {faults.map(({ code, path, message }) => (
            <p key={code + path} className="note">
              {message}
            </p>
          ))}
          {preview.data && faults.length === 0 && <ChangeEffect preview={preview.data} />}
        </div>
      </div>
    </Panel>
  );
}

const previewAfterMs = 250;
