import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { portal, reviewers } from '../../people/access.ts';
import { momentWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { disputeApi } from '../dispute-api.ts';
import type { Dispute, DisputeMessage, Side } from '../dispute.ts';
import { SettleDialog } from './settle-dialog.tsx';
import styles from './disputes.module.css';

interface Props {
  readonly dispute: Dispute;
  readonly timeZone: string;
}

/** A dispute as both sides read it: what was written, and either the place to write on or how it ended. */
export function DisputeThread({ dispute, timeZone }: Props): ReactNode {
  const { state } = dispute;
  return (
    <section
      className={styles['thread']}
      aria-label={`Dispute of line ${dispute.position}`}
      data-open={state.state === 'open'}
    >
      {state.state === 'open' ? (
        <>
          <p className={styles['head']}>
            <strong>Disputed</strong>
            <Waits side={state.waitsFor} />
          </p>
          <Messages messages={dispute.messages} timeZone={timeZone} />
          <Answering dispute={dispute} />
        </>
      ) : (
        <>
          <p className={styles['head']}>
            <strong>Dispute</strong>
            <StatePill tone="ok">settled</StatePill>
            <Outcome dispute={dispute} />
          </p>
          <p className={styles['words']}>{state.words}</p>
          <p className={styles['by']}>
            {state.settledByName}, {momentWords(state.settledAt, timeZone)}
          </p>
          <details className={styles['earlier']}>
            <summary>What was written before</summary>
            <Messages messages={dispute.messages} timeZone={timeZone} />
          </details>
        </>
      )}
    </section>
  );
}

/** Whose turn it is, as the reader sees it. */
export function Waits({ side }: { readonly side: Side }): ReactNode {
  const { person } = useMe();
  const own = person.clientId === null ? 'provider' : 'client';
  return (
    <StatePill tone={side === own ? 'warn' : 'info'}>
      waits for {side === own ? 'you' : `the ${side}`}
    </StatePill>
  );
}

function Messages({
  messages,
  timeZone,
}: {
  readonly messages: readonly DisputeMessage[];
  readonly timeZone: string;
}): ReactNode {
  return (
    <ol className={styles['messages']}>
      {messages.map(({ writtenByName, writtenAt, words, side }) => (
        <li key={`${writtenAt} ${words}`} data-side={side}>
          <p className={styles['by']}>
            <strong>{writtenByName}</strong>, {momentWords(writtenAt, timeZone)}
          </p>
          <p className={styles['words']}>{words}</p>
        </li>
      ))}
    </ol>
  );
}

/** What it ended in: the credit or debit with where it is billed, or an answer alone. */
function Outcome({ dispute: { state, currency } }: { readonly dispute: Dispute }): ReactNode {
  const { person } = useMe();
  if (state.state === 'open') return null;
  if (!state.adjustment) return <span>with an answer</span>;
  const { amount, state: billed } = state.adjustment;
  const at = person.clientId === null ? '/app/invoices' : '/portal/invoices';
  return (
    <span>
      {moneyFigure(amount.replace('-', ''), currency)} {amount.startsWith('-') ? 'credited' : 'charged'},{' '}
      {billed.state === 'waiting' ? (
        'on the next invoice'
      ) : (
        <>
          on <PageLink to={`${at}/${billed.invoiceNumber}`}>{billed.invoiceNumber}</PageLink>, line{' '}
          {billed.line}
        </>
      )}
    </span>
  );
}

/** Where the reader writes on, and for staff where the dispute is settled. */
function Answering({ dispute }: { readonly dispute: Dispute }): ReactNode {
  const { person } = useMe();
  const [maySettle, isClient] = [useMay(reviewers), useMay(portal)];
  const [settling, setSettling] = useState(false);
  const form = useActForm({
    initial: { words: '' },
    route: disputeApi.replyToDispute,
    request: (body: { words: string }) => ({ params: { dispute: dispute.id }, body }),
    refreshes: [disputeApi.listDisputes],
    stale: [disputeApi.listDisputes],
    done: () => `${person.clientId === null ? dispute.clientName : 'Your provider'} is told.`,
    next: () => form.form.reset(),
  });
  if (!maySettle && !isClient) return null;
  return (
    <div className={styles['answering']}>
      <Form form={form} act="Reply">
        <Textarea label="Reply" autosize minRows={2} {...form.form.getInputProps('words')} name="words" />
      </Form>
      {maySettle && (
        <Button variant="default" className={styles['settle'] ?? ''} onClick={() => setSettling(true)}>
          Settle the dispute
        </Button>
      )}
      {settling && <SettleDialog dispute={dispute} onClose={() => setSettling(false)} />}
    </div>
  );
}
