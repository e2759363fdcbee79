import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { ContactId } from '../../clients/contact.ts';
import { PersonId } from '../../people/person.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { meetingsApi } from '../api.ts';
import { seriesKinds, type Series, type SeriesKind } from '../series.ts';
import { kindWords, usualRules } from './call-words.ts';
import styles from './meetings.module.css';

interface Values extends Record<string, unknown> {
  kind: string | null;
  title: string;
  rule: string | null;
  ownRule: string;
  time: string;
  minutes: number | string;
  place: string;
  from: string | null;
  organiserId: string | null;
  staff: string[];
  contacts: string[];
}

interface Props {
  readonly client: Client;
  /** The series that this one replaces; null for one more. */
  readonly before: Series | null;
  readonly onDone: () => void;
}

const own = 'own';

/** Begins a series of calls, or replaces one from a day on. */
export function SeriesForm({ client, before, onDone }: Props): ReactNode {
  const me = useMe().person;
  const today = useToday(client.timeZone);
  const team = useAnswer(teamApi.listTeam, { params: { client: client.id } });
  const contacts = useAnswer(clientsApi.listContacts, { params: { client: client.id } });
  const form = useActForm({
    initial: before ? valuesOf(before, today) : { ...empty, from: today, organiserId: me.id },
    route: before ? meetingsApi.changeSeries : meetingsApi.beginSeries,
    request: (values: Values) => ({
      params: { client: client.id, series: before?.id ?? '' },
      body: bodyOf(values),
    }),
    refreshes: [meetingsApi.listSeries, meetingsApi.listTouchPoints],
    fieldOf: (path) => (path === '/rule' ? 'ownRule' : (path.split('/')[1] ?? '')),
    done: ({ title }) => `${title} is planned, and everybody is invited five weeks ahead of each call.`,
    next: onDone,
  });
  const { values, getInputProps } = form.form;
  const people = new Map<string, string>([
    [me.id, me.name],
    ...(before?.invitees ?? []).flatMap(({ side, id, name }) =>
      side === 'provider' ? [[id, name] as const] : [],
    ),
    ...(team.data ?? []).map(({ personId, name }) => [personId, name] as const),
  ]);
  return (
    <Form form={form} act={before ? 'Change the series' : 'Begin the series'} onCancel={onDone}>
      <div className="side-by-side">
        <Select
          label="Kind"
          data={seriesKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          allowDeselect={false}
          {...getInputProps('kind')}
          name="kind"
        />
        <TextInput label="Title" data-autofocus {...getInputProps('title')} name="title" />
      </div>
      <div className="side-by-side">
        <Select
          label="How often"
          data={[
            ...usualRules.map(({ rule, words }) => ({ value: rule, label: words })),
            { value: own, label: 'By a rule of your own' },
          ]}
          allowDeselect={false}
          searchable
          {...getInputProps('rule')}
          name="rule"
        />
        <DayInput label={before ? 'From which day on' : 'First day'} {...getInputProps('from')} name="from" />
      </div>
      {values.rule === own && (
        <TextInput
          label="Rule"
          description="As RFC 5545 has it, such as FREQ=MONTHLY;BYDAY=-1FR"
          {...getInputProps('ownRule')}
          name="ownRule"
        />
      )}
      <div className="side-by-side">
        <TextInput
          label="Begins at"
          type="time"
          description={`By the clocks of ${client.name}`}
          {...getInputProps('time')}
          name="time"
        />
        <NumberInput
          label="Minutes"
          min={5}
          max={480}
          step={5}
          {...getInputProps('minutes')}
          name="minutes"
        />
      </div>
      <TextInput
        label="Place or link"
        placeholder="https://meet.example.com/lake"
        {...getInputProps('place')}
        name="place"
      />
      <Select
        label="Led by"
        data={[...people].map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...getInputProps('organiserId')}
        name="organiserId"
      />
      <Checkbox.Group label="Our people" {...getInputProps('staff')}>
        <div className={styles['choices']}>
          {[...people].map(([id, name]) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group label={`Contacts of ${client.name}`} {...getInputProps('contacts')}>
        <div className={styles['choices']}>
          {(contacts.data ?? [])
            .filter(({ endedAt }) => endedAt === null)
            .map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
        </div>
      </Checkbox.Group>
    </Form>
  );
}

const empty: Values = {
  kind: 'operational-call',
  title: '',
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  ownRule: '',
  time: '09:00',
  minutes: 30,
  place: '',
  from: null,
  organiserId: null,
  staff: [],
  contacts: [],
};

function valuesOf(series: Series, today: string): Values {
  const { kind, title, rule, time, minutes, place, organiserId, invitees } = series;
  const isUsual = usualRules.some((usual) => usual.rule === rule);
  const of = (which: 'provider' | 'client') =>
    invitees.flatMap(({ side, id }) => (side === which ? [id] : []));
  return {
    kind,
    title,
    rule: isUsual ? rule : own,
    ownRule: isUsual ? '' : rule,
    time,
    minutes,
    place,
    from: series.from > today ? series.from : today,
    organiserId,
    staff: of('provider'),
    contacts: of('client'),
  };
}

const bodyOf = (values: Values) => ({
  kind: seriesKinds.find((kind): kind is SeriesKind => kind === values.kind) ?? 'other',
  title: values.title,
  rule: values.rule === own ? values.ownRule : (values.rule ?? ''),
  time: values.time,
  minutes: Number(values.minutes),
  place: values.place,
  from: values.from ?? '',
  organiserId: PersonId.parse(values.organiserId ?? ''),
  staff: values.staff.map((id) => PersonId.parse(id)),
  contacts: values.contacts.map((id) => ContactId.parse(id)),
});
