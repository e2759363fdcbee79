import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { PortalQuotesPanel } from '../../quotes/ui/portal-quotes-panel.tsx';
import { contractsApi } from '../api.ts';
import type { ChangeRequest } from '../change-request.ts';
import { AgreeDialog, changeTones, Effect, standing } from './changes-panel.tsx';
import styles from './changes.module.css';
import page from './contract-page.module.css';
import { VersionsPanel } from './versions-panel.tsx';

/** What a client is asked about its contract, and what the contract was and is. */
export function PortalContractPage(): ReactNode {
  const client = useMe().person.clientId ?? '';
  const requests = useAnswer(contractsApi.listChangeRequests, { params: { client } });
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client } });
  return (
    <>
      <PageHeader title="Contract" />
      <Loaded answer={requests} lines={6}>
        {(found) => (
          <div className={page['stack']}>
            <PortalQuotesPanel client={client} />
            {found.length === 0 && (
              <EmptyState title="No changes proposed">
                When your contract is to change, you read here what would be other and what it costs, and say
                yes or no.
              </EmptyState>
            )}
            {found.map((request) => (
              <Proposal key={request.id} request={request} />
            ))}
            {(contracts.data ?? []).map((contract) => (
              <VersionsPanel key={contract.id} contract={contract} />
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Proposal({ request }: { readonly request: ChangeRequest }): ReactNode {
  const { id, state, reason, effectiveDay, consents } = request;
  const { roles } = useMe().person;
  const [asking, ask] = useState<'agree' | 'decline' | null>(null);
  const isAsked = state === 'proposed' && consents.every(({ side }) => side !== 'client');
  const mayAnswer = roles.includes('client-executive');
  return (
    <Panel title={reason} acts={<StatePill tone={changeTones[state]}>{state}</StatePill>}>
      <div className={styles['effect']}>
        <span className="note">
          From {dayWords(effectiveDay)}. {standing(request)}
        </span>
        <Effect id={id} />
        {isAsked && !mayAnswer && <span>An executive of yours answers this.</span>}
        {isAsked && mayAnswer && (
          <div className={styles['acts']}>
            <Button onClick={() => ask('agree')}>Agree</Button>
            <Button variant="default" onClick={() => ask('decline')}>
              Decline
            </Button>
          </div>
        )}
      </div>
      {asking === 'agree' && <AgreeDialog request={request} onClose={() => ask(null)} />}
      {asking === 'decline' && (
        <ReasonDialog
          title={`Decline: ${reason}`}
          act="Decline the change"
          label="Why"
          route={contractsApi.declineChange}
          request={(why) => ({ params: { changeRequest: id }, body: { reason: why } })}
          refreshes={[contractsApi.listChangeRequests]}
          done={() => 'Declined; your contract stays as it is.'}
          onClose={() => ask(null)}
        />
      )}
    </Panel>
  );
}
