import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import type { PageAction } from '../../web/kit/page-header.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { ClientHeader } from './client-header.tsx';

interface Props {
  /** The client's id, as it stands in the address. */
  readonly client: string;
  /** Which of the client's pages this is, by its label in `client-places.ts`: `Contract`. */
  readonly part?: string;
  readonly actions?: readonly PageAction[];
  readonly children: (client: Client) => ReactNode;
}

/**
 * Around every page of a client: loads it, and shows its name, what time it is there and its other pages above what the page is for.
 * Example: `<ClientFrame client={id} part="Contract">{(client) => <InForce client={client} />}</ClientFrame>`.
 */
export function ClientFrame({ client: id, part, actions = [], children }: Props): ReactNode {
  const client = useAnswer(clientsApi.getClient, { params: { client: id } });
  return (
    <Loaded answer={client} whole>
      {(client) => (
        <>
          <ClientHeader client={client} actions={actions} {...(part ? { part } : {})} />
          {children(client)}
        </>
      )}
    </Loaded>
  );
}
