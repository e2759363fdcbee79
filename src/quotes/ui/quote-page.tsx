import { Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { lead, supervisor } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { quotesApi } from '../api.ts';
import { addsHours, type Quote } from '../quote.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { QuoteFiles } from './quote-files.tsx';
import styles from './quote-page.module.css';
import { QuoteStatePill, standing } from './quote-words.tsx';

const refreshes = [quotesApi.getQuote, quotesApi.listQuotes];

export function QuotePage({
  client,
  quote: id,
}: {
  readonly client: string;
  readonly quote: string;
}): ReactNode {
  const answer = useAnswer(quotesApi.getQuote, { params: { quote: id } });
  const [asking, ask] = useState<'send' | 'withdraw' | null>(null);
  const mayAct = useMay(lead);
  const isSupervisor = useMay(supervisor);
  const quote = answer.data;
  const needsWord = quote?.options.some(addsHours) ?? false;
  const isOpen = mayAct && (quote?.state === 'drafted' || quote?.state === 'sent');
  const maySend = mayAct && quote?.state === 'drafted' && (isSupervisor || !needsWord);
  return (
    <ClientFrame
      client={client}
      part={quote ? `Quote ${quote.number}` : 'Quote'}
      actions={[
        ...(isOpen ? [{ label: 'Withdraw', keys: 'w', run: () => ask('withdraw') }] : []),
        ...(maySend
          ? [{ label: 'Send to the client', keys: 's', run: () => ask('send'), primary: true }]
          : []),
      ]}
    >
      {() => (
        <Loaded answer={answer} lines={8}>
          {(quote) => (
            <div className={styles['stack']}>
              <Panel title={`Quote ${quote.number}`} acts={<QuoteStatePill state={quote.state} />} flush>
                <div className={styles['about']}>
                  <p>{standing(quote)}</p>
                  {quote.state === 'drafted' && needsWord && !isSupervisor && (
                    <p className="note">
                      A supervisor sends it, because only they can say that there are people for the
                      supplements.
                    </p>
                  )}
                  {quote.outcome?.acceptance && (
                    <p>
                      <PageLink
                        to={`/app/clients/${client}/contract?contract=${quote.outcome.acceptance.contractId}`}
                      >
                        The contract that was signed with it
                      </PageLink>
                    </p>
                  )}
                  {quote.words !== '' && <p className={styles['words']}>{quote.words}</p>}
                </div>
                <ComparisonTable quote={quote} />
              </Panel>
              <QuoteFiles quote={quote} verifyAt="/app/verify" />
              {asking === 'send' && <SendDialog quote={quote} onClose={() => ask(null)} />}
              {asking === 'withdraw' && (
                <ReasonDialog
                  title={`Withdraw quote ${quote.number}`}
                  act="Withdraw the quote"
                  label="Why"
                  route={quotesApi.withdrawQuote}
                  request={(reason) => ({ params: { quote: quote.id }, body: { reason } })}
                  refreshes={refreshes}
                  done={() => 'The quote is withdrawn.'}
                  onClose={() => ask(null)}
                />
              )}
            </div>
          )}
        </Loaded>
      )}
    </ClientFrame>
  );
}

/** Asks before the client sees it; the supervisor says here that there are people for the supplements. */
function SendDialog({ quote, onClose }: { readonly quote: Quote; readonly onClose: () => void }): ReactNode {
  const needsWord = quote.options.some(addsHours);
  const [availabilityAcknowledged, acknowledge] = useState(false);
  const { act, busy, refused } = useAct(quotesApi.sendQuote, {
    refreshes,
    done: ({ number }) => `Quote ${number} is sent.`,
  });
  const send = async (): Promise<void> => {
    if (await act({ params: { quote: quote.id }, body: { availabilityAcknowledged } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Send quote ${quote.number} to ${quote.clientName}?`}
      act="Send the quote"
      onAct={() => void send()}
      onClose={onClose}
      busy={busy}
      refused={refused}
    >
      <p>
        Everybody of {quote.clientName} sees it in the portal from now on, and whoever may sign is told by
        mail. It can be accepted until {dayWords(quote.validUntil)} and is not changed any more.
      </p>
      {needsWord && (
        <Checkbox
          label="There are people for the supplements of every option"
          description="Your name and the moment stay with the supplements of the option that is accepted."
          checked={availabilityAcknowledged}
          onChange={(event) => acknowledge(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
