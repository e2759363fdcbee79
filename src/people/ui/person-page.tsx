import { Button, Checkbox, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Response } from '../../core/route.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { roleWords, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { portal, roles, staff } from '../access.ts';
import { peopleApi } from '../api.ts';
import { PersonId } from '../person.ts';
import { InvitationLink } from './invitation-link.tsx';
import { DesignationsPanel } from './designations-panel.tsx';
import styles from './person-page.module.css';
import { SessionsList } from './sessions-list.tsx';
import { SignInState } from './sign-in-state.tsx';

type Shown = Response<typeof peopleApi.getPerson>;

export function PersonPage({ person: id }: { readonly person: string }): ReactNode {
  const person = useAnswer(peopleApi.getPerson, { params: { person: PersonId.parse(id) } });
  return (
    <Loaded answer={person} whole>
      {(person) => (
        <>
          <PageHeader title={person.name} crumbs={[{ label: 'People', to: '/app/people' }]}>
            <p className={styles['email']}>{person.email}</p>
          </PageHeader>
          <div className={styles['parts']}>
            <div className={styles['column']}>
              <About person={person} />
              <RolesPanel person={person} />
              {person.clientId === null && <DesignationsPanel person={person} />}
            </div>
            <div className={styles['column']}>
              <SigningIn person={person} />
              <Sessions person={person} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

interface Of {
  readonly person: Shown;
}

function About({ person }: Of): ReactNode {
  const { provider } = useMe();
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const client = clients.data?.items.find(({ id }) => id === person.clientId);
  return (
    <Panel title="About">
      <Facts
        facts={{
          'Works for': person.clientId === null ? provider.name : (client?.name ?? 'a client'),
          'Time zone': person.timeZone,
        }}
      />
    </Panel>
  );
}

function RolesPanel({ person }: Of): ReactNode {
  const initial: { roles: string[] } = { roles: [...person.roles] };
  const form = useActForm({
    initial,
    route: peopleApi.changeRoles,
    request: ({ roles: held }: typeof initial) => ({
      params: { person: person.id },
      body: { roles: roles.filter((role) => held.includes(role)) },
    }),
    refreshes: [peopleApi.getPerson, peopleApi.listPeople, peopleApi.showSelf],
    done: ({ name }) => `The roles of ${name} are saved.`,
    next: ({ roles }) => form.form.setInitialValues({ roles: [...roles] }),
  });
  const offered = person.clientId === null ? staff : portal;
  return (
    <Panel title="Roles">
      <Form form={form} act={`Save the roles of ${person.name}`}>
        <Checkbox.Group
          label="What they do"
          description="A change holds within seconds, also where they are signed in"
          {...form.form.getInputProps('roles')}
        >
          <Group gap="lg" mt="sm">
            {offered.map((role) => (
              <Checkbox key={role} value={role} label={roleWords[role]} />
            ))}
          </Group>
        </Checkbox.Group>
      </Form>
    </Panel>
  );
}

/** The link, the second factor, and being let in at all. */
function SigningIn({ person }: Of): ReactNode {
  const [asking, setAsking] = useState<'deactivate' | 'factor' | null>(null);
  const [invitation, setInvitation] = useState<Response<typeof peopleApi.inviteAgain> | null>(null);
  const stale = [peopleApi.getPerson, peopleApi.listPeople, peopleApi.listSessions];
  const of = { params: { person: person.id } };
  const invite = useAct(peopleApi.inviteAgain, { refreshes: stale });
  const reactivate = useAct(peopleApi.reactivatePerson, {
    refreshes: stale,
    done: ({ name }) => `${name} may sign in again.`,
  });
  const close = (): void => setAsking(null);
  return (
    <Panel title="Signing in">
      <div className="form">
        <Facts
          facts={{
            Now: <SignInState person={person} />,
            'Second factor': person.secondFactor ? 'an authenticator app' : 'none',
          }}
        />
        {invitation && <InvitationLink name={person.name} invitation={invitation} />}
        <RefusalNotice error={invite.refused ?? reactivate.refused} />
        <Group gap="sm">
          {person.active && (
            <Button
              variant="default"
              loading={invite.busy}
              onClick={() => void invite.act(of).then((made) => made && setInvitation(made))}
            >
              {person.signIn === 'ready' ? 'Make a link for a new password' : 'Make a new link'}
            </Button>
          )}
          {person.secondFactor && (
            <Button variant="default" onClick={() => setAsking('factor')}>
              Remove second factor
            </Button>
          )}
          {person.active ? (
            <Button variant="default" onClick={() => setAsking('deactivate')}>
              Deactivate
            </Button>
          ) : (
            <Button loading={reactivate.busy} onClick={() => void reactivate.act(of)}>
              Reactivate {person.name}
            </Button>
          )}
        </Group>
      </div>
      {asking === 'deactivate' && <Deactivate person={person} onClose={close} />}
      {asking === 'factor' && <RemoveFactor person={person} onClose={close} />}
    </Panel>
  );
}

interface Asked extends Of {
  readonly onClose: () => void;
}

function Deactivate({ person, onClose }: Asked): ReactNode {
  const { act, busy, refused } = useAct(peopleApi.deactivatePerson, {
    refreshes: [peopleApi.getPerson, peopleApi.listPeople, peopleApi.listSessions],
    done: ({ name }) => `${name} is deactivated.`,
  });
  const deactivate = async (): Promise<void> => {
    if (await act({ params: { person: person.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      grave
      title={`Deactivate ${person.name}?`}
      act={`Deactivate ${person.name}`}
      onAct={() => void deactivate()}
      onClose={onClose}
      busy={busy}
      refused={refused}
    >
      <p>
        All sessions of {person.name} end now, and nobody signs in as them until they are reactivated. What
        they did stays on record, and places they hold on teams stay until somebody ends them.
      </p>
    </ConfirmDialog>
  );
}

function RemoveFactor({ person, onClose }: Asked): ReactNode {
  const { act, busy, refused } = useAct(peopleApi.removeSecondFactor, {
    refreshes: [peopleApi.getPerson, peopleApi.listSessions],
    done: () => `${person.name} has no second factor any more.`,
  });
  const remove = async (): Promise<void> => {
    if (await act({ params: { person: person.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      grave
      title={`Remove the second factor of ${person.name}?`}
      act="Remove second factor"
      onAct={() => void remove()}
      onClose={onClose}
      busy={busy}
      refused={refused}
    >
      <p>
        For somebody who has lost their phone and their backup codes. Be sure that it is {person.name} who
        asks: from now on the password alone lets them in. Their sessions end.
      </p>
    </ConfirmDialog>
  );
}

function Sessions({ person }: Of): ReactNode {
  const sessions = useAnswer(peopleApi.listSessions, { params: { person: person.id } });
  const { act, busy, refused } = useAct(peopleApi.endSessions, {
    refreshes: [peopleApi.listSessions],
    done: ({ ended }) => (ended === 1 ? '1 session ended.' : `${ended} sessions ended.`),
  });
  const has = (sessions.data ?? []).length > 0;
  return (
    <Panel
      title="Sessions"
      acts={
        has && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={busy}
            onClick={() => void act({ params: { person: person.id } })}
          >
            End all
          </Button>
        )
      }
      flush
    >
      <RefusalNotice error={refused} />
      <Loaded answer={sessions}>
        {(sessions) => <SessionsList sessions={sessions} nobody={`${person.name} is signed in nowhere.`} />}
      </Loaded>
    </Panel>
  );
}
