import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useNow } from '../../web/kit/now.ts';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { timeApi } from '../api.ts';
import { isLate, type Booking } from '../booking.ts';
import { BookingWeighed } from './booking-weighed.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { changedByDecisions, deciding } from './decisions.ts';
import { spanWords } from './entry-words.ts';
import styles from './requests-panel.module.css';

interface Props {
  readonly booking: Booking;
  /** The client's. */
  readonly timeZone: string;
}

/** After-hours work that waits for the supervisor, with what it costs the client and what rest it leaves the person. */
export function BookingRequest({ booking, timeZone }: Props): ReactNode {
  const { act, busy, refused } = useAct(timeApi.approveBooking, {
    refreshes: changedByDecisions,
    done: approvedWords,
  });
  const [asking, setAsking] = useState<'decline' | 'reason' | null>(null);
  const late = isLate(booking.startsAt, useNow().toISOString());
  const of = { params: { booking: booking.id } };
  const close = (): void => setAsking(null);
  return (
    <li>
      <div className={styles['what']}>
        <p>
          <span className="name">{booking.clientName}</span>, {booking.personName}
        </p>
        <p>
          {dayWords(dayIn(booking.startsAt, timeZone), { withWeekday: true, withYear: false })},{' '}
          {spanWords(booking.startsAt, booking.endsAt, timeZone)}, {hoursWords(booking.minutesExpected)}{' '}
          expected
        </p>
        <p className={styles['quiet']}>
          {booking.reason}
          {booking.followsId !== null && ' · takes the slot that was offered'}
        </p>
        <BookingWeighed booking={booking} timeZone={timeZone} />
        {late && (
          <p>
            <StatePill tone="warn">begun already</StatePill> Approving it takes a reason now, and covers only
            work that starts later.
          </p>
        )}
        <RefusalNotice error={refused} />
      </div>
      <div className={styles['acts']}>
        <Button variant="default" size="compact-sm" onClick={() => setAsking('decline')}>
          Decline
          <span className="for-reader">
            {' '}
            {booking.personName} for {booking.clientName}
          </span>
        </Button>
        <Button
          size="compact-sm"
          loading={busy}
          onClick={() => (late ? setAsking('reason') : void act({ ...of, body: {} }))}
        >
          Approve
          <span className="for-reader">
            {' '}
            {booking.personName} for {booking.clientName}
          </span>
        </Button>
      </div>
      {asking === 'decline' && <DeclineDialog booking={booking} timeZone={timeZone} onClose={close} />}
      {asking === 'reason' && (
        <ReasonDialog
          {...deciding}
          title={`Approve after-hours work for ${booking.clientName}?`}
          act={`Approve the work of ${booking.personName}`}
          label="Why it is approved only now"
          route={timeApi.approveBooking}
          request={(reason) => ({ ...of, body: { reason } })}
          done={approvedWords}
          onClose={close}
        >
          <p className={styles['quiet']}>
            Its window has begun. What was worked in it before now stays on no invoice until you decide about
            it; this reason stands there then.
          </p>
        </ReasonDialog>
      )}
    </li>
  );
}

const approvedWords = ({ personName, clientName }: Booking): string =>
  `${personName} is booked for ${clientName}.`;
