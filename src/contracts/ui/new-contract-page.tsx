import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { CalendarSummary } from '../../calendars/business-week.ts';
import type { Client, TechnologyGroup } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import { AgreedFields } from './agreed-fields.tsx';
import { ContractBegins } from './contract-begins.tsx';
import { CheckPanel } from './check-panel.tsx';
import { ContractFields } from './contract-fields.tsx';
import { draftOf, initialContract, type ContractValues } from './contract-values.ts';
import styles from './new-contract-page.module.css';
import { RecommendationPanel } from './recommendation-panel.tsx';
import { useRuleFaults } from './rule-faults.tsx';
import { Acknowledgement, SupplementRows } from './supplement-rows.tsx';

export function NewContractPage({ client }: { readonly client: string }): ReactNode {
  return (
    <ClientFrame client={client} part="New contract">
      {(client) => (
        <ContractBegins client={client}>
          {(known) => <NewContract {...known} initial={initialContract(known)} />}
        </ContractBegins>
      )}
    </ClientFrame>
  );
}

interface Props {
  readonly client: Client;
  readonly groups: readonly TechnologyGroup[];
  readonly calendars: readonly CalendarSummary[];
  readonly initial: ContractValues;
}

/** The form beside what is recommended and what it comes to; the server checks along with the typing. */
function NewContract({ client, groups, calendars, initial }: Props): ReactNode {
  const go = useGo();
  const place = `/app/clients/${client.id}/contract`;
  const form = useActForm({
    initial,
    route: contractsApi.createContract,
    request: (values: ContractValues) => draftOf(client, values),
    refreshes: [contractsApi.listClientContracts, contractsApi.listContracts],
    done: ({ number }) => `Contract ${number} is signed.`,
    // Faults stand at their fields by the check, so the notice need not tell them again.
    fieldOf: () => 'start',
    next: ({ id }) => go(`${place}?contract=${id}`),
  });
  const [asked] = useDebouncedValue(form.form.values, checkAfterMs);
  const check = useAnswer(contractsApi.checkContract, draftOf(client, asked), { keeps: true });
  const faults = useRuleFaults(check);
  const parts = { form: form.form, faults, check: check.data };
  return (
    <div className={styles['parts']}>
      <Panel title="New contract">
        <Form form={form} act={`Sign ${check.data?.number ?? 'the contract'}`} onCancel={() => go(place)}>
          <ContractFields {...parts} groups={groups} calendars={calendars} />
          <SupplementRows {...parts} groups={groups} word={<Acknowledgement {...parts} />} />
          <AgreedFields {...parts} />
        </Form>
      </Panel>
      <div className={styles['beside']}>
        <RecommendationPanel client={client} groups={groups} form={form.form} />
        <CheckPanel check={check} faults={faults} groups={groups} />
      </div>
    </div>
  );
}

const checkAfterMs = 250;
