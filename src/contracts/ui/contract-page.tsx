import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { lead, supervisor } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { contractsApi } from '../api.ts';
import type { Contract } from '../contract.ts';
import styles from './contract-page.module.css';
import { ContractStrip } from './contract-strip.tsx';
import { ContractsPanel } from './contracts-panel.tsx';
import { PackagesPanel } from './packages-panel.tsx';
import { SupplementPanel } from './supplement-panel.tsx';
import { TermsPanel } from './terms-panel.tsx';

export function ContractPage({ client: id }: { readonly client: string }): ReactNode {
  const [adding, setAdding] = useState(false);
  const maySign = useMay(lead);
  const mayAdd = useMay(supervisor);
  const go = useGo();
  const sign = { label: 'New contract', keys: 'n', run: () => go(`/app/clients/${id}/contract/new`) };
  const add = { label: 'Add supplement', keys: 's', run: () => setAdding(true) };
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: id } });
  const has = (contracts.data ?? []).length > 0;
  return (
    <ClientFrame
      client={id}
      part="Contract"
      actions={[...(mayAdd && has && !adding ? [add] : []), ...(maySign ? [sign] : [])]}
    >
      {(client) => (
        <Loaded answer={contracts} lines={8}>
          {(contracts) =>
            contracts.length === 0 ? (
              <EmptyState title="No contract yet" {...(maySign ? { act: sign } : {})}>
                A contract says how many hours a month {client.name} has, for which technologies and at what
                fee. Recommended hours stand beside the form while you write it.
              </EmptyState>
            ) : (
              <Shown client={client} contracts={contracts} adding={adding} onAdded={() => setAdding(false)} />
            )
          }
        </Loaded>
      )}
    </ClientFrame>
  );
}

interface ShownProps {
  readonly client: Client;
  readonly contracts: readonly Contract[];
  readonly adding: boolean;
  readonly onAdded: () => void;
}

/** The contract that was chosen, or the one that matters today, with all there is to it. */
function Shown({ client, contracts, adding, onAdded }: ShownProps): ReactNode {
  const today = useToday(client.timeZone);
  const [chosen, choose] = useUrlState('contract', '');
  const contract = contracts.find(({ id }) => id === chosen) ?? atHand(contracts, today);
  if (!contract) return null;
  return (
    <div className={styles['stack']}>
      <ContractStrip contract={contract} today={today} />
      {adding && <SupplementPanel client={client} contract={contract} onDone={onAdded} />}
      <PackagesPanel contract={contract} today={today} />
      <TermsPanel contract={contract} />
      <ContractsPanel contracts={contracts} shown={contract} today={today} onShow={choose} />
    </div>
  );
}

/** The contract that runs; else the next to begin; else the one that ended last. Contracts come latest first. */
function atHand(contracts: readonly Contract[], today: string): Contract | undefined {
  return (
    contracts.find(({ start, end }) => start <= today && today < end) ??
    contracts.findLast(({ start }) => start > today) ??
    contracts[0]
  );
}
