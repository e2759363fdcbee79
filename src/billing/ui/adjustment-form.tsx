import { Select, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request } from '../../core/route.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import type { Invoice } from '../invoice.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import styles from './adjustment-form.module.css';

/** What is filled in; `position` is the number of a line, or empty for the whole invoice. The amount has no sign: the kind has it. */
interface Values extends Record<string, unknown> {
  kind: string;
  position: string;
  amount: string;
  reason: string;
}

/** Credits or charges a difference to an invoice that is issued. Nothing on the invoice changes; the client's next one has a line more. */
export function AdjustmentForm({
  invoice,
  onDone,
  onCancel,
}: {
  readonly invoice: Invoice;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { number, clientName, currency, lines } = invoice;
  const form = useActForm({
    initial: { kind: 'credit', position: '', amount: '', reason: '' },
    route: adjustmentApi.adjustInvoice,
    request: (values: Values) => requestOf(invoice, values),
    refreshes: [adjustmentApi.listAdjustments],
    done: ({ amount }) =>
      `${moneyFigure(amount.replace('-', ''), currency)} ${amount.startsWith('-') ? 'is credited' : 'is charged'} with ${clientName}’s next invoice.`,
    next: onDone,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const isCredit = values.kind === 'credit';
  const figure = /^\d+(\.\d+)?$/.test(values.amount) ? moneyFigure(values.amount, currency) : '';
  return (
    <Form
      form={form}
      act={`${isCredit ? 'Credit' : 'Charge'} ${figure || 'the amount'} to ${clientName}`}
      onCancel={onCancel}
    >
      <p className={styles['why']}>
        {number} stays as it is. The difference becomes a line of {clientName}’s next invoice, where the
        client reads your reason. It cannot be taken back, only set right by another.
      </p>
      <div>
        <Choice
          label="Which way"
          value={values.kind}
          onChange={(kind) => setFieldValue('kind', kind)}
          choices={{ credit: 'Credit: the client pays less', debit: 'Debit: the client pays more' }}
        />
      </div>
      <Select
        label="About"
        data={[
          { value: '', label: 'The whole invoice' },
          ...lines.map(({ position, words, amount }) => ({
            value: String(position),
            label: `Line ${position}: ${words}, ${moneyFigure(amount, currency)}`,
          })),
        ]}
        allowDeselect={false}
        {...getInputProps('position')}
        name="position"
      />
      <MoneyInput
        label="Amount"
        currency={currency}
        {...getInputProps('amount')}
        name="amount"
        data-autofocus
      />
      <Textarea
        label="Reason"
        description="The client reads it on the next invoice."
        rows={2}
        {...getInputProps('reason')}
        name="reason"
      />
    </Form>
  );
}

const requestOf = (
  { number }: Invoice,
  { kind, position, amount, reason }: Values,
): Request<typeof adjustmentApi.adjustInvoice> => ({
  params: { invoice: number },
  body: {
    position: position === '' ? null : Number(position),
    amount: kind === 'credit' ? `-${amount.trim()}` : amount.trim(),
    reason,
  },
});
