import type { ReactNode } from 'react';
import { VerifyView } from './verify-view.tsx';

export function VerifyPage(): ReactNode {
  return <VerifyView quoteAt={({ clientId, quoteId }) => `/app/clients/${clientId}/quotes/${quoteId}`} />;
}
