import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClientId, type PersonId } from '../../people/person.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { visitsApi } from '../api.ts';
import { clientsIn } from '../../time/ui/booking-form.tsx';
import type { WorkPlace } from '../../time/ui/work-place.ts';
import { ClientField } from '../../time/ui/client-field.tsx';

interface Props {
  readonly worker: { readonly id: PersonId; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly onDone: () => void;
}

interface Values extends Record<string, unknown> {
  clientId: string | null;
  day: string | null;
  amountExpected: string;
  purpose: string;
}

/** Asks for a visit to a client, with what cannot be done remotely. */
export function VisitForm({ worker, places, onDone }: Props): ReactNode {
  const me = useMe().person;
  const clients = clientsIn(places);
  const initial: Values = {
    clientId: clients.length === 1 ? (clients[0]?.id ?? null) : null,
    day: null,
    amountExpected: '',
    purpose: '',
  };
  const form = useActForm({
    initial,
    route: visitsApi.requestSiteVisit,
    request: ({ clientId, day, ...said }: Values) => ({
      body: {
        ...said,
        clientId: ClientId.parse(clientId ?? ''),
        day: day ?? '',
        ...(worker.id === me.id ? {} : { personId: worker.id }),
      },
    }),
    refreshes: [visitsApi.listSiteVisits],
    done: ({ clientName, day }) => `Asked for a visit to ${clientName} on ${dayWords(day)}.`,
    next: onDone,
  });
  const { values, getInputProps } = form.form;
  const currency = clients.find(({ id }) => id === values.clientId)?.currency ?? '';
  return (
    <Form form={form} act="Ask the supervisor" onCancel={onDone}>
      <ClientField form={form.form} name="clientId" clients={clients} />
      <div className="side-by-side">
        <DayInput label="Day, where the client is" {...getInputProps('day')} name="day" />
        <MoneyInput
          label="Travel should cost"
          placeholder="180.00"
          currency={currency}
          {...getInputProps('amountExpected')}
          name="amountExpected"
        />
      </div>
      <Textarea
        label="What cannot be done remotely"
        autosize
        minRows={2}
        {...getInputProps('purpose')}
        name="purpose"
      />
    </Form>
  );
}
