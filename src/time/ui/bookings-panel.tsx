import { useState, type ReactNode } from 'react';
import type { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { timeApi } from '../api.ts';
import styles from './asked-list.module.css';
import { BookingForm } from './booking-form.tsx';
import { BookingRow } from './booking-row.tsx';
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
