import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { disputeApi } from '../dispute-api.ts';
import type { Dispute } from '../dispute.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import styles from './disputes.module.css';

/** What is filled in. The amount has no sign: the kind has it; an answer has none. */
interface Values extends Record<string, unknown> {
  kind: string;
  amount: string;
  words: string;
}

/** Ends a dispute: finance with a credit or a debit of the line, whoever else leads the service with an answer. */
export function SettleDialog({
  dispute,
  onClose,
}: {
  readonly dispute: Dispute;
  readonly onClose: () => void;
}): ReactNode {
  const { id, position, invoiceNumber, clientName, currency } = dispute;
  const mayAdjust = useMay(finance);
  const form = useActForm({
    initial: { kind: mayAdjust ? 'credit' : 'answer', amount: '', words: '' },
    route: disputeApi.settleDispute,
    request: ({ kind, amount, words }: Values) => ({
      params: { dispute: id },
      body: { words, ...(kind === 'answer' ? {} : { amount: signed(kind, amount.trim()) }) },
    }),
    refreshes: [disputeApi.listDisputes, adjustmentApi.listAdjustments],
    stale: [disputeApi.listDisputes],
    done: () => `The dispute is settled, and ${clientName} is told.`,
    next: onClose,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const isAnswer = values.kind === 'answer';
  const figure = /^\d+(\.\d+)?$/.test(values.amount) ? moneyFigure(values.amount, currency) : 'the amount';
  const act = isAnswer
    ? 'Settle with an answer'
    : `${values.kind === 'credit' ? 'Credit' : 'Charge'} ${figure} and settle`;
  return (
    <Dialog open title={`Settle the dispute of line ${position} of ${invoiceNumber}`} onClose={onClose} wide>
      <Form form={form} act={act} onCancel={onClose}>
        <p className={styles['about']}>
          Line {position} bills {moneyFigure(dispute.amount, currency)}.{' '}
          {isAnswer
            ? `${clientName} reads your answer, and may dispute the line again.`
            : `${invoiceNumber} stays as it is: the difference is a line of ${clientName}’s next invoice. It cannot be taken back.`}
          {!mayAdjust && ' A credit is made by finance.'}
        </p>
        {mayAdjust && (
          <div>
            <Choice
              label="How it ends"
              value={values.kind}
              onChange={(kind) => setFieldValue('kind', kind)}
              choices={{ credit: 'Credit', debit: 'Debit', answer: 'Answer alone' }}
            />
          </div>
        )}
        {!isAnswer && (
          <MoneyInput
            label="Amount"
            currency={currency}
            {...getInputProps('amount')}
            name="amount"
            data-autofocus
          />
        )}
        <Textarea
          label="Closing words"
          description={`${clientName} reads them beside the line${isAnswer ? '' : ' and on the next invoice'}.`}
          autosize
          minRows={2}
          {...getInputProps('words')}
          name="words"
        />
      </Form>
    </Dialog>
  );
}

const signed = (kind: string, amount: string): string => (kind === 'credit' ? `-${amount}` : amount);
