import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { contractsApi } from '../../contracts/api.ts';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { onboardingsApi } from '../api.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { KickOffPanel } from './kick-off-panel.tsx';
import styles from './onboarding.module.css';
import { PhaseBars } from './phase-bars.tsx';
import { PhaseLane } from './phase-lane.tsx';
import { SuccessCriteriaPanel } from './success-criteria-panel.tsx';

/** From kick-off to steady service: the phases, what must hold before each is closed, and what success is. */
export function ClientOnboardingPage({ client: id }: { readonly client: string }): ReactNode {
  const [beginning, setBeginning] = useState(false);
  const mayBegin = useMay(lead);
  const begin = { label: 'Begin an onboarding', keys: 'n', run: () => setBeginning(true) };
  return (
    <ClientFrame client={id} part="Onboarding" actions={mayBegin ? [begin] : []}>
      {(client) => (
        <div className={styles['stack']}>
          <Latest client={client} />
          {beginning && <BeginDialog client={client} onClose={() => setBeginning(false)} />}
        </div>
      )}
    </ClientFrame>
  );
}

function Latest({ client }: { readonly client: Client }): ReactNode {
  const today = useToday(client.timeZone);
  const found = useAnswer(onboardingsApi.listOnboardings, { query: { client: client.id, limit: 1 } });
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: client.id } });
  return (
    <>
      <Loaded answer={found} lines={8}>
        {({ items: [latest] }) =>
          latest ? (
            <Whole id={latest.id} />
          ) : (
            <EmptyState title={`No onboarding of ${client.name}`}>
              {contracts.data?.length === 0
                ? 'It begins for a contract. Sign one first.'
                : 'Begin one, and its tasks and days are made from its package and environment.'}
            </EmptyState>
          )
        }
      </Loaded>
      <SuccessCriteriaPanel client={client.id} today={today} />
    </>
  );
}

function Whole({ id }: { readonly id: string }): ReactNode {
  const onboarding = useAnswer(onboardingsApi.showOnboarding, { params: { onboarding: id } });
  return (
    <Loaded answer={onboarding} lines={12}>
      {(found) => (
        <>
          <Panel title={`Onboarding for ${found.contractNumber}`}>
            <PhaseBars onboarding={found} />
            <p className="note">Documentation: {found.lengthReason}</p>
          </Panel>
          <div className={styles['lanes']}>
            {found.phases.map((standing) => (
              <PhaseLane key={standing.phase} onboarding={found} standing={standing} />
            ))}
          </div>
          <KickOffPanel onboarding={found} />
        </>
      )}
    </Loaded>
  );
}
