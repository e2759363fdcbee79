import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { contractsApi } from '../../contracts/api.ts';
import type { Contract } from '../../contracts/contract.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { onboardingsApi } from '../api.ts';
import { refreshed } from './refreshed.ts';

interface Named {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly client: Client;
  readonly onClose: () => void;
}

/** Begins the onboarding of a client for one of its contracts. */
export function BeginDialog({ client, onClose }: Props): ReactNode {
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: client.id } });
  return (
    <Dialog open title={`Begin the onboarding of ${client.name}`} onClose={onClose}>
      <Loaded answer={contracts} lines={3}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title="No contract yet">
              An onboarding begins for a contract: what is bought says what is to be done.
            </EmptyState>
          ) : (
            <BeginForm contracts={found} onClose={onClose} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

function BeginForm({
  contracts,
  onClose,
}: {
  readonly contracts: readonly Contract[];
  readonly onClose: () => void;
}): ReactNode {
  const initial: { contract: string | null; beginsOn: string | null } = {
    contract: contracts[0]?.id ?? null,
    beginsOn: contracts[0]?.start ?? null,
  };
  const form = useActForm({
    initial,
    route: onboardingsApi.beginOnboarding,
    request: ({ contract, beginsOn }: typeof initial) => ({
      params: { contract: contract ?? '' },
      body: beginsOn === null ? {} : { beginsOn },
    }),
    refreshes: refreshed,
    done: ({ clientName }) => `The onboarding of ${clientName} has begun.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Form form={form} act="Begin the onboarding" onCancel={onClose}>
      <div className="side-by-side">
        <Select
          label="For the contract"
          data={contracts.map(({ id, number }): Named => ({ value: id, label: number }))}
          allowDeselect={false}
          {...getInputProps('contract')}
          name="contract"
        />
        <DayInput label="From" {...getInputProps('beginsOn')} name="beginsOn" />
      </div>
    </Form>
  );
}
