import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { contractsApi } from '../../contracts/api.ts';
import { lastDayOf } from '../../web/kit/days.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Facts } from '../../web/kit/panel.tsx';
import { quotesApi } from '../api.ts';
import type { Quote } from '../quote.ts';
import styles from './quote-files.module.css';

interface Props {
  readonly quote: Quote;
  /** Which option, from 1. */
  readonly option: number;
  readonly onClose: () => void;
}

/** Says what is signed, and takes the name and the word of whoever signs; what is accepted is the document with this hash. */
export function AcceptDialog({ quote, option: position, onClose }: Props): ReactNode {
  const option = quote.options[position - 1];
  const documentHash = quote.sent?.documentHash ?? '';
  const form = useActForm({
    initial: { signedName: '', hasAuthority: false },
    route: quotesApi.acceptQuote,
    request: ({ signedName, hasAuthority }: { signedName: string; hasAuthority: boolean }) => ({
      params: { quote: quote.id },
      body: { option: position, documentHash, signedName, hasAuthority },
    }),
    refreshes: [quotesApi.getQuote, quotesApi.listQuotes, contractsApi.listClientContracts],
    done: () => 'Accepted; the contract is signed.',
    next: onClose,
  });
  if (!option) return null;
  const { contract, feeMonthly, feeTerm } = option;
  const money = (amount: string): string => moneyFigure(amount, quote.currency);
  return (
    <Dialog open title={`Accept ${option.name}`} onClose={onClose} wide>
      <Form form={form} act={`Sign for ${money(feeMonthly)} a month`} onCancel={onClose}>
        <Facts
          facts={{
            Contract: contract.number,
            Term: `${dayWords(contract.start)} to ${dayWords(lastDayOf(contract.end))}`,
            'Fee of a month': money(feeMonthly),
            'Whole term': money(feeTerm),
          }}
        />
        <p className={styles['hash']}>
          You accept the document of quote {quote.number} with this SHA-256: <code>{documentHash}</code>
        </p>
        <TextInput
          label="Your name"
          name="signedName"
          autoComplete="name"
          {...form.form.getInputProps('signedName')}
          data-autofocus
        />
        <Checkbox
          label="I may sign contracts for my organisation"
          name="hasAuthority"
          {...form.form.getInputProps('hasAuthority', { type: 'checkbox' })}
        />
      </Form>
    </Dialog>
  );
}
