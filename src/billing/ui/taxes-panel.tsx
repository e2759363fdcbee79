import { taxCategories } from '../tax.ts';
import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { DayInput } from '../../web/kit/day-input.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { taxApi } from '../tax-api.ts';
import type { Tax, TaxCategory } from '../tax.ts';
import styles from './taxes-panel.module.css';

/** The provider's taxes, each with its rate or why there is none; finance adds to them. */
export function TaxesPanel(): ReactNode {
  const taxes = useAnswer(taxApi.listTaxes, {});
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Tax | null>(null);
  const mayAdd = useMay(finance);
  const { provider } = useMe();
  const today = useToday(provider.timeZone);
  const add = (): void => setAdding(true);
  return (
    <Panel
      title="Taxes"
      flush
      acts={
        mayAdd && (
          <Button variant="subtle" size="compact-sm" onClick={add}>
            Add a tax
          </Button>
        )
      }
    >
      <DataTable
        label="Taxes"
        answer={taxes}
        rowsOf={rowsOf}
        columns={columnsFor(today, mayAdd ? setChanging : null)}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="No taxes yet" {...(mayAdd ? { act: { label: 'Add a tax', run: add } } : {})}>
            Until a client has one, its invoices say that they are not subject to tax.
          </EmptyState>
        }
      />
      <Dialog open={adding} title="Add a tax" onClose={() => setAdding(false)}>
        <TaxForm onDone={() => setAdding(false)} />
      </Dialog>
      {changing && (
        <Dialog open title={`Add a rate of ${changing.name}`} onClose={() => setChanging(null)}>
          <RateForm tax={changing} onDone={() => setChanging(null)} />
        </Dialog>
      )}
    </Panel>
  );
}

const rowsOf = (taxes: Response<typeof taxApi.listTaxes>): readonly Tax[] => taxes;

export const categoryWords: Readonly<Record<TaxCategory, string>> = {
  S: 'Standard rate',
  Z: 'Zero rate',
  E: 'Exempt',
  AE: 'Reverse charge',
  O: 'Outside the scope of tax',
};

const columnsFor = (today: string, change: ((tax: Tax) => void) | null): readonly Column<Tax>[] => [
  { head: 'Tax', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { head: 'Kind', cell: ({ category }) => categoryWords[category] },
  {
    head: 'Rate, or why none',
    cell: ({ rates, reason }) => reason ?? <Rates rates={rates} today={today} />,
  },
  ...(change
    ? [
        {
          head: '',
          width: '120px',
          cell: (tax: Tax) =>
            tax.category === 'S' && (
              <Button variant="subtle" size="compact-xs" onClick={() => change(tax)}>
                Add a rate
              </Button>
            ),
        },
      ]
    : []),
];

/** Every rate from when it holds, the newest first: what is to come, what is charged today, what was. */
function Rates({ rates, today }: Pick<Tax, 'rates'> & { readonly today: string }): ReactNode {
  const now = rates.findLastIndex(({ from }) => from <= today);
  return (
    <ul className={styles['rates']}>
      {rates
        .map(({ rate, from }, index) => (
          <li key={from}>
            <span className={index === now ? styles['now'] : styles['other']}>
              {rate} % {index > now ? 'to come, from' : index < now ? 'before, from' : 'from'}{' '}
              {dayWords(from)}
            </span>
          </li>
        ))
        .toReversed()}
    </ul>
  );
}

/** A further rate from a day on; the ones before it stay. */
function RateForm({
  tax: { id, name },
  onDone,
}: {
  readonly tax: Tax;
  readonly onDone: () => void;
}): ReactNode {
  const form = useActForm({
    initial: { rate: '', from: '' },
    route: taxApi.setTaxRate,
    request: (body) => ({ params: { tax: id }, body }),
    refreshes: [taxApi.listTaxes],
    done: () => `${name} has its further rate.`,
    next: onDone,
  });
  const { getInputProps } = form.form;
  return (
    <Form form={form} act="Add the rate" onCancel={onDone} ready>
      <TextInput
        label="Rate in percent"
        inputMode="decimal"
        placeholder="8.25"
        {...getInputProps('rate')}
        name="rate"
      />
      <DayInput
        label="From"
        description="Invoices issued from this day on have it; those that are issued keep theirs"
        {...getInputProps('from')}
        name="from"
      />
    </Form>
  );
}

function TaxForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const form = useActForm({
    initial: { name: '', category: 'S', rate: '', from: '', reason: '', reasonCode: '' },
    route: taxApi.addTax,
    request: ({ name, category, rate, from, reason, reasonCode }) => ({
      body: {
        name,
        category: taxCategories.find((one) => one === category) ?? 'S',
        rate: rate || null,
        from: from || null,
        reason: reason || null,
        reasonCode: reasonCode || null,
      },
    }),
    refreshes: [taxApi.listTaxes],
    done: ({ name }) => `${name} is added.`,
    next: onDone,
  });
  const { values, getInputProps } = form.form;
  const isCharged = values.category === 'S' || values.category === 'Z';
  return (
    <Form form={form} act="Add the tax" onCancel={onDone} ready>
      <TextInput label="Name" description="As it stands on invoices" {...getInputProps('name')} name="name" />
      <Select
        label="Kind"
        data={taxCategories.map((value) => ({ value, label: categoryWords[value] }))}
        allowDeselect={false}
        {...getInputProps('category')}
        name="category"
      />
      {values.category === 'S' && (
        <>
          <TextInput
            label="Rate in percent"
            inputMode="decimal"
            placeholder="8.25"
            {...getInputProps('rate')}
            name="rate"
          />
          <DayInput label="From" {...getInputProps('from')} name="from" />
        </>
      )}
      {!isCharged && (
        <>
          <TextInput
            label="Reason"
            description="Why no tax is charged, in words for the invoice"
            {...getInputProps('reason')}
            name="reason"
          />
          <TextInput
            label="Code of the reason"
            description="Of the code list VATEX, such as VATEX-EU-AE; may be left empty"
            {...getInputProps('reasonCode')}
            name="reasonCode"
          />
        </>
      )}
    </Form>
  );
}
