import { Select, TextInput, type SelectProps, type TextInputProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** An amount as the wire has it, `1650.00`, with its currency at the right. The server says what is wrong with it. */
export function MoneyInput({
  currency,
  ...props
}: TextInputProps & { readonly currency: string }): ReactNode {
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className="unit-in-field">{currency}</span>}
      rightSectionWidth={56}
      rightSectionPointerEvents="none"
    />
  );
}

/** A time zone by its name, `America/Chicago`; every zone the browser knows. */
export function ZoneInput(props: Omit<SelectProps, 'data'>): ReactNode {
  return (
    <Select
      {...props}
      data={zones}
      searchable
      limit={60}
      nothingFoundMessage="No zone is called that"
      allowDeselect={false}
    />
  );
}

/** A currency by its code and name. */
export function CurrencyInput(props: Omit<SelectProps, 'data'>): ReactNode {
  return (
    <Select
      {...props}
      data={currencies}
      searchable
      limit={60}
      nothingFoundMessage="No currency is called that"
      allowDeselect={false}
    />
  );
}

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });
const currencies = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} · ${currencyNames.of(code)}`,
}));

/** The zone the reader's device is in, as a first guess. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
