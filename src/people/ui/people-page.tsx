import { useMemo, useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Response } from '../../core/route.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { Skills } from '../../team/ui/skills-panel.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { thousands } from '../../web/kit/figures.ts';
import { roleWords, useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { administrator } from '../access.ts';
import { peopleApi } from '../api.ts';
import type { ListedPerson } from '../person.ts';
import { InvitePanel } from './invite-panel.tsx';
import { SignInState } from './sign-in-state.tsx';

type People = Response<typeof peopleApi.listPeople>;

export function PeoplePage(): ReactNode {
  const people = useAnswer(peopleApi.listPeople, { query: { limit: 500 } });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const [whose, setWhose] = useUrlState('whose', 'ours');
  const [inviting, setInviting] = useState(false);
  const mayInvite = useMay(administrator);
  const invite = { label: 'Invite somebody', keys: 'n', run: () => setInviting(true) };
  const rowsOf = useMemo(() => (whose === 'clients' ? clientPeople : ourPeople), [whose]);
  const columns = useMemo(() => {
    const names = new Map(clients.data?.items.map(({ id, name }) => [String(id), name]));
    return columnsWith(whose === 'clients' ? names : null);
  }, [whose, clients.data]);
  return (
    <>
      <PageHeader title="People" actions={mayInvite && !inviting ? [{ ...invite, primary: true }] : []} />
      {inviting && <InvitePanel clients={clients.data?.items ?? []} onClose={() => setInviting(false)} />}
      <Panel
        title={
          whose === 'skills'
            ? 'Skills by technology group'
            : people.data
              ? `${thousands(rowsOf(people.data).length)} people`
              : 'People'
        }
        acts={
          <Choice
            label="Whose people"
            value={whose}
            onChange={setWhose}
            choices={{ ours: 'Ours', skills: 'Skills', clients: 'Of clients' }}
          />
        }
        flush
      >
        {whose === 'skills' ? (
          <Skills />
        ) : (
          <DataTable
            label="People"
            answer={people}
            rowsOf={rowsOf}
            columns={columns}
            idOf={({ id }) => id}
            {...(mayInvite ? { to: ({ id }: ListedPerson) => `/app/people/${id}` } : {})}
            empty={
              <EmptyState title="Nobody yet" {...(mayInvite ? { act: invite } : {})}>
                People of a client see their own hours, reports and invoices in the portal. An administrator
                invites them.
              </EmptyState>
            }
          />
        )}
      </Panel>
    </>
  );
}

const ourPeople = ({ items }: People): readonly ListedPerson[] =>
  items.filter(({ clientId }) => clientId === null).toSorted(activeFirst);
const clientPeople = ({ items }: People): readonly ListedPerson[] =>
  items.filter(({ clientId }) => clientId !== null).toSorted(activeFirst);

const activeFirst = (a: ListedPerson, b: ListedPerson): number => Number(b.active) - Number(a.active);

function columnsWith(clients: ReadonlyMap<string, string> | null): readonly Column<ListedPerson>[] {
  const nameOf = ({ clientId }: ListedPerson): string => clients?.get(clientId ?? '') ?? '';
  return [
    {
      head: 'Name',
      cell: ({ name, email }) => (
        <>
          {name}
          <small className="note">{email}</small>
        </>
      ),
      sortBy: ({ name }) => name,
    },
    ...(clients ? [{ head: 'Client', cell: nameOf, sortBy: nameOf }] : []),
    { head: 'Roles', cell: ({ roles }) => roles.map((role) => roleWords[role]).join(', ') },
    {
      head: 'Time zone',
      onPhone: 'left-out',
      cell: ({ timeZone }) => timeZone,
      sortBy: ({ timeZone }) => timeZone,
    },
    { head: 'Signing in', cell: (person) => <SignInState person={person} /> },
  ];
}
