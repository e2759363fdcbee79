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
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { taxApi } from '../tax-api.ts';
import type { Tax, TaxCategory } from '../tax.ts';

/** The provider's taxes, each with its rate or why there is none; finance adds to them. */
export function TaxesPanel(): ReactNode {
  const taxes = useAnswer(taxApi.listTaxes, {});
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay(finance);
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
        columns={columns}
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

const columns: readonly Column<Tax>[] = [
  { head: 'Tax', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { head: 'Kind', cell: ({ category }) => categoryWords[category] },
  {
    head: 'Rate, or why none',
    cell: ({ rates, reason }) =>
      reason ?? rates.map(({ rate, from }) => `${rate} % from ${dayWords(from)}`).join(', '),
  },
];

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
