import type { ReactNode } from 'react';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { ProofView } from './proof-view.tsx';

export function ProofPage({ client }: { readonly client: string }): ReactNode {
  return (
    <ClientFrame client={client} part="Coverage">
      {({ timeZone }) => <ProofView client={client} timeZone={timeZone} />}
    </ClientFrame>
  );
}
