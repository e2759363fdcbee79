import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { ClientBoard } from './client-board.tsx';

/** The client's own coverage: what is done for it, and its own duties, month by month. */
export function PortalCoveragePage(): ReactNode {
  const { person, provider } = useMe();
  const client = person.clientId ?? '';
  const found = useAnswer(clientsApi.getClient, { params: { client } });
  const go = useGo();
  return (
    <>
      <PageHeader
        title="Coverage"
        actions={[{ label: 'Prove coverage', keys: 'p', run: () => go('/portal/coverage/proof') }]}
      />
      <Loaded answer={found} lines={16}>
        {({ timeZone }) => (
          <ClientBoard
            client={client}
            timeZone={timeZone}
            pageOf={({ owner, end }) => (owner === 'client' && end === null ? '/portal/duties' : null)}
            empty={
              <EmptyState title="Nothing is planned in these months">
                Once {provider.name} has planned what is done for you, each activity stands here with what
                became of it, month by month.
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </>
  );
}
