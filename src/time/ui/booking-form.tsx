import { Textarea, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { ClientId, type PersonId } from '../../people/person.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useNow, useToday } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import { parseQuickTime } from '../quick-time.ts';
import { spanWords } from './entry-words.ts';
import { typedTime, type TypedTime } from './typed-time.ts';
import type { WorkPlace } from './work-place.ts';
import { FeePreview } from './booking-fee.tsx';
import { ClientField } from './client-field.tsx';

interface Props {
  readonly worker: { readonly id: PersonId; readonly name: string; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly onDone: () => void;
}

interface Values extends Record<string, unknown> {
  client: string | null;
  day: string;
  window: string;
  expected: string;
  reason: string;
}

/** Asks the supervisor for work outside business hours, before it is done. */
export function BookingForm({ worker, places, onDone }: Props): ReactNode {
  const me = useMe().person;
  const now = useNow().toISOString();
  const clients = clientsIn(places);
  const initial: Values = {
    client: clients.length === 1 ? (clients[0]?.id ?? null) : null,
    day: useToday(worker.timeZone),
    window: '',
    expected: '',
    reason: '',
  };
  const windowOf = ({ day, window }: Values): TypedTime =>
    typedTime(window, { day, timeZone: worker.timeZone, taken: [], now });
  const form = useActForm({
    initial,
    route: timeApi.requestBooking,
    request: (values: Values) => {
      const window = windowOf(values);
      return {
        body: {
          clientId: ClientId.parse(values.client ?? ''),
          ...(worker.id === me.id ? {} : { personId: worker.id }),
          startsAt: window.kind === 'span' ? window.startedAt : '',
          endsAt: window.kind === 'span' ? window.endedAt : '',
          minutesExpected: minutesExpected(values.expected, window),
          reason: values.reason,
        },
      };
    },
    refreshes: [timeApi.listBookings],
    fieldOf: (path) =>
      ({ '/clientId': 'client', '/startsAt': 'window', '/endsAt': 'window', '/minutesExpected': 'expected' })[
        path
      ] ?? path.slice(1),
    done: ({ clientName, startsAt }) =>
      `Asked for after-hours work for ${clientName} on ${dayWords(startsAt.slice(0, 10))}.`,
    next: onDone,
  });
  const { values, getInputProps, setErrors } = form.form;
  const window = windowOf(values);
  const client = clients.find(({ id }) => id === values.client);
  const expected = minutesExpected(values.expected, window);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    if (window.kind === 'span' && !window.proposed && expected > 0) return form.submit(event);
    event.preventDefault();
    if (window.kind === 'span' && !window.proposed) setErrors({ expected: unclearExpected });
    else setErrors({ window: window.kind === 'span' ? 'Say from when to when, such as 18-22.' : window.why });
  };
  return (
    <Form form={{ ...form, submit }} act="Ask the supervisor" onCancel={onDone}>
      <ClientField
        form={form.form}
        name="client"
        clients={clients}
        nobody="You work for nobody of that name"
      />
      <div className="side-by-side">
        <DayInput label="Day" {...getInputProps('day')} name="day" />
        <TextInput
          label="Window"
          placeholder="18-22"
          description={
            window.kind === 'span' && !window.proposed
              ? spoken(window.startedAt, window.endedAt, worker.timeZone, client)
              : 'From when to when, by your clock'
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          {...getInputProps('window')}
          name="window"
        />
      </div>
      <TextInput
        label="Work expected in it"
        placeholder={window.kind === 'span' && !window.proposed ? 'all of it' : '1:30, 90 or 1.5'}
        autoComplete="off"
        {...getInputProps('expected')}
        name="expected"
      />
      <FeePreview
        asked={
          client && window.kind === 'span' && !window.proposed && expected > 0
            ? { client: client.id, startsAt: window.startedAt, endsAt: window.endedAt, expected }
            : null
        }
      />
      <Textarea
        label="Why it cannot be done in business hours"
        autosize
        minRows={2}
        {...getInputProps('reason')}
        name="reason"
      />
    </Form>
  );
}

const unclearExpected = 'Type how long the work should take, such as 1:30.';

/** What is expected in whole minutes: all of the window where nothing was said, and 0 for what cannot be read. */
function minutesExpected(text: string, window: TypedTime): number {
  if (text.trim() === '')
    return window.kind === 'span' ? (Date.parse(window.endedAt) - Date.parse(window.startedAt)) / 60_000 : 0;
  const quick = parseQuickTime(text);
  return quick.kind === 'duration' ? quick.minutes : 0;
}

function spoken(
  startsAt: string,
  endsAt: string,
  timeZone: string,
  client: { readonly name: string; readonly timeZone: string } | undefined,
): string {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const here = `${hoursWords(minutes)}: ${spanWords(startsAt, endsAt, timeZone)}`;
  return client && client.timeZone !== timeZone
    ? `${here}, at ${client.name} ${spanWords(startsAt, endsAt, client.timeZone)}`
    : here;
}

/** The clients among places, each once. */
export const clientsIn = (places: readonly WorkPlace[]): readonly NonNullable<WorkPlace['client']>[] => [
  ...new Map(
    places.flatMap(({ client, offTeam }) => (client && !offTeam ? [[client.id, client]] : [])),
  ).values(),
];
