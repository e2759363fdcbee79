import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import type { Response } from '../../core/route.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { ZoneInput, zoneHere } from '../../web/kit/inputs.tsx';
import { roleWords } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { portal, roles, staff, type Role } from '../access.ts';
import { peopleApi } from '../api.ts';
import { ClientId } from '../person.ts';
import { InvitationLink } from './invitation-link.tsx';

interface Props {
  readonly clients: readonly Client[];
  readonly onClose: () => void;
}

/** Invites somebody, then shows the link by which they choose their password: this once. */
export function InvitePanel({ clients, onClose }: Props): ReactNode {
  const [invited, setInvited] = useState<Response<typeof peopleApi.invitePerson> | null>(null);
  return (
    <div style={{ marginBottom: 16 }}>
      <Panel title={invited ? `${invited.person.name} is invited` : 'Invite somebody'}>
        {invited ? (
          <div className="form">
            <InvitationLink name={invited.person.name} invitation={invited.invitation} />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={() => setInvited(null)}>
                Invite somebody else
              </Button>
              <Button onClick={onClose}>Done</Button>
            </Group>
          </div>
        ) : (
          <InviteForm clients={clients} onInvited={setInvited} onCancel={onClose} />
        )}
      </Panel>
    </div>
  );
}

interface FormProps {
  readonly clients: readonly Client[];
  readonly onInvited: (invited: Response<typeof peopleApi.invitePerson>) => void;
  readonly onCancel: () => void;
}

interface Values extends Record<string, unknown> {
  name: string;
  email: string;
  clientId: string;
  roles: string[];
  timeZone: string;
}

const none = '';
const empty: Values = { name: '', email: '', clientId: none, roles: [], timeZone: zoneHere() };

function InviteForm({ clients, onInvited, onCancel }: FormProps): ReactNode {
  const form = useActForm({
    initial: empty,
    route: peopleApi.invitePerson,
    request: ({ clientId, roles: held, ...values }: Values) => ({
      body: {
        ...values,
        roles: roles.filter((role) => held.includes(role)),
        clientId: clientId === none ? null : ClientId.parse(clientId),
      },
    }),
    refreshes: [peopleApi.listPeople],
    next: onInvited,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const offered: readonly Role[] = values.clientId === none ? staff : portal;
  return (
    <Form form={form} act={`Invite ${values.name.trim() || 'somebody'}`} onCancel={onCancel} ready>
      <Group grow align="start">
        <TextInput label="Name" {...getInputProps('name')} name="name" autoComplete="off" />
        <TextInput
          label="E-mail address"
          type="email"
          {...getInputProps('email')}
          name="email"
          autoComplete="off"
        />
      </Group>
      <Group grow align="start">
        <Select
          label="Works for"
          data={[
            { value: none, label: 'Us' },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          searchable
          allowDeselect={false}
          {...getInputProps('clientId')}
          onChange={(clientId) => {
            setFieldValue('clientId', clientId ?? none);
            setFieldValue('roles', []);
            const zone = clients.find(({ id }) => id === clientId)?.timeZone;
            if (zone) setFieldValue('timeZone', zone);
          }}
          name="clientId"
        />
        <ZoneInput label="Time zone" {...getInputProps('timeZone')} name="timeZone" />
      </Group>
      <Checkbox.Group label="Roles" {...getInputProps('roles')}>
        <Group gap="lg" mt="xs">
          {offered.map((role) => (
            <Checkbox key={role} value={role} label={roleWords[role]} />
          ))}
        </Group>
      </Checkbox.Group>
    </Form>
  );
}
