import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import type { Booking } from '../booking.ts';

/** Declines after-hours work with a reason, and may offer another time. */
export function DeclineDialog({
  booking,
  onClose,
}: {
  readonly booking: Booking;
  readonly onClose: () => void;
}): ReactNode {
  const form = useActForm({
    initial: { reason: '', suggestion: '' },
    route: timeApi.declineBooking,
    request: (body: { reason: string; suggestion: string }) => ({ params: { booking: booking.id }, body }),
    refreshes: [timeApi.listBookings],
    done: ({ personName }) => `${personName} is told that it was declined.`,
    next: onClose,
  });
  const { getInputProps } = form.form;
  return (
    <Dialog open title={`Decline after-hours work for ${booking.clientName}?`} onClose={onClose}>
      <Form form={form} act={`Decline the work of ${booking.personName}`} onCancel={onClose}>
        <Textarea
          label="Why"
          autosize
          minRows={2}
          data-autofocus
          {...getInputProps('reason')}
          name="reason"
        />
        <TextInput
          label="Another time that would do"
          placeholder="Saturday from 8, when the office is empty"
          {...getInputProps('suggestion')}
          name="suggestion"
        />
      </Form>
    </Dialog>
  );
}
