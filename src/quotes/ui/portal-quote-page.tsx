import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { quotesApi } from '../api.ts';
import type { Quote } from '../quote.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { QuoteFiles } from './quote-files.tsx';
import styles from './quote-page.module.css';
import { QuoteStatePill, standing } from './quote-words.tsx';

/** What a client is offered, to compare, accept or decline. */
export function PortalQuotePage({ quote: id }: { readonly quote: string }): ReactNode {
  const answer = useAnswer(quotesApi.getQuote, { params: { quote: id } });
  return (
    <Loaded answer={answer} whole>
      {(quote) => <Offered quote={quote} />}
    </Loaded>
  );
}

function Offered({ quote }: { readonly quote: Quote }): ReactNode {
  const { id, number, state, mayAnswer, options, words, outcome } = quote;
  const [accepting, accept] = useState<number | null>(null);
  const [declining, decline] = useState(false);
  return (
    <>
      <PageHeader
        title={`Quote ${number}`}
        crumbs={[{ label: 'Contract', to: '/portal/contract' }]}
        actions={mayAnswer ? [{ label: 'Decline', keys: 'd', run: () => decline(true) }] : []}
      />
      <div className={styles['stack']}>
        <Panel title="Options" acts={<QuoteStatePill state={state} />} flush>
          <div className={styles['about']}>
            <p>{standing(quote)}</p>
            {words !== '' && <p className={styles['words']}>{words}</p>}
            {outcome?.acceptance && (
              <p>
                Contract {options[outcome.acceptance.option - 1]?.contract.number} is signed. The files below
                prove it.
              </p>
            )}
            {state === 'sent' && !mayAnswer && (
              <p className="note">
                An executive of yours, or a contact who may sign contracts, answers this.
              </p>
            )}
          </div>
          <ComparisonTable quote={quote} onAccept={mayAnswer ? accept : undefined} />
        </Panel>
        <QuoteFiles quote={quote} verifyAt="/portal/verify" />
      </div>
      {accepting !== null && <AcceptDialog quote={quote} option={accepting} onClose={() => accept(null)} />}
      {declining && (
        <ReasonDialog
          title={`Decline quote ${number}`}
          act="Decline the quote"
          label="Why"
          route={quotesApi.declineQuote}
          request={(reason) => ({ params: { quote: id }, body: { reason } })}
          refreshes={[quotesApi.getQuote, quotesApi.listQuotes]}
          done={() => 'Declined; your team is told.'}
          onClose={() => decline(false)}
        />
      )}
    </>
  );
}
