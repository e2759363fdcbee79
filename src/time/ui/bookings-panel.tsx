import { useState, type ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { timeApi } from '../api.ts';
import type { Booking } from '../booking.ts';
import styles from './asked-list.module.css';
import { BookingForm } from './booking-form.tsx';
import { spanWords } from './entry-words.ts';
import type { WorkPlace } from './work-place.ts';

interface Props {
  readonly worker: { readonly id: PersonId; readonly name: string; readonly timeZone: string };
  readonly places: readonly WorkPlace[];
}

const shownMost = 5;

/** After-hours work somebody asked for, the latest first, and what the supervisor said. */
export function BookingsPanel({ worker, places }: Props): ReactNode {
  const bookings = useAnswer(timeApi.listBookings, { query: { person: worker.id, limit: shownMost } });
  const [asking, setAsking] = useState(false);
  const mayAsk = places.some(({ client }) => client !== null);
  const ask = (): void => setAsking(true);
  useCommands(mayAsk ? [{ label: 'Book after-hours work', keys: 'b', run: ask }] : []);
  return (
    <Panel
      title="After hours"
      flush
      acts={
        mayAsk && (
          <button type="button" className={styles['ask']} onClick={ask}>
            Book after-hours work <KeyHint keys="b" />
          </button>
        )
      }
    >
      <Loaded answer={bookings}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles['none']}>
              Work outside the client’s business hours is booked beforehand. What a supervisor approves before
              it starts can be billed; anything else waits until somebody decides.
            </p>
          ) : (
            <ul className={styles['list']}>
              {items.map((booking) => (
                <BookingRow key={booking.id} booking={booking} timeZone={worker.timeZone} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking && (
        <Dialog open title="Book after-hours work" onClose={() => setAsking(false)}>
          <BookingForm worker={worker} places={places} onDone={() => setAsking(false)} />
        </Dialog>
      )}
    </Panel>
  );
}

function BookingRow({
  booking,
  timeZone,
}: {
  readonly booking: Booking;
  readonly timeZone: string;
}): ReactNode {
  const { decision } = booking;
  const state = bookingStateWords(booking);
  return (
    <li>
      <div>
        <span className="name">{booking.clientName}</span>
        <small className="note">
          {dayWords(dayIn(booking.startsAt, timeZone), { withWeekday: true, withYear: false })},{' '}
          {spanWords(booking.startsAt, booking.endsAt, timeZone)}, {hoursWords(booking.minutesExpected)}{' '}
          expected
        </small>
        <small className="note">{booking.reason}</small>
        {decision.state === 'declined' && (
          <small className={styles['said']}>
            {decision.reason}
            {decision.suggestion !== '' && ` Instead: ${decision.suggestion}`}
          </small>
        )}
      </div>
      <StatePill tone={state.tone}>{state.words}</StatePill>
    </li>
  );
}

/** What came of a booking. One that was approved late covers only what started after that. */
export function bookingStateWords({ decision }: Booking): { readonly tone: Tone; readonly words: string } {
  if (decision.state === 'requested') return { tone: 'info', words: 'requested' };
  if (decision.state === 'declined') return { tone: 'bad', words: 'declined' };
  return decision.late ? { tone: 'warn', words: 'approved late' } : { tone: 'ok', words: 'approved' };
}
