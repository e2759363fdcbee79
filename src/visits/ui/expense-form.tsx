import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClientId, type PersonId } from '../../people/person.ts';
import { clientsIn } from '../../time/ui/booking-form.tsx';
import { ClientField } from '../../time/ui/client-field.tsx';
import type { WorkPlace } from '../../time/ui/work-place.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { visitsApi } from '../api.ts';
import { expenseKinds, measureOf } from '../cost.ts';
import type { Expense } from '../expense.ts';
import { beyondEstimate, SiteVisitId, type SiteVisit } from '../site-visit.ts';
import { ratesOn } from '../travel-rate.ts';
import { CostPreview, pricedOf, saidOf, type TypedCost } from './cost-preview.tsx';
import { expenseWords } from './expense-words.ts';
import { changedByExpenses } from './refreshed.ts';

interface Props {
  readonly worker: { readonly id: PersonId; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
  readonly visits: readonly SiteVisit[];
  /** The expense to change; a new one unless given. */
  readonly expense?: Expense;
  readonly onCancel: () => void;
  readonly onDone: (expense: Expense) => void;
}

interface Values extends Record<string, unknown> {
  clientId: string | null;
  siteVisitId: string;
  day: string;
  kind: string;
  amount: string;
  distance: string;
  minutes: string;
  note: string;
}

/** Enters what a site visit cost, in the client's currency, or puts right what was entered. */
export function ExpenseForm({ expense, ...props }: Props): ReactNode {
  return expense ? <Change {...props} expense={expense} /> : <Addition {...props} />;
}

function Addition({ worker, places, visits, onCancel, onDone }: Omit<Props, 'expense'>): ReactNode {
  const me = useMe().person;
  const clients = clientsIn(places);
  const initial: Values = {
    clientId: clients.length === 1 ? (clients[0]?.id ?? null) : null,
    siteVisitId: '',
    day: useToday(worker.timeZone),
    kind: 'transport',
    amount: '',
    distance: '',
    minutes: '',
    note: '',
  };
  const form = useActForm({
    initial,
    route: visitsApi.addExpense,
    request: (values: Values) => ({
      body: { ...said(values), ...(worker.id === me.id ? {} : { personId: worker.id }) },
    }),
    refreshes: changedByExpenses,
    done: ({ amount, currency, clientName }) =>
      `${moneyFigure(amount, currency)} for ${clientName} is entered.`,
    next: onDone,
  });
  return <Fields form={form} act="Add the expense" clients={clients} visits={visits} onCancel={onCancel} />;
}

function Change({
  places,
  visits,
  expense,
  onCancel,
  onDone,
}: Omit<Props, 'expense'> & { readonly expense: Expense }): ReactNode {
  const { clientId, siteVisitId, day, kind, amount, distance, minutes, note, version } = expense;
  const initial: Values = {
    clientId,
    siteVisitId: siteVisitId ?? '',
    day,
    kind,
    amount,
    distance: distance ?? '',
    minutes: minutes === null ? '' : String(minutes),
    note,
  };
  const form = useActForm({
    initial,
    route: visitsApi.editExpense,
    request: (values: Values) => ({
      params: { expense: expense.id },
      body: { ...said(values), version },
    }),
    refreshes: changedByExpenses,
    done: (changed) => `It is ${moneyFigure(changed.amount, changed.currency)} now.`,
    next: onDone,
  });
  return (
    <Fields
      form={form}
      act="Save the expense"
      clients={clientsIn(places)}
      visits={visits}
      before={expense}
      onCancel={onCancel}
    />
  );
}

const typed = ({ kind, amount, distance, minutes }: Values): TypedCost => ({
  kind: expenseKinds.find((known) => known === kind) ?? 'other',
  amount,
  distance,
  minutes,
});

const said = (values: Values) => ({
  clientId: ClientId.parse(values.clientId ?? ''),
  siteVisitId: values.siteVisitId === '' ? null : SiteVisitId.parse(values.siteVisitId),
  day: values.day,
  note: values.note,
  ...saidOf(typed(values)),
});

interface FieldsProps {
  readonly form: ActForm<Values>;
  readonly act: string;
  readonly clients: ReturnType<typeof clientsIn>;
  readonly visits: readonly SiteVisit[];
  readonly before?: Expense;
  readonly onCancel: () => void;
}

function Fields({ form, act, clients, visits, before, onCancel }: FieldsProps): ReactNode {
  const { values, getInputProps } = form.form;
  const all = useAnswer(visitsApi.listTravelRates, {});
  const client = clients.find(({ id }) => id === values.clientId);
  const ofClient = visits.filter(({ clientId }) => clientId === values.clientId);
  const isElsewhere = values.siteVisitId !== '' && !visits.some(({ id }) => id === values.siteVisitId);
  const visit = visits.find(({ id }) => id === values.siteVisitId);
  const currency = visit?.currency ?? client?.currency ?? '';
  const measure = measureOf(typed(values).kind);
  const rates = ratesOn(all.data?.rates ?? [], currency, values.day);
  const cost = client && all.data ? pricedOf(typed(values), rates, currency) : null;
  const unit = rates.mileage?.unit ?? 'km';
  return (
    <Form form={form} act={act} onCancel={onCancel}>
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
        {measure === 'distance' ? (
          <MoneyInput
            label="Distance"
            placeholder="84.5"
            currency={unit === 'mile' ? 'miles' : 'km'}
            {...getInputProps('distance')}
            name="distance"
          />
        ) : measure === 'minutes' ? (
          <MoneyInput
            label="Time on the road"
            placeholder="90"
            currency="min"
            {...getInputProps('minutes')}
            name="minutes"
          />
        ) : (
          <MoneyInput
            label="Amount"
            placeholder="42.50"
            currency={currency}
            {...getInputProps('amount')}
            name="amount"
          />
        )}
      </div>
      {(measure !== 'amount' || visit) && (
        <CostPreview cost={cost} currency={currency}>
          {visit && cost !== null && typeof cost !== 'string' && (
            <Effect visit={visit} more={cost.amount} before={before} />
          )}
        </CostPreview>
      )}
      <DayInput label="Day, where the client is" {...getInputProps('day')} name="day" />
      <TextInput label="Note" autoComplete="off" {...getInputProps('note')} name="note" />
    </Form>
  );
}

/** What becomes of the visit's estimate with this expense; what the expense came to before is not counted twice. */
function Effect({
  visit,
  more,
  before,
}: {
  readonly visit: SiteVisit;
  readonly more: string;
  readonly before: Expense | undefined;
}): ReactNode {
  if (before?.siteVisitId === visit.id) return null;
  const beyond = beyondEstimate(visit, more);
  return beyond === null ? (
    <span className="quiet">Within the estimate of the visit.</span>
  ) : (
    <span>
      <StatePill tone="warn">{moneyFigure(beyond, visit.currency)} more</StatePill> than the visit was
      estimated at. You can enter it; it shows before the month is closed.
    </span>
  );
}
