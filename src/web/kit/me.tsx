import { createContext, use, useEffect, type ReactNode } from 'react';
import { mayCall, type Access, type Role } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import { homeOf } from '../../people/home.ts';
import type { Response } from '../../core/route.ts';
import { useAnswer } from './data.ts';
import { Fault } from './fault.tsx';

/** Who is signed in, and for whom they work. */
export type Me = Response<typeof peopleApi.showSelf>;

const Signed = createContext<Me | null>(null);

interface SignedInProps {
  /** Whose shell this is: people of a client have the portal, the provider's own the staff shell. */
  readonly shell: 'staff' | 'portal';
  readonly children: ReactNode;
}

/** Waits until it is known who is signed in, then shows the shell; whoever belongs to the other one is led there, and nobody to sign in. */
export function SignedIn({ shell, children }: SignedInProps): ReactNode {
  const me = useAnswer(peopleApi.showSelf, {});
  const own = me.data && (me.data.person.clientId === null ? 'staff' : 'portal');
  const astray = own !== undefined && own !== shell;
  useEffect(() => {
    if (astray && me.data) location.replace(homeOf(me.data.person));
  }, [astray, me.data]);
  if (me.data && !astray) return <Signed value={me.data}>{children}</Signed>;
  if (me.error)
    return (
      <main className="alone">
        <Fault error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  return null;
}

/** The reader. Only inside a shell, where somebody is always signed in. */
export function useMe(): Me {
  const me = use(Signed);
  if (!me) throw new Error('nobody is signed in here');
  return me;
}

/** Whether the reader may call routes of an access group: pages leave out what would be refused. Example: `useMay(lead) && <Button …>`. */
export const useMay = (access: Access): boolean => mayCall(useMe().person.roles, access);

/** What a role is called on screen. */
export const roleWords: Readonly<Record<Role, string>> = {
  csdm: 'CSDM',
  cse: 'CSE',
  supervisor: 'Supervisor',
  finance: 'Finance',
  administrator: 'Administrator',
  'client-executive': 'Client executive',
  'client-contact': 'Client contact',
};
