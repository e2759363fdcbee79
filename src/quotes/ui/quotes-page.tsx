import type { ReactNode } from 'react';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { quotesApi } from '../api.ts';
import { QuoteList } from './quote-list.tsx';

export function QuotesPage({ client: id }: { readonly client: string }): ReactNode {
  const quotes = useAnswer(quotesApi.listQuotes, { params: { client: id } });
  const go = useGo();
  const place = `/app/clients/${id}/quotes`;
  const mayDraft = useMay(lead);
  const draft = { label: 'New quote', keys: 'n', run: () => go(`${place}/new`) };
  const verify = { label: 'Verify a file', keys: 'v', run: () => go('/app/verify') };
  return (
    <ClientFrame
      client={id}
      part="Quotes"
      actions={[verify, ...(mayDraft ? [{ ...draft, primary: true }] : [])]}
    >
      {(client) => (
        <Loaded answer={quotes}>
          {(quotes) =>
            quotes.length === 0 ? (
              <EmptyState title="No quotes yet" {...(mayDraft ? { act: draft } : {})}>
                A quote shows {client.name} contracts to choose from, side by side. It is accepted in the
                portal, and the contract is signed with that.
              </EmptyState>
            ) : (
              <Panel title="Quotes" flush>
                <QuoteList quotes={quotes} at={place} />
              </Panel>
            )
          }
        </Loaded>
      )}
    </ClientFrame>
  );
}
