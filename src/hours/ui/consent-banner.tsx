import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { hoursApi } from '../api.ts';
import { consentApi } from '../consent-api.ts';
import type { Consent } from '../consent.ts';
import styles from './overage-panel.module.css';

/** What the client is asked to agree to, to be answered with one click; not there when nothing is asked. */
export function ConsentBanner({ client }: { readonly client: Client }): ReactNode {
  const consents = useAnswer(consentApi.listConsents, { params: { client: client.id } });
  const open = (consents.data ?? []).filter(({ answer }) => answer === null);
  return open.map((consent) => <Asked key={consent.id} consent={consent} />);
}

function Asked({ consent }: { readonly consent: Consent }): ReactNode {
  const { id, clientId, contractId, month, minutes, amount, rate, currency, reason } = consent;
  const overage = useAnswer(consentApi.showOverageCap, {
    params: { client: clientId, month },
    query: { contract: contractId },
  });
  const { act, busy, refused } = useAct(consentApi.answerConsent, {
    refreshes: [consentApi.listConsents, consentApi.showOverageCap, hoursApi.getMonthHours],
    done: ({ answer }) =>
      answer?.answer === 'agreed' ? 'Agreed; your team goes on.' : 'Declined; your team is told.',
  });
  const price = moneyFigure(amount, currency);
  const answer = (said: 'agreed' | 'declined') =>
    void act({ params: { consent: id }, body: { answer: said } });
  return (
    <section className={styles['asked']} aria-label="Your consent is asked">
      <h2>
        {hoursWords(minutes)} of further work in {monthWords(month)} for {price}?
      </h2>
      <p>
        {reason}. The hours of your packages do not cover it; the price is {moneyFigure(rate, currency)} an
        hour.
        {overage.data?.standing && ` So far: ${overage.data.standing.words}`}
      </p>
      {refused && <RefusalNotice error={refused} />}
      {overage.data?.mayAnswer ? (
        <div className={styles['acts']}>
          <Button loading={busy} onClick={() => answer('agreed')}>
            Agree to {price}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => answer('declined')}>
            Decline
          </Button>
        </div>
      ) : (
        <p>An executive of yours, or a contact who may approve overage, answers this.</p>
      )}
    </section>
  );
}
