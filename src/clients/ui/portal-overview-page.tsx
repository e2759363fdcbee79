import type { ReactNode } from 'react';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';

export function PortalOverviewPage(): ReactNode {
  const { provider } = useMe();
  return (
    <>
      <PageHeader title="Overview" />
      <p>Your service with {provider.name}.</p>
    </>
  );
}
