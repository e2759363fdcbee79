import { Button, MultiSelect, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import { DayInput } from '../../web/kit/day-input.tsx';
import { changeKinds, type PartValues } from './change-values.ts';
import styles from './changes.module.css';

interface Props {
  readonly part: PartValues;
  /** What a field of this part is called in the form, its value, and why it cannot be. */
  readonly field: (name: string) => object;
  /** Why the part cannot be as it is, where no field of it is to blame. */
  readonly fault: ReactNode;
  readonly groups: readonly { readonly value: string; readonly label: string }[];
  /** Takes the part out of the change; missing where it is the only one. */
  readonly onRemove?: () => void;
}

/** The fields of one thing that changes. */
export function ChangePartFields({ part: { kind }, field, fault, groups, onRemove }: Props): ReactNode {
  const name = changeKinds.find(({ value }) => value === kind)?.label ?? '';
  return (
    <fieldset className={styles['part']}>
      <legend className="for-reader">{name}</legend>
      <Select label="What changes" data={changeKinds} allowDeselect={false} {...field('kind')} />
      {(kind === 'base' || kind === 'supplement') && (
        <NumberInput
          label="Hours a month"
          min={0}
          step={10}
          allowDecimal={false}
          {...field('hoursPerMonth')}
        />
      )}
      {kind === 'base' && (
        <MultiSelect
          label="Technology groups"
          description="None: hours of the CSDM alone"
          data={[...groups]}
          {...field('technologyGroups')}
        />
      )}
      {kind === 'supplement' && (
        <Select
          label="For"
          data={[
            { value: 'csdm', label: 'CSDM' },
            ...groups.map(({ value, label }) => ({ value, label: `CSE, ${label}` })),
          ]}
          allowDeselect={false}
          {...field('supplement')}
        />
      )}
      {kind === 'rates' && (
        <>
          <TextInput label="Overage an hour" {...field('overage')} />
          <TextInput label="After hours an hour" {...field('afterHours')} />
          <TextInput label="Incremental time an hour" {...field('incremental')} />
        </>
      )}
      {kind === 'scope' && <Textarea label="What is altered" autosize minRows={2} {...field('words')} />}
      {kind === 'end' && (
        <DayInput
          label="First day without the contract"
          description="Later than now extends it with all its packages"
          {...field('end')}
        />
      )}
      {fault && <p className="note">{fault}</p>}
      {onRemove && (
        <Button variant="subtle" size="compact-sm" className={styles['remove'] ?? ''} onClick={onRemove}>
          Leave out<span className="for-reader"> {name}</span>
        </Button>
      )}
    </fieldset>
  );
}
