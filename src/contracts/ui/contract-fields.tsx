import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import type { CalendarSummary } from '../../calendars/business-week.ts';
import { weekWords } from '../../calendars/ui/week-words.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { FieldGroup } from '../../web/kit/form.tsx';
import styles from './contract-fields.module.css';
import { lastOf, type Check, type ContractForm } from './contract-values.ts';
import { faultsAt, type RuleFault } from './rule-faults.tsx';

/** What every part of the form is given. */
export interface Part {
  readonly form: ContractForm;
  readonly faults: readonly RuleFault[];
  /** What the draft comes to, once the server has told. */
  readonly check: Check | undefined;
}

interface Props extends Part {
  readonly groups: readonly TechnologyGroup[];
  readonly calendars: readonly CalendarSummary[];
}

/** Base package, term and business hours. */
export function ContractFields({ form, faults, check, groups, calendars }: Props): ReactNode {
  const { values, getInputProps } = form;
  const calendar = calendars.find(({ id }) => id === values.calendar);
  const last = lastOf(values);
  return (
    <>
      <FieldGroup title="Base package">
        <div className={styles['pair']}>
          <Select
            label="For"
            data={[
              { value: 'standard', label: 'CSDM and CSE' },
              { value: 'csdm-only', label: 'CSDM only' },
            ]}
            allowDeselect={false}
            {...getInputProps('scope')}
            error={faultsAt(faults, '/packages/0/scope')}
            data-path="/packages/0/scope"
          />
          <NumberInput
            label="Hours a month"
            min={0}
            step={10}
            allowDecimal={false}
            {...getInputProps('hoursPerMonth')}
            error={faultsAt(faults, '/packages/0/hoursPerMonth')}
            data-path="/packages/0/hoursPerMonth"
          />
        </div>
        {values.scope === 'standard' && (
          <Checkbox.Group
            label="Technology groups"
            description="Each with a CSE of its own"
            {...getInputProps('technologyGroups')}
            error={faultsAt(faults, '/packages/0/technologyGroups', { below: true })}
          >
            <Group gap="lg" mt="xs">
              {groups.map(({ id, name }, at) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={name}
                  {...(at === 0 ? { 'data-path': '/packages/0/technologyGroups' } : {})}
                />
              ))}
            </Group>
          </Checkbox.Group>
        )}
      </FieldGroup>
      <FieldGroup title="Term">
        <div className={styles['pair']}>
          <DayInput
            label="First day"
            {...getInputProps('start')}
            error={faultsAt(faults, '/start')}
            data-path="/start"
          />
          <Select
            label="Length"
            description={last !== '' && values.length !== 'other' ? `until ${dayWords(last)}` : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={lengths}
            allowDeselect={false}
            {...getInputProps('length')}
            error={values.length === 'other' ? undefined : faultsAt(faults, '/end')}
            data-path={values.length === 'other' ? undefined : '/end'}
          />
        </div>
        <div className={styles['pair']}>
          {values.length === 'other' && (
            <DayInput
              label="Last day"
              {...getInputProps('last')}
              error={faultsAt(faults, '/end')}
              data-path="/end"
            />
          )}
          <TextInput
            label="Number"
            placeholder={check?.number}
            autoComplete="off"
            {...getInputProps('number')}
            error={faultsAt(faults, '/number')}
            data-path="/number"
          />
        </div>
        <Select
          label="Business hours"
          description={calendar ? weekWords(calendar.weekly) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...getInputProps('calendar')}
          error={faultsAt(faults, '/calendar')}
          data-path="/calendar"
        />
      </FieldGroup>
    </>
  );
}

const lengths = [
  { value: '12', label: '1 year' },
  { value: '24', label: '2 years' },
  { value: '36', label: '3 years' },
  { value: 'other', label: 'Another' },
];
