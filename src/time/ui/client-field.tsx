import { Select } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly form: {
    readonly getInputProps: (field: string) => object;
    readonly errors: Readonly<Record<string, ReactNode>>;
  };
  readonly name: string;
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly nobody?: string;
}

/** Whose client it is about, found by the beginning of its name; the first field of a dialog. */
export function ClientField({ form, name, clients, nobody }: Props): ReactNode {
  return (
    <Select
      label="Client"
      data={clients.map(({ id, name: label }) => ({ value: id, label }))}
      searchable
      openOnFocus={false}
      allowDeselect={false}
      selectFirstOptionOnChange
      autoSelectOnBlur
      {...(nobody === undefined ? {} : { nothingFoundMessage: nobody })}
      data-autofocus
      {...form.getInputProps(name)}
      error={form.errors[name] && 'Choose a client.'}
      name={name}
    />
  );
}
