import type { ReactNode } from 'react';
import { VerifyView } from './verify-view.tsx';

export function PortalVerifyPage(): ReactNode {
  return <VerifyView quoteAt={({ quoteId }) => `/portal/quotes/${quoteId}`} />;
}
