import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayIn, timeWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useToday } from '../../web/kit/now.ts';
import { momentAt } from '../../web/kit/wall-clock.ts';
import { clientsApi } from '../api.ts';
import { TechnologyGroupId, type Client } from '../client.ts';
import { ContactId } from '../contact.ts';
import { interactionsApi } from '../interaction-api.ts';
import { interactionKinds, type Interaction, type InteractionKind } from '../interaction.ts';
import { interactionKindWords } from './interaction-words.ts';

interface Values extends Record<string, unknown> {
  kind: InteractionKind;
  title: string;
  words: string;
  day: string;
  time: string;
  contacts: string[];
  technologyGroups: string[];
}

interface Props {
  readonly client: Client;
  readonly onDone: () => void;
}

/** Puts something on record: what it is about and Enter is enough; it was just now, unless said otherwise. */
export function LogInteractionForm({ client, onDone }: Props): ReactNode {
  const today = useToday(client.timeZone);
  const initial: Values = {
    kind: 'conversation',
    title: '',
    words: '',
    day: today,
    time: '',
    contacts: [],
    technologyGroups: [],
  };
  const form = useActForm({
    initial,
    route: interactionsApi.logInteraction,
    request: (values: Values) => ({
      params: { client: client.id },
      body: bodyOf(values, client.timeZone),
    }),
    refreshes: [interactionsApi.listInteractions],
    fieldOf,
    done: ({ kind, title }) => `${interactionKindWords[kind]} on record: ${title}`,
    next: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    const { day, time } = form.form.values;
    const fault = timeFault(day, time, today);
    if (fault === null) return form.submit(event);
    event.preventDefault();
    form.form.setErrors({ time: fault });
  };
  return (
    <Form
      form={{ ...form, submit }}
      act={`Log the ${interactionKindWords[form.form.values.kind].toLowerCase()}`}
      onCancel={onDone}
    >
      <Fields form={form.form} client={client} timeHint="just now" />
    </Form>
  );
}

/** Puts right what was put on record today. */
export function EditInteractionForm({
  client,
  interaction,
  onDone,
}: Props & { readonly interaction: Interaction }): ReactNode {
  const { id, version, kind, title, words, happenedAt } = interaction;
  const initial: Values = {
    kind,
    title,
    words,
    day: dayIn(happenedAt, client.timeZone),
    time: timeWords(happenedAt, client.timeZone).slice(0, 5),
    contacts: interaction.contacts.map((contact) => contact.id),
    technologyGroups: [...interaction.technologyGroups],
  };
  const form = useActForm({
    initial,
    route: interactionsApi.editInteraction,
    request: (values: Values) => {
      const isSame = values.day === initial.day && values.time === initial.time;
      const { happenedAt: said, ...body } = bodyOf(values, client.timeZone);
      return {
        params: { interaction: id },
        body: { ...body, version, happenedAt: isSame ? happenedAt : (said ?? happenedAt) },
      };
    },
    refreshes: [interactionsApi.listInteractions],
    stale: [interactionsApi.listInteractions],
    fieldOf,
    done: (edited) => `${edited.title} is put right.`,
    next: onDone,
  });
  return (
    <Form form={form} act="Keep the change" onCancel={onDone}>
      <Fields form={form.form} client={client} timeHint="as it was" />
    </Form>
  );
}

const fieldOf = (path: string): string => (path === '/happenedAt' ? 'time' : (path.split('/')[1] ?? ''));

/** Why the time cannot be used: none for another day than today, or none that a clock shows. */
function timeFault(day: string, time: string, today: string): string | null {
  if (time.trim() === '') return day === today ? null : 'Say at what time, such as 14:30.';
  return momentAt(day, time.trim(), 'UTC') === undefined ? 'Write the time like 14:30.' : null;
}

function bodyOf({ day, time, ...values }: Values, zone: string) {
  const happenedAt = momentAt(day, time.trim(), zone);
  return {
    ...values,
    contacts: values.contacts.map((id) => ContactId.parse(id)),
    technologyGroups: values.technologyGroups.map((id) => TechnologyGroupId.parse(id)),
    ...(happenedAt === undefined ? {} : { happenedAt }),
  };
}

interface FieldsProps {
  readonly form: ReturnType<typeof useActForm<Values, typeof interactionsApi.logInteraction>>['form'];
  readonly client: Client;
  readonly timeHint: string;
}

function Fields({ form, client, timeHint }: FieldsProps): ReactNode {
  const contacts = useAnswer(clientsApi.listContacts, { params: { client: client.id } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const field = form.getInputProps;
  const present = (contacts.data ?? []).filter(
    ({ id, endedAt }) => endedAt === null || form.values.contacts.includes(id),
  );
  return (
    <>
      <TextInput
        label="What it is about"
        data-autofocus
        autoComplete="off"
        {...field('title')}
        name="title"
      />
      <NativeSelect
        label="Kind"
        description="Needs and problems stay open until they are answered or settled"
        data={interactionKinds.map((value) => ({ value, label: interactionKindWords[value] }))}
        {...field('kind')}
        name="kind"
      />
      <Textarea
        label="What was said"
        description="Optional"
        autosize
        minRows={3}
        {...field('words')}
        name="words"
      />
      <div className="side-by-side">
        <DayInput label="Day" {...field('day')} name="day" />
        <TextInput
          label={`Time in ${client.timeZone}`}
          placeholder={timeHint}
          autoComplete="off"
          {...field('time')}
          name="time"
        />
      </div>
      <MultiSelect
        label="With"
        description="Optional"
        searchable
        data={present.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage="No contact is called that"
        {...field('contacts')}
        name="contacts"
      />
      <MultiSelect
        label="Technology groups"
        description="Optional"
        data={(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...field('technologyGroups')}
        name="technologyGroups"
      />
    </>
  );
}
