import { NumberInput, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { hoursWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import type { ClientId } from '../../people/person.ts';
import { consentApi } from '../consent-api.ts';
import { previewsApi } from '../preview-api.ts';

interface Props {
  readonly client: ClientId;
  readonly name: string;
  readonly month: string;
  readonly minutes: number;
  readonly onClose: () => void;
}

/** Asks a client to agree to further overage; it reads the reason. */
export function ConsentAskDialog({ client, name, month, minutes, onClose }: Props): ReactNode {
  const form = useActForm({
    initial: { hours: Math.ceil(minutes / 15) / 4, reason: '' },
    route: consentApi.askConsent,
    request: (values: { hours: number; reason: string }) => ({
      params: { client },
      body: { month, minutes: Math.round(values.hours * 60), reason: values.reason },
    }),
    refreshes: [consentApi.showOverageCap, consentApi.listConsents, previewsApi.previewEntry],
    fieldOf: (path) => (path === '/minutes' ? 'hours' : path.slice(1)),
    done: (consent) => `${name} is asked for ${hoursWords(consent.minutes)}.`,
    next: onClose,
  });
  return (
    <Dialog open title={`Ask ${name} for consent`} onClose={onClose}>
      <Form form={form} act={`Ask ${name}`} onCancel={onClose}>
        <NumberInput
          label="Further hours"
          min={0.25}
          step={0.25}
          decimalScale={2}
          {...form.form.getInputProps('hours')}
          name="hours"
        />
        <Textarea
          label="What they are needed for"
          description={`${name} reads this, with the price, in the portal and by mail`}
          autosize
          minRows={2}
          data-autofocus
          {...form.form.getInputProps('reason')}
          name="reason"
        />
      </Form>
    </Dialog>
  );
}
