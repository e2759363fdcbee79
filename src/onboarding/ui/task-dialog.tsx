import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { onboardingsApi } from '../api.ts';
import { phaseWords, type Phase } from '../phase.ts';
import type { Task } from '../task.ts';
import { taskOwners, type TaskOwner } from '../template.ts';
import { refreshed } from './refreshed.ts';
import { ownerWords } from './words.ts';

interface Values extends Record<string, unknown> {
  title: string;
  owner: string | null;
  who: string | null;
  dueDay: string | null;
  evidence: string;
}

interface Props {
  readonly client: string;
  readonly phase: Phase;
  /** The task that is changed; with the onboarding it is for, one is added. */
  readonly before?: Task;
  readonly onboarding?: string;
  readonly onClose: () => void;
}

/** Adds a task to a phase, or changes one: what, whose, who, until when. */
export function TaskDialog({ client, phase, before, onboarding = '', onClose }: Props): ReactNode {
  const team = useAnswer(teamApi.listTeam, { params: { client } });
  const contacts = useAnswer(clientsApi.listContacts, { params: { client } });
  const initial: Values = {
    title: before?.title ?? '',
    owner: before?.owner ?? 'csdm',
    who: before?.who?.id ?? null,
    dueDay: before?.dueDay ?? null,
    evidence: before?.evidence ?? '',
  };
  const form = useActForm({
    initial,
    route: before ? onboardingsApi.editOnboardingTask : onboardingsApi.addOnboardingTask,
    request: ({ title, owner, who, dueDay, evidence }: Values) => ({
      params: { task: before?.id ?? '', onboarding },
      body: {
        title,
        owner: ownerFrom(owner),
        who,
        dueDay: dueDay ?? '',
        evidence,
        phase,
        version: before?.version ?? 0,
      },
    }),
    refreshes: refreshed,
    done: ({ title }) => `${title} is saved.`,
    next: onClose,
  });
  const { values, getInputProps } = form.form;
  const named = new Map<string, string>();
  if (before?.who && values.owner === before.owner) named.set(before.who.id, before.who.name);
  if (values.owner === 'client') {
    for (const { id, name, endedAt } of contacts.data ?? []) if (endedAt === null) named.set(id, name);
  } else for (const { personId, name } of team.data ?? []) named.set(personId, name);
  return (
    <Dialog
      open
      title={before ? `Edit “${before.title}”` : `New task of ${phaseWords[phase]}`}
      onClose={onClose}
    >
      <Form form={form} act={before ? 'Save the task' : 'Add the task'} onCancel={onClose}>
        <TextInput label="What is to be done" data-autofocus {...getInputProps('title')} name="title" />
        <div className="side-by-side">
          <Select
            label="Whose it is"
            data={taskOwners.map((owner) => ({ value: owner, label: ownerWords[owner] }))}
            allowDeselect={false}
            {...getInputProps('owner')}
            onChange={(owner) => form.form.setValues({ owner, who: null })}
            name="owner"
          />
          <Select
            label="Who does it"
            placeholder="Nobody named yet"
            data={[...named].map(([value, label]) => ({ value, label }))}
            clearable
            {...getInputProps('who')}
            name="who"
          />
        </div>
        <DayInput label="Until" {...getInputProps('dueDay')} name="dueDay" />
        <TextInput
          label="What shows that it was done"
          description="Where it is empty, nothing is asked for"
          {...getInputProps('evidence')}
          name="evidence"
        />
      </Form>
    </Dialog>
  );
}

const ownerFrom = (text: string | null): TaskOwner => taskOwners.find((owner) => owner === text) ?? 'csdm';
