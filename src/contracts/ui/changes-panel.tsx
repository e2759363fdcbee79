import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { changePreviewApi } from '../../hours/change-preview-api.ts';
import { finance, mayCall, reviewers, supervisor } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { contractsApi } from '../api.ts';
import { needsFinance, needsSupervisor, type ChangeRequest } from '../change-request.ts';
import type { Contract } from '../contract.ts';
import { ChangeBench } from './change-bench.tsx';
import { ChangeEffect } from './change-effect.tsx';
import styles from './changes.module.css';

const refreshes = [
  contractsApi.listChangeRequests,
  contractsApi.listVersions,
  contractsApi.listClientContracts,
  contractsApi.getContract,
];

/** The change requests of a contract, the latest first, each with what can be done with it; silent while there is none. */
export function ChangesPanel({ contract }: { readonly contract: Contract }): ReactNode {
  const requests = useAnswer(contractsApi.listChangeRequests, {
    params: { client: contract.clientId },
    query: { contract: contract.id },
  });
  if (!requests.data || requests.data.length === 0) return null;
  return (
    <Panel title="Change requests" flush>
      <ul className={styles['list']}>
        {requests.data.map((request) => (
          <Row key={request.id} request={request} />
        ))}
      </ul>
    </Panel>
  );
}

export const changeTones = {
  drafted: 'neutral',
  proposed: 'info',
  agreed: 'ok',
  declined: 'bad',
  withdrawn: 'neutral',
} as const;

type Asking = 'effect' | 'agree' | 'record' | 'withdraw';

function Row({ request }: { readonly request: ChangeRequest }): ReactNode {
  const { id, state, reason, effectiveDay, drafted, parts, consents } = request;
  const { person } = useMe();
  const [asking, ask] = useState<Asking | null>(null);
  const propose = useAct(contractsApi.proposeChange, { refreshes, done: () => 'The change is proposed.' });
  const isOpen = state === 'drafted' || state === 'proposed';
  const lacks = (side: 'client' | 'provider'): boolean =>
    state === 'proposed' && consents.every((consent) => consent.side !== side);
  const mayAgree =
    (!needsFinance(parts) || mayCall(person.roles, finance)) &&
    (!needsSupervisor(parts) || mayCall(person.roles, supervisor));
  const close = (): void => ask(null);
  return (
    <li>
      <div>
        <p>
          <strong>{reason}</strong>
        </p>
        <p className="note">
          From {dayWords(effectiveDay)}, drafted by {drafted.byName}. {standing(request)}
        </p>
      </div>
      <StatePill tone={changeTones[state]}>{state}</StatePill>
      <div className={styles['acts']}>
        <Button size="compact-sm" variant="default" onClick={() => ask('effect')}>
          What it comes to
        </Button>
        {state === 'drafted' && mayCall(person.roles, reviewers) && (
          <Button
            size="compact-sm"
            loading={propose.busy}
            onClick={() => void propose.act({ params: { changeRequest: id } })}
          >
            Propose to the client
          </Button>
        )}
        {lacks('provider') && mayAgree && (
          <Button size="compact-sm" onClick={() => ask('agree')}>
            Agree for the provider
          </Button>
        )}
        {lacks('client') && mayCall(person.roles, supervisor) && (
          <Button size="compact-sm" variant="default" onClick={() => ask('record')}>
            Record the client’s consent
          </Button>
        )}
        {isOpen && mayCall(person.roles, reviewers) && (
          <Button size="compact-sm" variant="subtle" onClick={() => ask('withdraw')}>
            Withdraw
          </Button>
        )}
      </div>
      {propose.refused && <RefusalNotice error={propose.refused} />}
      {asking === 'effect' && (
        <Dialog open title={reason} onClose={close}>
          <Effect id={id} />
          {isOpen && <ChangeBench request={request} />}
        </Dialog>
      )}
      {asking === 'agree' && <AgreeDialog request={request} onClose={close} />}
      {asking === 'record' && (
        <ReasonDialog
          title="The client agreed elsewhere"
          act="Record the client’s consent"
          label="How the client agreed"
          named="note"
          route={contractsApi.recordConsent}
          request={(note) => ({ params: { changeRequest: id }, body: { note } })}
          refreshes={refreshes}
          done={() => 'The consent of the client is recorded.'}
          onClose={close}
        />
      )}
      {asking === 'withdraw' && (
        <ReasonDialog
          title="Take this change back"
          act="Withdraw the change"
          label="Why"
          route={contractsApi.withdrawChange}
          request={(why) => ({ params: { changeRequest: id }, body: { reason: why } })}
          refreshes={refreshes}
          done={() => 'The change is withdrawn.'}
          onClose={close}
        />
      )}
    </li>
  );
}

/** Who has said what, in a sentence. */
export function standing({ consents, outcome, proposed }: ChangeRequest): string {
  if (outcome?.kind === 'agreed') return `Version ${outcome.version}, agreed by both sides.`;
  if (outcome) return `${outcome.byName} ${outcome.kind} it: ${outcome.reason}.`;
  if (!proposed) return 'The client does not see it yet.';
  const given = consents.map(({ side, byName }) => `${byName} agreed for the ${side}.`);
  return given.length > 0 ? given.join(' ') : 'Nobody has agreed yet.';
}

export function Effect({ id }: { readonly id: ChangeRequest['id'] }): ReactNode {
  const preview = useAnswer(changePreviewApi.previewChangeRequest, { params: { changeRequest: id } });
  return (
    <Loaded answer={preview} lines={6}>
      {(found) => <ChangeEffect preview={found} />}
    </Loaded>
  );
}

/** Says yes, after what it does is in sight. More hours need the word of the supervisor that people are available. */
export function AgreeDialog({
  request,
  onClose,
}: {
  readonly request: ChangeRequest;
  readonly onClose: () => void;
}): ReactNode {
  const { clientId } = useMe().person;
  const { act, busy, refused } = useAct(contractsApi.agreeToChange, {
    refreshes,
    done: ({ state }) =>
      state === 'agreed' ? 'The contract is changed.' : 'Agreed; the other side is asked.',
  });
  const addsHours = clientId === null && request.parts.some(({ kind }) => kind === 'supplement');
  const agree = async (): Promise<void> => {
    const body = { availabilityAcknowledged: addsHours };
    if (await act({ params: { changeRequest: request.id }, body })) onClose();
  };
  return (
    <Dialog open title={`Agree to: ${request.reason}`} onClose={onClose}>
      <Effect id={request.id} />
      {clientId === null && <ChangeBench request={request} />}
      {addsHours && (
        <p>
          By agreeing you say that people are available for these hours; your name stays with the package.
        </p>
      )}
      {refused && <RefusalNotice error={refused} />}
      <div className={styles['acts']}>
        <Button loading={busy} onClick={() => void agree()}>
          Agree to the change from {dayWords(request.effectiveDay)}
        </Button>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
