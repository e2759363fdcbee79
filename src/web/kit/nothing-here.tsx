import type { ReactNode } from 'react';
import { PageLink } from './link.tsx';
import { PageHeader } from './page-header.tsx';

/** Where an address leads nowhere, or to something that is not the reader's to see; it does not say which. */
export function NothingHere(): ReactNode {
  const home = location.pathname.startsWith('/portal') ? '/portal' : '/app';
  return (
    <>
      <PageHeader title="There is nothing here" />
      <p>
        The page has moved, never was, or is not yours to see. Check the address, or{' '}
        <PageLink to={home}>start from your first page</PageLink>.
      </p>
    </>
  );
}
