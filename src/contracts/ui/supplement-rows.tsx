import { ActionIcon, Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { supervisor } from '../../people/access.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { FieldGroup } from '../../web/kit/form.tsx';
import { useMay } from '../../web/kit/me.tsx';
import styles from './contract-fields.module.css';
import type { Part } from './contract-fields.tsx';
import { faultsAt } from './rule-faults.tsx';

interface Props extends Part {
  readonly groups: readonly TechnologyGroup[];
  /** Whose word that there are people for them is needed, and when; shown where there are supplements. */
  readonly word: ReactNode;
}

/** Supplements ordered with the contract. */
export function SupplementRows({ form, faults, groups, word }: Props): ReactNode {
  const { values, getInputProps, insertListItem, removeListItem } = form;
  const [first] = values.technologyGroups;
  return (
    <FieldGroup title="Supplements">
      {values.supplements.map((supplement, at) => {
        const field = (name: string): string => `supplements.${at}.${name}`;
        const path = `/packages/${at + 1}`;
        const of = groups.find(({ id }) => id === supplement.package)?.name ?? 'CSDM';
        return (
          // Supplements have no name of their own; they keep their order, and removing one redraws those after it.
          <div key={at} className={styles['supplement']}>
            <Select
              label="For"
              data={[
                { value: 'csdm', label: 'CSDM' },
                ...groups.map(({ id, name }) => ({ value: id, label: `CSE, ${name}` })),
              ]}
              allowDeselect={false}
              {...getInputProps(field('package'))}
              error={
                faultsAt(faults, `${path}/scope`) ??
                faultsAt(faults, `${path}/technologyGroup`) ??
                faultsAt(faults, path)
              }
              data-path={`${path}/technologyGroup`}
            />
            <NumberInput
              label="Hours a month"
              min={0}
              step={10}
              allowDecimal={false}
              {...getInputProps(field('hoursPerMonth'))}
              error={faultsAt(faults, `${path}/hoursPerMonth`)}
              data-path={`${path}/hoursPerMonth`}
            />
            <DayInput
              label="From"
              {...getInputProps(field('from'))}
              clearable
              placeholder="the first day"
              error={faultsAt(faults, `${path}/from`)}
              data-path={`${path}/from`}
            />
            <ActionIcon
              size={36}
              className={styles['remove'] ?? ''}
              aria-label={`Remove the supplement for ${of}`}
              onClick={() => removeListItem('supplements', at)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <div>
        <Button
          variant="default"
          size="compact-md"
          onClick={() =>
            insertListItem('supplements', { package: first ?? 'csdm', hoursPerMonth: 10, from: null })
          }
        >
          Add supplement
        </Button>
      </div>
      {values.supplements.length > 0 && word}
    </FieldGroup>
  );
}

/** The supervisor's word that there are people for the supplements, given by whoever signs. */
export function Acknowledgement({ form: { getInputProps }, faults }: Omit<Part, 'check'>): ReactNode {
  if (!useMay(supervisor))
    return (
      <p className="quiet">
        A supervisor orders supplements, because only they can say that there are people. Sign the contract
        without them and ask for them afterwards, or have a supervisor sign it.
      </p>
    );
  return (
    <>
      <Checkbox
        label="There are people for these supplemental hours"
        description="By signing you acknowledge availability; your name and the moment stay with each supplement."
        {...getInputProps('availabilityAcknowledged', { type: 'checkbox' })}
        error={faultsAt(faults, '/packages/1/availabilityAcknowledged')}
        data-path="/packages/1/availabilityAcknowledged"
      />
      <DayInput
        label="Ordered on"
        description="The day the client asked for them, from which notice counts"
        placeholder="today"
        clearable
        {...getInputProps('orderedOn')}
        error={faultsAt(faults, '/orderedOn')}
        data-path="/orderedOn"
      />
    </>
  );
}
