import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { roundingIncrements } from '../terms.ts';
import { roundingWords } from './term-words.ts';

interface Props {
  readonly form: { readonly getInputProps: (field: string) => object };
  readonly field: string;
  readonly label: string;
  /** What nothing chosen means, where that can be. */
  readonly unset?: string;
  /** What can be chosen, each in words. */
  readonly words: Readonly<Record<string, string>>;
}

/** One of a few terms, chosen by its words. */
export function Chosen({ form, field, label, unset, words }: Props): ReactNode {
  return (
    <Select
      label={label}
      data={[
        ...(unset === undefined ? [] : [{ value: '', label: unset }]),
        ...Object.entries(words).map(([value, label]) => ({ value, label })),
      ]}
      allowDeselect={false}
      {...form.getInputProps(field)}
    />
  );
}

/** How time may be counted, each increment in words. */
export const increments: Readonly<Record<string, string>> = Object.fromEntries(
  roundingIncrements.map((one) => [String(one), roundingWords(one)]),
);
