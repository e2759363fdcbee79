import type { ReactNode } from 'react';
import { CurrencyInput, MoneyInput } from '../../web/kit/inputs.tsx';
import { Chosen, increments } from './chosen.tsx';
import styles from './contract-fields.module.css';
import type { Part } from './contract-fields.tsx';
import { faultsAt } from './rule-faults.tsx';
import { afterHoursWords, invoiceWords, prorationWords } from './term-words.ts';

/** What was agreed otherwise than the price book has it. Closed until somebody needs it, or something in it is wrong. */
export function AgreedFields({ form, faults, check }: Part): ReactNode {
  const { values, getInputProps } = form;
  const terms = check?.terms;
  const money = { currency: values.currency, placeholder: '' };
  const wrong = faults.some(({ path }) => path.startsWith('/rates') || path.endsWith('/feeMonthly'));
  return (
    <details className={styles['agreed']} open={wrong || undefined}>
      <summary>
        Agreed otherwise
        <small>{check?.priceBook ? `than the price book ${check.priceBook.name} has it` : ''}</small>
      </summary>
      <div className={styles['inside']}>
        <div className={styles['pair']}>
          <CurrencyInput
            label="Currency"
            {...getInputProps('currency')}
            error={faultsAt(faults, '/currency')}
            data-path="/currency"
          />
          <MoneyInput
            label="Fee of the base package a month"
            {...money}
            placeholder={check?.packages[0]?.feeMonthly ?? ''}
            {...getInputProps('feeMonthly')}
            error={faultsAt(faults, '/packages/0/feeMonthly')}
            data-path="/packages/0/feeMonthly"
          />
          {rates.map(([field, rate, label]) => (
            <MoneyInput
              key={field}
              label={label}
              {...money}
              placeholder={terms?.rates[rate] ?? ''}
              {...getInputProps(field)}
              error={faultsAt(faults, `/rates/${rate}`)}
              data-path={`/rates/${rate}`}
            />
          ))}
        </div>
        <Chosen form={form} field="afterHours" label="After hours" words={afterHoursWords} unset={asInBook} />
        <Chosen
          form={form}
          field="proration"
          label="Months in part"
          words={prorationWords}
          unset={asInBook}
        />
        <Chosen form={form} field="roundingIncrement" label="Counting" words={increments} unset={asInBook} />
        <Chosen form={form} field="invoiceTiming" label="Invoices" words={invoiceWords} unset={asInBook} />
      </div>
    </details>
  );
}

const rates = [
  ['overage', 'overage', 'Overage an hour'],
  ['incremental', 'incremental', 'Incremental time an hour'],
  ['afterHoursRate', 'afterHours', 'After hours an hour'],
  ['surcharge', 'afterHoursSurcharge', 'After-hours surcharge an hour'],
] as const;

const asInBook = 'As the price book has it';
