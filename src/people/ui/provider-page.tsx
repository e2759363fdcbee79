import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { CurrencyInput, ZoneInput } from '../../web/kit/inputs.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { peopleApi, providerEdited } from '../api.ts';
import type { Provider, ProviderDraft } from '../provider.ts';
import styles from './provider-page.module.css';

export function ProviderPage(): ReactNode {
  const provider = useAnswer(peopleApi.showProvider, {});
  return (
    <>
      <PageHeader title="Provider" />
      <Loaded answer={provider}>{(provider) => <Settings provider={provider} />}</Loaded>
    </>
  );
}

/** Name, zone and currency of the provider; where somebody else saved first, both versions are shown side by side. */
function Settings({ provider }: { readonly provider: Provider }): ReactNode {
  const initial: { [Field in keyof ProviderDraft]: string } = {
    name: provider.name,
    timeZone: provider.timeZone,
    currency: provider.currency,
  };
  const form = useActForm({
    initial,
    route: peopleApi.editProvider,
    request: (values: typeof initial) => ({ body: { ...values, version: provider.version } }),
    refreshes: [peopleApi.showProvider, peopleApi.showSelf],
    done: ({ name }) => `${name} is saved.`,
    stale: [peopleApi.showProvider],
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  const late = refused?.code === providerEdited.code && refused.about['version'] === provider.version;
  const differing = fields
    .filter(([field]) => values[field] !== provider[field])
    .map(([field, name]) => ({
      name,
      mine: values[field],
      theirs: provider[field],
      takeTheirs: () => setFieldValue(field, provider[field]),
    }));
  return (
    <div className={styles['narrow']}>
      <Panel title="About us">
        <Form
          form={form}
          act="Save the provider"
          instead={late && <Difference what="the provider" differing={differing} />}
        >
          <TextInput
            label="Name"
            description="On every page, and on what clients see"
            {...getInputProps('name')}
            name="name"
          />
          <ZoneInput
            label="Time zone"
            description="Whose days count where no client or contract has its own, as for the cockpit"
            {...getInputProps('timeZone')}
            name="timeZone"
          />
          <CurrencyInput
            label="Currency"
            description="What a new client begins with; those there are keep theirs"
            {...getInputProps('currency')}
            name="currency"
          />
        </Form>
      </Panel>
    </div>
  );
}

const fields = [
  ['name', 'Name'],
  ['timeZone', 'Time zone'],
  ['currency', 'Currency'],
] as const;
