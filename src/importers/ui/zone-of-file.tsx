import { Select, type SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props extends Pick<SelectProps, 'id' | 'label' | 'size'> {
  readonly value: string | null;
  readonly onZone: (zone: string | null) => void;
}

/** The zone by whose clock the times of a file are written: one for all, or that of each person. */
export function ZoneOfFile({ onZone, ...props }: Props): ReactNode {
  return (
    <Select
      {...props}
      placeholder="Choose"
      data={zones}
      searchable
      limit={60}
      nothingFoundMessage="No zone is called that"
      allowDeselect={false}
      comboboxProps={{ width: 'target', position: 'bottom-end' }}
      onChange={onZone}
    />
  );
}

const zones = [
  { value: 'person', label: 'Each person’s own' },
  ...['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    value: zone,
    label: zone,
  })),
];
