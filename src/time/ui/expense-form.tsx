import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClientId, type PersonId } from '../../people/person.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import { expenseKinds } from '../expense.ts';
import type { SiteVisit } from '../site-visit.ts';
import { clientsIn } from './booking-form.tsx';
import { expenseWords } from './expense-words.ts';
import type { WorkPlace } from './work-place.ts';
import { ClientField } from './client-field.tsx';

interface Props {
  readonly worker: { readonly id: PersonId; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly visits: readonly SiteVisit[];
  readonly onDone: () => void;
}

interface Values extends Record<string, unknown> {
  clientId: string | null;
  siteVisitId: string;
  day: string;
  kind: string;
  amount: string;
  note: string;
}

/** Enters what a site visit cost, in the client's currency. */
export function ExpenseForm({ worker, places, visits, onDone }: Props): ReactNode {
  const me = useMe().person;
  const clients = clientsIn(places);
  const initial: Values = {
    clientId: clients.length === 1 ? (clients[0]?.id ?? null) : null,
    siteVisitId: '',
    day: useToday(worker.timeZone),
    kind: 'transport',
    amount: '',
    note: '',
  };
  const form = useActForm({
    initial,
    route: timeApi.addExpense,
    request: ({ clientId, siteVisitId, kind, ...said }: Values) => ({
      body: {
        ...said,
        clientId: ClientId.parse(clientId ?? ''),
        siteVisitId: visits.find(({ id }) => id === siteVisitId)?.id ?? null,
        kind: expenseKinds.find((known) => known === kind) ?? 'other',
        ...(worker.id === me.id ? {} : { personId: worker.id }),
      },
    }),
    refreshes: [timeApi.listExpenses],
    done: ({ amount, currency, clientName }) =>
      `${moneyFigure(amount, currency)} for ${clientName} is entered.`,
    next: onDone,
  });
  const { values, getInputProps } = form.form;
  const client = clients.find(({ id }) => id === values.clientId);
  const ofClient = visits.filter(({ clientId }) => clientId === values.clientId);
  return (
    <Form form={form} act="Add the expense" onCancel={onDone}>
      <ClientField form={form.form} name="clientId" clients={clients} />
      <NativeSelect
        label="Site visit"
        description="Only what an approved visit cost is billed"
        data={[
          { value: '', label: 'None' },
          ...ofClient.map(({ id, day, purpose }) => ({
            value: id,
            label: `${dayWords(day)}: ${purpose}`,
          })),
        ]}
        {...getInputProps('siteVisitId')}
        name="siteVisitId"
      />
      <div className="side-by-side">
        <NativeSelect
          label="Kind"
          data={expenseKinds.map((value) => ({ value, label: expenseWords[value] }))}
          {...getInputProps('kind')}
          name="kind"
        />
        <MoneyInput
          label="Amount"
          placeholder="42.50"
          currency={client?.currency ?? ''}
          {...getInputProps('amount')}
          name="amount"
        />
      </div>
      <DayInput label="Day, where the client is" {...getInputProps('day')} name="day" />
      <TextInput label="Note" autoComplete="off" {...getInputProps('note')} name="note" />
    </Form>
  );
}
