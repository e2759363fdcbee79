import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayIn, timeWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { momentAt } from '../../web/kit/wall-clock.ts';
import { announcementsApi } from '../announcement-api.ts';
import {
  announcementKinds,
  type Announcement,
  type AnnouncementKind,
  type Audience,
} from '../announcement.ts';
import { clientsApi } from '../api.ts';
import { TechnologyGroupId } from '../client.ts';
import { kindWords } from './announcement-words.ts';

interface Values extends Record<string, unknown> {
  kind: AnnouncementKind;
  title: string;
  words: string;
  startDay: string;
  startTime: string;
  endDay: string;
  endTime: string;
  acknowledgeBy: string | null;
  to: Audience['to'];
  groups: string[];
  clients: string[];
}

const empty: Values = {
  kind: 'provider-change',
  title: '',
  words: '',
  startDay: '',
  startTime: '',
  endDay: '',
  endTime: '',
  acknowledgeBy: null,
  to: 'all',
  groups: [],
  clients: [],
};

interface Props {
  readonly onDone: (announcement: Announcement) => void;
  readonly onCancel: () => void;
}

export function NewAnnouncementForm({ onDone, onCancel }: Props): ReactNode {
  const { timeZone } = useMe().provider;
  const form = useActForm({
    initial: empty,
    route: announcementsApi.draftAnnouncement,
    request: (values: Values) => ({ body: bodyOf(values, timeZone) }),
    refreshes: [announcementsApi.listAnnouncements],
    fieldOf,
    done: ({ title }) => `${title} is drafted; no client sees it yet.`,
    next: onDone,
  });
  return (
    <Form form={{ ...form, submit: checked(form) }} act="Draft the announcement" onCancel={onCancel}>
      <Fields form={form.form} timeZone={timeZone} />
    </Form>
  );
}

export function EditAnnouncementForm({
  announcement,
  onDone,
  onCancel,
}: Props & { readonly announcement: Announcement }): ReactNode {
  const { timeZone } = useMe().provider;
  const form = useActForm({
    initial: valuesOf(announcement, timeZone),
    route: announcementsApi.editAnnouncement,
    request: (values: Values) => ({
      params: { announcement: announcement.id },
      body: { ...bodyOf(values, timeZone), version: announcement.version },
    }),
    refreshes: [
      announcementsApi.getAnnouncement,
      announcementsApi.listAnnouncements,
      announcementsApi.previewAnnouncement,
    ],
    stale: [announcementsApi.getAnnouncement],
    fieldOf,
    done: ({ title }) => `${title} is saved.`,
    next: onDone,
  });
  return (
    <Form form={{ ...form, submit: checked(form) }} act="Save the draft" onCancel={onCancel}>
      <Fields form={form.form} timeZone={timeZone} />
    </Form>
  );
}

type Filled = ReturnType<typeof useActForm<Values, typeof announcementsApi.draftAnnouncement>>;

/** What only the page can tell: a day or a time that cannot be read never reaches the server. */
const checked =
  ({ form, submit }: Pick<Filled, 'form' | 'submit'>) =>
  (event: FormEvent<HTMLFormElement>): void => {
    const { kind, startDay, startTime, endDay, endTime } = form.values;
    const errors: Record<string, string> = {};
    if (kind === 'maintenance') {
      if (startDay === '') errors['startDay'] = 'Say on which day it begins.';
      if (endDay === '') errors['endDay'] = 'Say on which day it ends.';
      if (momentAt('2026-01-01', startTime.trim(), 'UTC') === undefined)
        errors['startTime'] = 'Write the time like 22:00.';
      if (momentAt('2026-01-01', endTime.trim(), 'UTC') === undefined)
        errors['endTime'] = 'Write the time like 22:00.';
    }
    if (Object.keys(errors).length === 0) return submit(event);
    event.preventDefault();
    form.setErrors(errors);
  };

const fieldOf = (path: string): string =>
  path.startsWith('/audience/technologyGroups')
    ? 'groups'
    : path.startsWith('/audience')
      ? 'clients'
      : path.startsWith('/window')
        ? 'endTime'
        : (path.split('/')[1] ?? '');

function bodyOf(values: Values, zone: string) {
  const { kind, title, words, acknowledgeBy } = values;
  const startsAt = momentAt(values.startDay, values.startTime.trim(), zone);
  const endsAt = momentAt(values.endDay, values.endTime.trim(), zone);
  const window = kind === 'maintenance' && startsAt && endsAt ? { startsAt, endsAt } : null;
  return { kind, title, words, window, acknowledgeBy: acknowledgeBy || null, audience: audienceOf(values) };
}

function audienceOf({ to, groups, clients }: Values): Audience {
  if (to === 'all') return { to };
  if (to === 'picked') return { to, clients: clients.map((id) => ClientId.parse(id)) };
  return { to, technologyGroups: groups.map((id) => TechnologyGroupId.parse(id)) };
}

function valuesOf(announcement: Announcement, zone: string): Values {
  const { kind, title, words, window, acknowledgeBy, audience } = announcement;
  const [startsAt, endsAt] = [window?.startsAt, window?.endsAt];
  return {
    kind,
    title,
    words,
    startDay: startsAt ? dayIn(startsAt, zone) : '',
    startTime: startsAt ? timeWords(startsAt, zone).slice(0, 5) : '',
    endDay: endsAt ? dayIn(endsAt, zone) : '',
    endTime: endsAt ? timeWords(endsAt, zone).slice(0, 5) : '',
    acknowledgeBy,
    to: audience.to,
    groups: audience.to === 'technology-groups' ? [...audience.technologyGroups] : [],
    clients: audience.to === 'picked' ? [...audience.clients] : [],
  };
}

const audiences = [
  { value: 'all', label: 'All clients' },
  { value: 'technology-groups', label: 'Clients with a technology group in scope' },
  { value: 'picked', label: 'Clients I pick' },
];

function Fields({ form, timeZone }: { readonly form: Filled['form']; readonly timeZone: string }): ReactNode {
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const { kind, to } = form.values;
  const field = form.getInputProps;
  return (
    <>
      <NativeSelect
        label="Kind"
        data={announcementKinds.map((value) => ({ value, label: kindWords[value] }))}
        {...field('kind')}
        name="kind"
      />
      <TextInput label="Title" data-autofocus autoComplete="off" {...field('title')} name="title" />
      <Textarea
        label="What there is to know"
        description="As the client reads it, in the portal and in the mail"
        autosize
        minRows={5}
        maxRows={16}
        {...field('words')}
        name="words"
      />
      {kind === 'maintenance' && (
        <>
          <div className="side-by-side">
            <DayInput label="Begins" {...field('startDay')} name="startDay" />
            <TextInput
              label={`At, in ${timeZone}`}
              placeholder="22:00"
              autoComplete="off"
              {...field('startTime')}
              name="startTime"
            />
          </div>
          <div className="side-by-side">
            <DayInput label="Ends" {...field('endDay')} name="endDay" />
            <TextInput
              label={`At, in ${timeZone}`}
              placeholder="02:00"
              autoComplete="off"
              {...field('endTime')}
              name="endTime"
            />
          </div>
        </>
      )}
      <DayInput
        label="Acknowledge by"
        description="Optional: the last day, by each client's clock; they are reminded once on it"
        clearable
        clearButtonProps={{ 'aria-label': 'Ask for no acknowledgement' }}
        {...field('acknowledgeBy')}
        name="acknowledgeBy"
      />
      <NativeSelect label="For" data={audiences} {...field('to')} name="to" />
      {to === 'technology-groups' && (
        <MultiSelect
          label="Technology groups"
          data={(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...field('groups')}
          name="groups"
        />
      )}
      {to === 'picked' && (
        <MultiSelect
          label="Clients"
          searchable
          data={(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage="No client is called that"
          {...field('clients')}
          name="clients"
        />
      )}
    </>
  );
}
