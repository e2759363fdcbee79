import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { ProofView } from './proof-view.tsx';

export function PortalProofPage(): ReactNode {
  const client = useMe().person.clientId ?? '';
  const found = useAnswer(clientsApi.getClient, { params: { client } });
  return (
    <>
      <PageHeader title="Proof of coverage" crumbs={[{ label: 'Coverage', to: '/portal/coverage' }]} />
      <Loaded answer={found} lines={12}>
        {({ timeZone }) => <ProofView client={client} timeZone={timeZone} />}
      </Loaded>
    </>
  );
}
