import type { ReactNode } from 'react';
import { Banner } from '../../web/kit/banner.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { quotesApi } from '../api.ts';
import { QuoteList } from './quote-list.tsx';

/** The quotes a client was sent, the latest first; silent while there is none. */
export function PortalQuotesPanel({ client }: { readonly client: string }): ReactNode {
  const quotes = useAnswer(quotesApi.listQuotes, { params: { client } });
  if (!quotes.data || quotes.data.length === 0) return null;
  return (
    <Panel
      title="Quotes"
      acts={
        <small>
          <PageLink to="/portal/verify">Verify a file</PageLink>
        </small>
      }
      flush
    >
      <QuoteList quotes={quotes.data} at="/portal/quotes" />
    </Panel>
  );
}

/** What waits for the client's answer; silent while nothing does. */
export function QuoteBanner({ client }: { readonly client: string }): ReactNode {
  const quotes = useAnswer(quotesApi.listQuotes, { params: { client } });
  const open = (quotes.data ?? []).filter(({ state }) => state === 'sent');
  return open.map(({ id, number, validUntil, options }) => (
    <Banner key={id}>
      <PageLink to={`/portal/quotes/${id}`}>Quote {number}</PageLink> waits for your answer until{' '}
      {dayWords(validUntil)}: {options.map(({ name }) => name).join(', ')}.
    </Banner>
  ));
}
