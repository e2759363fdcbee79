import { Textarea, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { DayInput } from '../../web/kit/day-input.tsx';
import { daysAfter } from '../../web/kit/days.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, hoursWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useNow } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import type { Booking } from '../booking.ts';
import { changedByDecisions } from './decisions.ts';
import { spanWords } from './entry-words.ts';
import { typedTime } from './typed-time.ts';

interface Props {
  readonly booking: Booking;
  /** The client's. */
  readonly timeZone: string;
  readonly onClose: () => void;
}

interface Values extends Record<string, unknown> {
  reason: string;
  day: string;
  window: string;
  suggestion: string;
}

/** Declines after-hours work with a reason, and may offer another slot, which the person takes with one act. */
export function DeclineDialog({ booking, timeZone, onClose }: Props): ReactNode {
  const now = useNow().toISOString();
  const initial: Values = {
    reason: '',
    day: daysAfter(dayIn(booking.startsAt, timeZone), 1),
    window: '',
    suggestion: '',
  };
  const windowOf = ({ day, window }: Values) => typedTime(window, { day, timeZone, taken: [], now });
  const form = useActForm({
    initial,
    route: timeApi.declineBooking,
    request: (values: Values) => {
      const window = windowOf(values);
      const slot =
        window.kind === 'span' ? { slot: { startsAt: window.startedAt, endsAt: window.endedAt } } : {};
      return {
        params: { booking: booking.id },
        body: { reason: values.reason, suggestion: values.suggestion, ...slot },
      };
    },
    refreshes: changedByDecisions,
    fieldOf: (path) => (path.startsWith('/slot') ? 'window' : path.slice(1)),
    done: ({ personName, decision }) =>
      decision.state === 'declined' && decision.slot
        ? `${personName} is told that it was declined, and may take the slot.`
        : `${personName} is told that it was declined.`,
    next: onClose,
  });
  const { values, getInputProps, setErrors } = form.form;
  const window = windowOf(values);
  const isOffered = window.kind === 'span' && !window.proposed;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    if (values.window.trim() === '' || isOffered) return form.submit(event);
    event.preventDefault();
    setErrors({ window: window.kind === 'span' ? 'Say from when to when, such as 18-22.' : window.why });
  };
  return (
    <Dialog open title={`Decline after-hours work for ${booking.clientName}?`} onClose={onClose}>
      <Form form={{ ...form, submit }} act={`Decline the work of ${booking.personName}`} onCancel={onClose}>
        <Textarea
          label="Why"
          autosize
          minRows={2}
          data-autofocus
          {...getInputProps('reason')}
          name="reason"
        />
        <div className="side-by-side">
          <DayInput label="Another slot: day" {...getInputProps('day')} name="day" />
          <TextInput
            label="Window"
            placeholder="18-22"
            description={
              isOffered
                ? spanWords(window.startedAt, window.endedAt, timeZone)
                : `With room for ${hoursWords(booking.minutesExpected)}, by the client’s clock; empty offers none`
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            {...getInputProps('window')}
            name="window"
          />
        </div>
        <TextInput
          label="Or another time in words"
          placeholder="Any evening once the upgrade is through"
          {...getInputProps('suggestion')}
          name="suggestion"
        />
      </Form>
    </Dialog>
  );
}
