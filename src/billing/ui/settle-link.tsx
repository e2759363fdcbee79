import type { ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';

/** Leads to where a client's exceptions are settled; for who may not settle any, says who does. */
export function SettleLink({ client }: { readonly client: string }): ReactNode {
  return useMay(lead) ? (
    <PageLink to={`/app/approvals?client=${client}`}>Settle</PageLink>
  ) : (
    <span className="quiet">A CSDM or the supervisor settles this.</span>
  );
}
