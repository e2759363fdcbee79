import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { monthWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { MoneyInput } from '../../web/kit/inputs.tsx';
import { consentApi } from '../consent-api.ts';
import { previewsApi } from '../preview-api.ts';

interface Props {
  readonly client: ClientId;
  readonly currency: string;
  readonly month: string;
  /** Whether the client sets it itself; otherwise it is said who of it agreed. */
  readonly ofClient: boolean;
  readonly onClose: () => void;
}

/** Sets how much overage a month may have from a month on; an empty amount is no cap. */
export function CapDialog({ client, currency, month, ofClient, onClose }: Props): ReactNode {
  const form = useActForm({
    initial: { amount: '', agreedWith: '' },
    route: consentApi.setOverageCap,
    request: ({ amount, agreedWith }: { amount: string; agreedWith: string }) => ({
      params: { client },
      body: { from: month, amount: amount.trim() === '' ? null : amount.trim(), agreedWith },
    }),
    refreshes: [consentApi.showOverageCap, previewsApi.previewEntry],
    done: (cap) => (cap.amount === null ? 'There is no cap any more.' : 'The cap is set.'),
    next: onClose,
  });
  return (
    <Dialog open title={`Cap on overage from ${monthWords(month)}`} onClose={onClose}>
      <Form form={form} act="Set the cap" onCancel={onClose}>
        <MoneyInput
          label="At most, in a month"
          description="Further work is asked for first. Leave it empty for no cap."
          currency={currency}
          data-autofocus
          {...form.form.getInputProps('amount')}
          name="amount"
        />
        {!ofClient && (
          <TextInput
            label="Who of the client agreed, how and when"
            {...form.form.getInputProps('agreedWith')}
            name="agreedWith"
          />
        )}
      </Form>
    </Dialog>
  );
}
