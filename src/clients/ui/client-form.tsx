import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { CurrencyInput, MoneyInput, ZoneInput, zoneHere } from '../../web/kit/inputs.tsx';
import { clientsApi, editedMeanwhile } from '../api.ts';
import { TechnologyGroupId, type Client, type TechnologyGroup } from '../client.ts';

/** What is filled in; technology groups are ids. */
interface Values extends Record<string, unknown> {
  name: string;
  code: string;
  timeZone: string;
  currency: string;
  managedServicesSpend: string;
  deviceCount: number | string;
  technologyGroups: string[];
}

interface Asked {
  readonly onDone: (client: Client) => void;
  readonly onCancel: () => void;
}

/** Takes on a client. */
export function NewClientForm({ onDone, onCancel }: Asked): ReactNode {
  const form = useActForm({
    initial: empty(),
    route: clientsApi.createClient,
    request: (values: Values) => ({ body: bodyOf(values) }),
    refreshes: [clientsApi.listClients],
    done: ({ name }) => `${name} is taken on.`,
    next: onDone,
  });
  return (
    <Form form={form} act={`Take on ${form.form.values.name.trim() || 'the client'}`} onCancel={onCancel}>
      <Fields form={form} />
    </Form>
  );
}

/** Edits a client; where somebody else saved first, both versions are shown side by side. */
export function EditClientForm({ client, onDone, onCancel }: Asked & { readonly client: Client }): ReactNode {
  const form = useActForm({
    initial: valuesOf(client),
    route: clientsApi.editClient,
    request: (values: Values) => ({
      params: { client: client.id },
      body: { ...bodyOf(values), version: client.version },
    }),
    refreshes: [clientsApi.getClient, clientsApi.listClients],
    done: ({ name }) => `${name} is saved.`,
    next: onDone,
    stale: [clientsApi.getClient],
  });
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  // The two are compared once the version that the server told has come.
  const late = refused?.code === editedMeanwhile.code && refused.about['version'] === client.version;
  return (
    <Form
      form={form}
      act={`Save ${client.name}`}
      ready
      onCancel={onCancel}
      instead={late && <Difference what={client.name} differing={differing(form, client)} />}
    >
      <Fields form={form} />
    </Form>
  );
}

function Fields({ form: { form } }: { readonly form: ActForm<Values> }): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  return (
    <>
      <TextInput label="Name" {...form.getInputProps('name')} name="name" data-autofocus />
      <div className="side-by-side">
        <TextInput
          label="Code"
          description="Short, for lists and invoices"
          {...form.getInputProps('code')}
          name="code"
          autoComplete="off"
        />
        <NumberInput
          label="Devices"
          description="Covered devices, as agreed"
          {...form.getInputProps('deviceCount')}
          name="deviceCount"
          min={0}
          allowDecimal={false}
          thousandSeparator=","
          hideControls
        />
      </div>
      <ZoneInput
        label="Time zone"
        description="Days and months of the client are counted in it"
        {...form.getInputProps('timeZone')}
        name="timeZone"
      />
      <div className="side-by-side">
        <CurrencyInput label="Currency" {...form.getInputProps('currency')} name="currency" />
        <MoneyInput
          label="Managed-services spend a month"
          currency={form.values.currency}
          {...form.getInputProps('managedServicesSpend')}
          name="managedServicesSpend"
        />
      </div>
      <Checkbox.Group label="Technology groups in scope" {...form.getInputProps('technologyGroups')}>
        <Group gap="lg" mt="xs">
          {groups.data?.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

/** What the reader has and what is saved, where they differ. */
function differing({ form }: ActForm<Values>, client: Client) {
  const theirs = valuesOf(client);
  return fields
    .filter(([field]) => JSON.stringify(form.values[field]) !== JSON.stringify(theirs[field]))
    .map(([field, name, words]) => ({
      name,
      mine: words(form.values),
      theirs: words(theirs),
      takeTheirs: () => form.setValues({ [field]: theirs[field] }),
    }));
}

const fields: readonly (readonly [keyof Values & string, string, (values: Values) => string])[] = [
  ['name', 'Name', ({ name }) => name],
  ['code', 'Code', ({ code }) => code],
  ['deviceCount', 'Devices', ({ deviceCount }) => thousands(Number(deviceCount))],
  ['timeZone', 'Time zone', ({ timeZone }) => timeZone],
  ['currency', 'Currency', ({ currency }) => currency],
  [
    'managedServicesSpend',
    'Spend a month',
    ({ managedServicesSpend, currency }) => moneyFigure(managedServicesSpend, currency),
  ],
  ['technologyGroups', 'Technology groups', ({ technologyGroups }) => technologyGroups.join(', ') || 'none'],
];

const empty = (): Values => ({
  name: '',
  code: '',
  timeZone: zoneHere(),
  currency: 'USD',
  managedServicesSpend: '0.00',
  deviceCount: 0,
  technologyGroups: [],
});

const valuesOf = (client: Client): Values => ({
  name: client.name,
  code: client.code,
  timeZone: client.timeZone,
  currency: client.currency,
  managedServicesSpend: client.managedServicesSpend,
  deviceCount: client.deviceCount,
  technologyGroups: [...client.technologyGroups],
});

const bodyOf = (values: Values) => ({
  ...values,
  deviceCount: Number(values.deviceCount),
  technologyGroups: values.technologyGroups.map((id) => TechnologyGroupId.parse(id)),
});

/** The names of technology groups by their ids, in the provider's order. */
export const groupNames = (groups: readonly TechnologyGroup[] | undefined, ids: readonly string[]): string =>
  (groups ?? [])
    .filter(({ id }) => ids.some((held) => held === id))
    .map(({ name }) => name)
    .join(', ');
