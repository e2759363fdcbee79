import type { ReactNode } from 'react';
import type { Contract } from '../../contracts/contract.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { quotesApi } from '../api.ts';

/** The quote that a contract was signed by accepting; silent where there was none. */
export function QuoteOrigin({ contract }: { readonly contract: Contract }): ReactNode {
  const quotes = useAnswer(quotesApi.listQuotes, { params: { client: contract.clientId } });
  const quote = quotes.data?.find(({ outcome }) => outcome?.acceptance?.contractId === contract.id);
  if (!quote) return null;
  return (
    <p className="quiet">
      Signed by {quote.outcome?.acceptance?.signedName} with quote{' '}
      <PageLink to={`/app/clients/${contract.clientId}/quotes/${quote.id}`}>{quote.number}</PageLink>.
    </p>
  );
}
