import { Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { CallRefused } from '../../core/call.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Difference } from '../../web/kit/difference.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { actionEdited, type Action } from '../action.ts';
import { meetingsApi } from '../api.ts';

interface Values extends Record<string, unknown> {
  title: string;
  owner: string | null;
  dueDay: string | null;
}

/** Changes what is to be done, by whom or until when. What published minutes say of it stays as it was. */
export function EditActionDialog({
  action,
  onClose,
}: {
  /** As it is now; somebody else may have changed it since the dialog was opened. */
  readonly action: Action;
  readonly onClose: () => void;
}): ReactNode {
  const { clientId: client } = action;
  const team = useAnswer(teamApi.listTeam, { params: { client } });
  const contacts = useAnswer(clientsApi.listContacts, { params: { client } });
  // The version whose words the reader has seen.
  const [seen, setSeen] = useState(action.version);
  const named = new Map([[action.owner.id, action.owner]]);
  for (const { personId: id, name } of team.data ?? []) named.set(id, { id, name, side: 'provider' });
  for (const { id, name, endedAt } of contacts.data ?? [])
    if (endedAt === null) named.set(id, { id, name, side: 'client' });
  const initial: Values = { title: action.title, owner: action.owner.id, dueDay: action.dueDay };
  const form = useActForm({
    initial,
    route: meetingsApi.editAction,
    request: ({ title, owner, dueDay }: Values) => ({
      params: { action: action.id },
      body: {
        title,
        owner: { id: owner ?? '', side: named.get(owner ?? '')?.side ?? 'provider' },
        dueDay: dueDay ?? '',
        version: seen,
      },
    }),
    refreshes: [meetingsApi.listActions, meetingsApi.showAgenda],
    done: ({ title }) => `${title} is saved.`,
    stale: [meetingsApi.listActions],
    next: onClose,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  const late = refused?.code === actionEdited.code && refused.about['version'] === action.version;
  if (late && seen !== action.version) setSeen(action.version);
  const nameOf = (id: string | null): string => named.get(id ?? '')?.name ?? '';
  const differing = [
    {
      name: 'What is to be done',
      mine: values.title,
      theirs: action.title,
      takeTheirs: () => setFieldValue('title', action.title),
    },
    {
      name: 'By whom',
      mine: nameOf(values.owner),
      theirs: action.owner.name,
      takeTheirs: () => setFieldValue('owner', action.owner.id),
    },
    {
      name: 'Until',
      mine: values.dueDay === null ? '' : dayWords(values.dueDay),
      theirs: dayWords(action.dueDay),
      takeTheirs: () => setFieldValue('dueDay', action.dueDay),
    },
  ].filter(({ mine, theirs }) => mine !== theirs);
  return (
    <Dialog open title={`Edit “${action.title}”`} onClose={onClose}>
      <Form
        form={form}
        act="Save the action"
        onCancel={onClose}
        instead={late && <Difference what="this action" differing={differing} />}
      >
        <TextInput label="What is to be done" data-autofocus {...getInputProps('title')} name="title" />
        <div className="side-by-side">
          <Select
            label="By whom"
            data={[...named.values()].map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            searchable
            {...getInputProps('owner')}
            name="owner"
          />
          <DayInput label="Until" {...getInputProps('dueDay')} name="dueDay" />
        </div>
        <p className="note">
          Minutes that are published keep what they say; the agenda of the next call has it as it is now.
        </p>
      </Form>
    </Dialog>
  );
}
