import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { RightSizePanel } from '../../hours/ui/right-size-panel.tsx';
import { lead, reviewers, supervisor } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { QuoteOrigin } from '../../quotes/ui/quote-origin.tsx';
import { contractsApi } from '../api.ts';
import { ratesFor, type Contract } from '../contract.ts';
import { ChangePanel } from './change-panel.tsx';
import type { Advice } from './change-values.ts';
import { ChangesPanel } from './changes-panel.tsx';
import styles from './contract-page.module.css';
import { ContractStrip, dayShown } from './contract-strip.tsx';
import { ContractsPanel } from './contracts-panel.tsx';
import { PackagesPanel } from './packages-panel.tsx';
import { SupplementPanel } from './supplement-panel.tsx';
import { TermsPanel } from './terms-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import { WarningsNotice } from './warnings-notice.tsx';

/** What is being written beside the contract. */
type Open = 'supplement' | 'change' | 'renewal' | null;

export function ContractPage({ client: id }: { readonly client: string }): ReactNode {
  const [chosen, setOpen] = useState<Open>(null);
  const [hours, setHours] = useUrlState('hours', '');
  const maySign = useMay(lead);
  const mayAdd = useMay(supervisor);
  const mayChange = useMay(reviewers);
  const open = chosen ?? (mayChange && hours !== '' ? 'change' : null);
  const close = (): void => {
    setOpen(null);
    setHours('');
  };
  const go = useGo();
  const sign = { label: 'New contract', keys: 'n', run: () => go(`/app/clients/${id}/contract/new`) };
  const change = { label: 'Change this contract', keys: 'c', run: () => setOpen('change') };
  const renew = { label: 'Renew', keys: 'r', run: () => setOpen('renewal') };
  const add = { label: 'Add supplement', keys: 's', run: () => setOpen('supplement') };
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: id } });
  const has = (contracts.data ?? []).length > 0;
  return (
    <ClientFrame
      client={id}
      part="Contract"
      actions={[
        ...(mayChange && has && open === null ? [change, renew] : []),
        ...(mayAdd && has && open === null ? [add] : []),
        ...(maySign ? [sign] : []),
      ]}
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
              <Shown
                client={client}
                contracts={contracts}
                open={open}
                advice={{ hours, renews: open === 'renewal' }}
                onDone={close}
              />
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
  readonly open: Open;
  /** What a change is to begin with. */
  readonly advice: Advice;
  readonly onDone: () => void;
}

/** The contract that was chosen, or the one that matters today, with all there is to it. */
function Shown({ client, contracts, open, advice, onDone }: ShownProps): ReactNode {
  const today = useToday(client.timeZone);
  const [chosen, choose] = useUrlState('contract', '');
  const contract = contracts.find(({ id }) => id === chosen) ?? atHand(contracts, today);
  if (!contract) return null;
  return (
    <div className={styles['stack']}>
      {open === null && <WarningsNotice client={client.id} />}
      <ContractStrip contract={contract} today={today} />
      <QuoteOrigin contract={contract} />
      {open === 'supplement' && <SupplementPanel client={client} contract={contract} onDone={onDone} />}
      {(open === 'change' || open === 'renewal') && (
        <ChangePanel
          key={open + advice.hours}
          client={client}
          contract={contract}
          advice={advice}
          onDone={onDone}
        />
      )}
      <ChangesPanel contract={contract} />
      <PackagesPanel contract={contract} today={today} />
      {open === null && <RightSizePanel contract={contract} />}
      <VersionsPanel contract={contract} />
      <TermsPanel contract={{ ...contract, rates: ratesFor(contract, dayShown(contract, today)) }} />
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
