import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ActForm } from '../../web/kit/form.tsx';
import type { EntryValues } from './entry-values.ts';

/** Work beyond the cap that could not wait for the client's consent: says so, and why. */
export function EmergencyField({ form: { form } }: { readonly form: ActForm<EntryValues> }): ReactNode {
  const { emergency } = form.values;
  return (
    <>
      <Checkbox
        mt="xs"
        label="This is an emergency that could not wait for consent"
        checked={emergency !== null}
        onChange={(event) => form.setValues({ emergency: event.currentTarget.checked ? '' : null })}
      />
      {emergency !== null && (
        <TextInput
          mt="xs"
          label="Why it could not wait"
          description="Your reason stays with the entry"
          autoComplete="off"
          {...form.getInputProps('emergency')}
          name="emergency"
        />
      )}
    </>
  );
}
