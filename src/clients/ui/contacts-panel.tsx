import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { ConfirmDialog, Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { authorities, type Contact } from '../contact.ts';
import { authorityWords } from './words.ts';

/** Whom the provider deals with at the client, and what each of them may decide. */
export function ContactsPanel({ client }: { readonly client: Client }): ReactNode {
  const contacts = useAnswer(clientsApi.listContacts, { params: { client: client.id } });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Contact | null>(null);
  const mayEdit = useMay(lead);
  const add = { label: 'Add contact', run: () => setAdding(true) };
  return (
    <Panel
      title="Contacts"
      acts={
        mayEdit && (
          <Button variant="subtle" size="compact-sm" onClick={add.run}>
            Add contact
          </Button>
        )
      }
      flush
    >
      <DataTable
        label="Contacts"
        answer={contacts}
        rowsOf={asTheyAre}
        columns={mayEdit ? columnsWith(setEnding) : columns}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="No contacts yet" {...(mayEdit ? { act: add } : {})}>
            Contacts approve changes and overage, and sign. Without one who may, work that needs consent
            waits.
          </EmptyState>
        }
      />
      <Dialog open={adding} title={`New contact of ${client.name}`} onClose={() => setAdding(false)}>
        <ContactForm client={client} onDone={() => setAdding(false)} />
      </Dialog>
      {ending && <EndContact contact={ending} client={client} onClose={() => setEnding(null)} />}
    </Panel>
  );
}

function ContactForm({
  client,
  onDone,
}: {
  readonly client: Client;
  readonly onDone: () => void;
}): ReactNode {
  const initial: { name: string; title: string; email: string; phone: string; authority: string[] } = {
    name: '',
    title: '',
    email: '',
    phone: '',
    authority: [],
  };
  const form = useActForm({
    initial,
    route: clientsApi.addContact,
    request: ({ authority, ...values }) => ({
      params: { client: client.id },
      body: { ...values, authority: authorities.filter((one) => authority.includes(one)) },
    }),
    refreshes: [clientsApi.listContacts],
    done: ({ name }) => `${name} is a contact of ${client.name}.`,
    next: onDone,
  });
  const field = form.form.getInputProps;
  return (
    <Form form={form} act={`Add ${form.form.values.name.trim() || 'the contact'}`} onCancel={onDone}>
      <TextInput label="Name" {...field('name')} name="name" data-autofocus autoComplete="off" />
      <TextInput label="Title" description="Optional" {...field('title')} name="title" autoComplete="off" />
      <TextInput label="E-mail address" type="email" {...field('email')} name="email" autoComplete="off" />
      <TextInput
        label="Phone"
        description="Optional"
        type="tel"
        {...field('phone')}
        name="phone"
        autoComplete="off"
      />
      <Checkbox.Group label="May" {...field('authority')}>
        <Group gap="lg" mt="xs">
          {authorities.map((one) => (
            <Checkbox key={one} value={one} label={authorityWords[one]} />
          ))}
        </Group>
      </Checkbox.Group>
    </Form>
  );
}

function End({
  contact,
  onEnd,
}: {
  readonly contact: Contact;
  readonly onEnd: (contact: Contact) => void;
}): ReactNode {
  return contact.endedAt ? null : (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={() => onEnd(contact)}
      aria-label={`${contact.name} has left`}
    >
      Has left
    </Button>
  );
}

interface Ending {
  readonly contact: Contact;
  readonly client: Client;
  readonly onClose: () => void;
}

function EndContact({ contact, client, onClose }: Ending): ReactNode {
  const { act, busy, refused } = useAct(clientsApi.endContact, {
    refreshes: [clientsApi.listContacts],
    done: ({ name }) => `${name} is no longer a contact.`,
  });
  const end = async (): Promise<void> => {
    if (await act({ params: { client: client.id, contact: contact.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Has ${contact.name} left ${client.name}?`}
      act={`End ${contact.name} as a contact`}
      onAct={() => void end()}
      onClose={onClose}
      busy={busy}
      refused={refused}
      grave
    >
      <p>
        They can approve nothing from now on. What they approved stays valid, and they stay on record. This
        cannot be taken back; a returning contact is added anew.
      </p>
    </ConfirmDialog>
  );
}

const asTheyAre = (contacts: readonly Contact[]): readonly Contact[] => contacts;

const columns: readonly Column<Contact>[] = [
  {
    head: 'Contact',
    cell: ({ name, title, email, phone, endedAt }) => (
      <>
        {name} {endedAt && <StatePill tone="neutral">left</StatePill>}
        {title !== '' && <small className="note">{title}</small>}
        <small className="note">
          <a href={`mailto:${email}`}>{email}</a>
          {phone !== '' && ` · ${phone}`}
        </small>
      </>
    ),
    sortBy: ({ name }) => name,
  },
  {
    head: 'May',
    cell: ({ authority }) => authority.map((one) => authorityWords[one]).join(', ') || 'nothing yet',
  },
];

const columnsWith = (onEnd: (contact: Contact) => void): readonly Column<Contact>[] => [
  ...columns,
  { head: '', cell: (contact) => <End contact={contact} onEnd={onEnd} /> },
];
