import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { changeDayWords, soldWords } from './book-lines.ts';
import { Sheet, SheetRow } from './book-rows.tsx';
import { bookOf, type BookForm } from './book-values.ts';
import { Chosen, increments } from './chosen.tsx';
import styles from './new-price-book-page.module.css';
import { afterHoursWords, invoiceWords, prorationWords } from './term-words.ts';

/** What every part of the form is given. */
export interface BookPart {
  readonly form: BookForm;
  readonly groups: readonly TechnologyGroup[];
  /** What is wrong at a place of the draft, `/packages/0/feePerHour`. */
  readonly faultAt: (path: string) => string | undefined;
}

/** Name, first day, rates and terms. */
export function BookFields({ form, faultAt }: BookPart): ReactNode {
  const { values, getInputProps } = form;
  return (
    <Panel title="The book">
      <div className="form">
        <div className={styles['three']}>
          <TextInput
            label="Name"
            {...getInputProps('name')}
            error={faultAt('/name')}
            name="name"
            autoComplete="off"
          />
          <DayInput
            label="In force from"
            description="The one before is in force until then"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...getInputProps('from')}
            error={faultAt('/from')}
            name="from"
          />
          <NumberInput
            label="Days of notice for a supplement"
            {...whole}
            {...getInputProps('noticeDays')}
            error={faultAt('/noticeDays')}
          />
        </div>
        <div className={styles['four']}>
          {rates.map(([rate, label]) => (
            <MoneyInput
              key={rate}
              label={label}
              currency={values.currency}
              {...getInputProps(`rates.${rate}`)}
              error={faultAt(`/rates/${rate}`)}
            />
          ))}
        </div>
        <div className={styles['pair']}>
          <Chosen form={form} field="afterHours" label="After hours" words={afterHoursWords} />
          <Chosen form={form} field="proration" label="Months in part" words={prorationWords} />
          <Chosen form={form} field="roundingIncrement" label="Counting" words={increments} />
          <Chosen form={form} field="invoiceTiming" label="Invoices" words={invoiceWords} />
          <Chosen form={form} field="changeDay" label="Changes" words={changeDayWords} />
        </div>
      </div>
    </Panel>
  );
}

/** What is sold, from how many hours a month in which steps, for how much an hour. */
export function PackageRows({ form, groups, faultAt }: BookPart): ReactNode {
  const { values, getInputProps, insertListItem, removeListItem } = form;
  const groupName = (id: string): string => groups.find((group) => group.id === id)?.name ?? id;
  const names = bookOf(values).packages.map((sold) => soldWords(sold, groupName));
  const offered = [
    { value: 'csdm-only', label: 'Base, CSDM only' },
    { value: 'standard', label: 'Base, CSDM and CSE' },
    { value: 'csdm', label: 'Supplement, CSDM' },
    ...groups.map(({ id, name }) => ({ value: `cse:${id}`, label: `Supplement, CSE, ${name}` })),
  ];
  return (
    <Panel
      title="Packages"
      acts={
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            insertListItem('packages', { sold: 'csdm', minimumHours: 10, lotHours: 10, feePerHour: '' })
          }
        >
          Add a package
        </Button>
      }
    >
      <Sheet
        heads={['Package', 'From hours', 'Steps of', `${values.currency} an hour a month`]}
        shape={packageShape}
        fault={faultAt('/packages')}
      >
        {values.packages.map((_, at) => {
          const name = names[at] ?? '';
          const place = `/packages/${at}`;
          const marked = (field: string): boolean => Boolean(faultAt(place + field));
          return (
            // Rows have no name of their own; they keep their order, and removing one redraws those after it.
            <SheetRow
              key={at}
              shape={packageShape}
              name={name}
              faults={packageFields.map((field) => faultAt(place + field))}
              onRemove={() => removeListItem('packages', at)}
            >
              <Select
                aria-label={`Package ${at + 1}`}
                data={offered}
                allowDeselect={false}
                {...getInputProps(`packages.${at}.sold`)}
                error={marked('') || marked('/technologyGroup')}
              />
              <NumberInput
                aria-label={`From hours of ${name}`}
                {...whole}
                {...getInputProps(`packages.${at}.minimumHours`)}
                error={marked('/minimumHours')}
              />
              <NumberInput
                aria-label={`Steps of ${name}`}
                {...whole}
                {...getInputProps(`packages.${at}.lotHours`)}
                error={marked('/lotHours')}
              />
              <TextInput
                aria-label={`Fee for an hour a month of ${name}`}
                inputMode="decimal"
                autoComplete="off"
                {...getInputProps(`packages.${at}.feePerHour`)}
                error={marked('/feePerHour')}
              />
            </SheetRow>
          );
        })}
      </Sheet>
    </Panel>
  );
}

const packageFields = ['', '/technologyGroup', '/minimumHours', '/lotHours', '/feePerHour'];
const packageShape = '3fr 1fr 1fr 1.5fr';
const whole = { min: 0, allowDecimal: false, hideControls: true } as const;
const rates = [
  ['overage', 'Overage an hour'],
  ['incremental', 'Incremental time an hour'],
  ['afterHours', 'After hours an hour'],
  ['afterHoursSurcharge', 'After-hours surcharge an hour'],
] as const;
