import { createContext, use, type ReactNode } from 'react';
import { mayCall, type Access, type Role } from '../../people/access.ts';
import { peopleApi } from '../../people/api.ts';
import type { Response } from '../../core/route.ts';
import { useAnswer } from './data.ts';
import { Fault } from './fault.tsx';

/** Who is signed in, and for whom they work. */
export type Me = Response<typeof peopleApi.showSelf>;

const Signed = createContext<Me | null>(null);

/** Waits until it is known who is signed in, then shows the shell; nobody is sent to sign in. */
export function SignedIn({ children }: { readonly children: ReactNode }): ReactNode {
  const me = useAnswer(peopleApi.showSelf, {});
  if (me.data) return <Signed value={me.data}>{children}</Signed>;
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
