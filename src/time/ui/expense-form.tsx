import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClientId, type PersonId } from '../../people/person.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import { expenseKinds } from '../expense.ts';
import type { Expense } from '../expense.ts';
import { SiteVisitId, type SiteVisit } from '../site-visit.ts';
import { clientsIn } from './booking-form.tsx';
import { expenseWords } from './expense-words.ts';
import type { WorkPlace } from './work-place.ts';
import { ClientField } from './client-field.tsx';

interface Props {
  readonly worker: { readonly id: PersonId; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly visits: readonly SiteVisit[];
  /** The expense to change; a new one unless given. */
  readonly expense?: Expense;
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

/** Enters what a site visit cost, in the client's currency, or puts right what was entered. */
export function ExpenseForm({ expense, ...props }: Props): ReactNode {
  return expense ? <Change {...props} expense={expense} /> : <Addition {...props} />;
}

function Addition({ worker, places, visits, onDone }: Omit<Props, 'expense'>): ReactNode {
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
    request: (values: Values) => ({
      body: { ...said(values), ...(worker.id === me.id ? {} : { personId: worker.id }) },
    }),
    refreshes: [timeApi.listExpenses],
    done: ({ amount, currency, clientName }) =>
      `${moneyFigure(amount, currency)} for ${clientName} is entered.`,
    next: onDone,
  });
  return <Fields form={form} act="Add the expense" clients={clients} visits={visits} onDone={onDone} />;
}

function Change({
  places,
  visits,
  expense,
  onDone,
}: Omit<Props, 'expense'> & { readonly expense: Expense }): ReactNode {
  const { clientId, siteVisitId, day, kind, amount, note, version } = expense;
  const initial: Values = { clientId, siteVisitId: siteVisitId ?? '', day, kind, amount, note };
  const form = useActForm({
    initial,
    route: timeApi.editExpense,
    request: (values: Values) => ({
      params: { expense: expense.id },
      body: { ...said(values), version },
    }),
    refreshes: [timeApi.listExpenses],
    done: (changed) => `It is ${moneyFigure(changed.amount, changed.currency)} now.`,
    next: onDone,
  });
  return (
    <Fields form={form} act="Save the expense" clients={clientsIn(places)} visits={visits} onDone={onDone} />
  );
}

const said = ({ clientId, siteVisitId, kind, ...rest }: Values) => ({
  ...rest,
  clientId: ClientId.parse(clientId ?? ''),
  siteVisitId: siteVisitId === '' ? null : SiteVisitId.parse(siteVisitId),
  kind: expenseKinds.find((known) => known === kind) ?? 'other',
});

interface FieldsProps {
  readonly form: ActForm<Values>;
  readonly act: string;
  readonly clients: ReturnType<typeof clientsIn>;
  readonly visits: readonly SiteVisit[];
  readonly onDone: () => void;
}

function Fields({ form, act, clients, visits, onDone }: FieldsProps): ReactNode {
  const { values, getInputProps } = form.form;
  const client = clients.find(({ id }) => id === values.clientId);
  const ofClient = visits.filter(({ clientId }) => clientId === values.clientId);
  const isElsewhere = values.siteVisitId !== '' && !visits.some(({ id }) => id === values.siteVisitId);
  return (
    <Form form={form} act={act} onCancel={onDone}>
      <ClientField form={form.form} name="clientId" clients={clients} />
      <NativeSelect
        label="Site visit"
        description="Only what an approved visit cost is billed"
        data={[
          { value: '', label: 'None' },
          ...(isElsewhere ? [{ value: values.siteVisitId, label: 'An earlier visit, as it is' }] : []),
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
