import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Authority, Contact } from '../../clients/contact.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords, momentWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { plansApi } from '../api.ts';
import type { Duty, OccurrenceDetail } from '../occurrence.ts';
import { Checklist, occurrenceRefreshes } from './checklist-panel.tsx';
import styles from './coverage.module.css';
import { EvidenceDialog, EvidenceList } from './evidence-panel.tsx';
import { stateTones } from './plan-words.ts';

/** What a client has to do itself: what is open, overdue first, done where it stands; and what it did. */
export function PortalDutiesPage(): ReactNode {
  const { person, provider } = useMe();
  const params = { client: person.clientId ?? '' };
  const open = useAnswer(plansApi.listDuties, { params, query: {} });
  const ended = useAnswer(plansApi.listDuties, { params, query: { which: 'ended' } });
  return (
    <>
      <PageHeader title="Duties" />
      <div className={styles['stack']}>
        <Loaded answer={open} lines={6}>
          {(duties) =>
            duties.length === 0 ? (
              <EmptyState title="Nothing to do">
                What {provider.name} needs of you, such as a review of who may decide for you, stands here
                from five weeks before it is due.
              </EmptyState>
            ) : (
              duties.map((duty) => <DutyPanel key={duty.id} duty={duty} />)
            )
          }
        </Loaded>
        <Panel title="Done and waived">
          <Loaded answer={ended}>{(duties) => <Ended duties={duties} />}</Loaded>
        </Panel>
      </div>
    </>
  );
}

function DutyPanel({ duty }: { readonly duty: Duty }): ReactNode {
  const { id, row, name, dueDay, state, holdsUp, evidenceWords } = duty;
  const { provider } = useMe();
  const detail = useAnswer(plansApi.getOccurrence, { params: { occurrence: id } });
  const isAttested = duty.owner !== 'client' && duty.evidenced;
  return (
    <Panel title={name} acts={<StatePill tone={stateTones[state]}>{state}</StatePill>}>
      <div className={styles['stack']}>
        <p className={styles['quiet']}>
          Due {dayWords(dueDay, { withWeekday: true })}.{evidenceWords && ` What it takes: ${evidenceWords}.`}
        </p>
        {holdsUp !== null && (
          <p className={styles['held']}>
            <b>What this holds up:</b> {holdsUp}
          </p>
        )}
        {isAttested ? (
          <p>You attested to this. {provider.name} reviews it and closes it.</p>
        ) : (
          <Loaded answer={detail}>
            {(occurrence) => (
              <>
                {row === contactsRow && <Contacts client={occurrence.clientId} />}
                <Work duty={duty} occurrence={occurrence} />
              </>
            )}
          </Loaded>
        )}
      </div>
    </Panel>
  );
}

/** The review of authorized contacts, for which the list of them is shown. */
const contactsRow = 26;

const usualWords: Readonly<Record<number, string>> = {
  [contactsRow]: 'These contacts, and what each may decide for us, are as they should be.',
  52: 'We reviewed who may reach the covered systems. It is as it should be.',
};

interface WorkProps {
  readonly duty: Duty;
  readonly occurrence: OccurrenceDetail;
}

/** What is said in words is said and done in one go; all else is shown by a link or a file first. */
function Work({ duty, occurrence }: WorkProps): ReactNode {
  const { id, row, name, owner, evidence } = duty;
  const [words, setWords] = useState(usualWords[row] ?? '');
  const [shows, setShows] = useState(false);
  const done = () => `${name}: thank you.`;
  const attesting = useAct(plansApi.giveEvidence, { refreshes: occurrenceRefreshes, done });
  const completing = useAct(plansApi.completeOccurrence, { refreshes: occurrenceRefreshes, done });
  const params = { occurrence: id };
  const kind = evidence === 'attestation' || evidence === 'statement' ? evidence : null;
  const isOwn = owner === 'client';
  const label = kind === 'attestation' ? 'Attest' : 'Mark done';
  const act = (): void => {
    if (kind === null) void completing.act({ params, body: { evidence: null } });
    else if (isOwn) void completing.act({ params, body: { evidence: { kind, words } } });
    else void attesting.act({ params, body: { kind, words } });
  };
  return (
    <>
      {occurrence.checklist.length > 0 && <Checklist occurrence={occurrence} />}
      {kind !== null && (
        <Textarea
          label={kind === 'attestation' ? 'What you attest to' : 'What was done'}
          autosize
          minRows={2}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      )}
      {kind === null && evidence !== null && evidence !== 'checklist' && (
        <>
          <EvidenceList occurrence={occurrence} />
          <Button variant="default" onClick={() => setShows(true)}>
            Give evidence
          </Button>
        </>
      )}
      <RefusalNotice error={attesting.refused ?? completing.refused} />
      <div>
        <Button onClick={act} loading={attesting.busy || completing.busy} aria-label={`${label}: ${name}`}>
          {label}
        </Button>
      </div>
      {shows && <EvidenceDialog occurrence={occurrence} onClose={() => setShows(false)} />}
    </>
  );
}

const authorityWords: Readonly<Record<Authority, string>> = {
  'approve-change': 'approves changes',
  'approve-overage': 'approves overage',
  'sign-contract': 'signs contracts',
  'request-work': 'asks for work',
};

/** Who stands on the list that is attested to; those who left are left out. */
function Contacts({ client }: { readonly client: string }): ReactNode {
  const { provider } = useMe();
  const contacts = useAnswer(clientsApi.listContacts, { params: { client } });
  return (
    <Loaded answer={contacts}>
      {(contacts) => {
        const current = contacts.filter(({ endedAt }) => endedAt === null);
        if (current.length === 0)
          return <p>Nobody is on the list. Tell {provider.name} who may decide for you before you attest.</p>;
        return (
          <ul className={styles['lines']} aria-label="Contacts">
            {current.map((contact) => (
              <li key={contact.id}>
                <b>{contact.name}</b>
                {contact.title && `, ${contact.title}`}, {contact.email}: {mayWords(contact)}
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

const mayWords = ({ authority }: Contact): string =>
  authority.map((one) => authorityWords[one]).join(', ') || 'decides nothing';

function Ended({ duties }: { readonly duties: readonly Duty[] }): ReactNode {
  const { timeZone } = useMe().provider;
  if (duties.length === 0) return <p className={styles['quiet']}>Nothing was done yet.</p>;
  return (
    <ul className={styles['lines']}>
      {duties.map(({ id, name, dueDay, state, end }) => (
        <li key={id} className={styles['top']}>
          <span>
            {name}, due {dayWords(dueDay)}
            {end && `; ${end.by.name}, ${momentWords(end.at, timeZone)}`}
          </span>
          <StatePill tone={stateTones[state]}>{state}</StatePill>
        </li>
      ))}
    </ul>
  );
}
