import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import { supervisor } from '../../people/access.ts';
import { useAct } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { timeApi } from '../api.ts';
import type { Booking, Slot } from '../booking.ts';
import styles from './asked-list.module.css';
import { spanWords } from './entry-words.ts';

interface Props {
  readonly booking: Booking;
  readonly timeZone: string;
}

/** One booking of a person: what was asked for, what the supervisor said, and the slot that was offered instead. */
export function BookingRow({ booking, timeZone }: Props): ReactNode {
  const { decision } = booking;
  const state = bookingStateWords(booking);
  const isToCome = Date.parse(booking.endsAt) > useNow().getTime();
  return (
    <li>
      <div>
        <span className="name">{booking.clientName}</span>
        <small className="note">
          {windowWords(booking, timeZone)}, {hoursWords(booking.minutesExpected)} expected
        </small>
        <small className="note">{booking.reason}</small>
        {decision.state === 'approved' && isToCome && (
          <small className="note">Held: no other booking is approved for this time.</small>
        )}
        {decision.state === 'approved' && decision.reason !== '' && (
          <small className="note">{decision.reason}</small>
        )}
        {decision.state === 'declined' && (
          <small className={styles['said']}>
            {decision.reason}
            {decision.suggestion !== '' && ` Instead: ${decision.suggestion}`}
          </small>
        )}
        {decision.state === 'declined' && decision.slot && (
          <OfferedSlot booking={booking} slot={decision.slot} timeZone={timeZone} />
        )}
      </div>
      <StatePill tone={state.tone}>{state.words}</StatePill>
    </li>
  );
}

function OfferedSlot({ booking, slot, timeZone }: Props & { readonly slot: Slot }): ReactNode {
  const { act, busy, refused } = useAct(timeApi.takeSlot, {
    refreshes: [timeApi.listBookings],
    done: ({ clientName }) => `Asked for the slot for ${clientName}.`,
  });
  const isOver = Date.parse(slot.endsAt) <= useNow().getTime();
  const mayTake = useMayActFor(booking.personId);
  const words = windowWords(slot, timeZone);
  if (booking.takenAs !== null) return <small className="note">Slot taken: {words}</small>;
  if (isOver) return <small className="note">The slot offered, {words}, is over.</small>;
  return (
    <div className={styles['offer']}>
      <span>Slot offered: {words}</span>
      {mayTake && (
        <Button
          size="compact-sm"
          variant="light"
          loading={busy}
          onClick={() => void act({ params: { booking: booking.id } })}
        >
          Take this slot<span className="for-reader"> for {booking.clientName}</span>
        </Button>
      )}
      <RefusalNotice error={refused} />
    </div>
  );
}

function useMayActFor(person: PersonId): boolean {
  const { id } = useMe().person;
  const maySupervise = useMay(supervisor);
  return id === person || maySupervise;
}

const windowWords = ({ startsAt, endsAt }: Slot, timeZone: string): string =>
  `${dayWords(dayIn(startsAt, timeZone), { withWeekday: true, withYear: false })}, ${spanWords(startsAt, endsAt, timeZone)}`;

/** What came of a booking. One that was approved late covers only what started after that. */
function bookingStateWords({ decision }: Booking): { readonly tone: Tone; readonly words: string } {
  if (decision.state === 'requested') return { tone: 'info', words: 'requested' };
  if (decision.state === 'declined') return { tone: 'bad', words: 'declined' };
  return decision.late ? { tone: 'warn', words: 'approved late' } : { tone: 'ok', words: 'approved' };
}
