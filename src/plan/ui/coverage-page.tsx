import type { ReactNode } from 'react';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { ClientBoard } from './client-board.tsx';

/** What became of each activity that was planned for a client, month by month. */
export function CoveragePage({ client }: { readonly client: string }): ReactNode {
  const go = useGo();
  const prove = {
    label: 'Prove coverage',
    keys: 'p',
    run: () => go(`/app/clients/${client}/coverage/proof`),
  };
  return (
    <ClientFrame client={client} part="Coverage" actions={[prove]}>
      {({ timeZone }) => (
        <ClientBoard
          client={client}
          timeZone={timeZone}
          pageOf={({ id }) => `/app/work/${id}`}
          empty={
            <EmptyState title="Nothing is planned in these months">
              A contract’s plan says which of the 53 activities are done for this client, by whom and how
              often. Once it is made, this board shows for each activity and month what was done, what shows
              it, and what is overdue.
            </EmptyState>
          }
        />
      )}
    </ClientFrame>
  );
}
