import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords, timeWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { awayWords } from '../../team/ui/absence-words.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { timeApi } from '../api.ts';
import type { BookingWeighing, Rest } from '../booking-rest.ts';
import type { Booking } from '../booking.ts';
import { feeFigure, feeFormula } from './booking-fee.tsx';
import styles from './booking-weighed.module.css';
import { spanWords } from './entry-words.ts';

/** What a booking costs the client and what rest it leaves the person, side by side. */
export function BookingWeighed({
  booking,
  timeZone,
}: {
  readonly booking: Booking;
  readonly timeZone: string;
}): ReactNode {
  const weighed = useAnswer(timeApi.weighBooking, { params: { booking: booking.id } });
  return (
    <Loaded answer={weighed} lines={2}>
      {(weighing) => (
        <>
          <dl className={styles['sides']}>
            <div>
              <dt>Costs {booking.clientName}</dt>
              <dd className={styles['figure']}>
                {weighing.fee === null ? 'No fee agreed' : feeFigure(weighing.fee)}
              </dd>
              <dd>{weighing.fee === null ? 'no contract runs on this day' : feeFormula(weighing.fee)}</dd>
            </div>
            <div>
              <dt>Leaves {booking.personName}</dt>
              <dd className={styles['figure']}>
                {longestRest(weighing)}
                {weighing.isRestShort && (
                  <StatePill tone="warn">below {hoursWords(weighing.hoursMin * 60)}</StatePill>
                )}
              </dd>
              {weighing.absences.map((absence) => (
                <dd key={absence.id}>
                  <StatePill tone="warn">away</StatePill> {awayWords(absence)}
                </dd>
              ))}
              <dd>{restWords(weighing.restBefore, 'before', 'since', weighing.timeZone)}</dd>
              <dd>{restWords(weighing.restAfter, 'after', 'until', weighing.timeZone)}</dd>
            </div>
          </dl>
          <OtherBookings bookings={weighing.sameWeek} timeZone={timeZone} />
        </>
      )}
    </Loaded>
  );
}

function OtherBookings({
  bookings,
  timeZone,
}: {
  readonly bookings: readonly Booking[];
  readonly timeZone: string;
}): ReactNode {
  if (bookings.length === 0) return null;
  return (
    <p className={styles['others']}>
      Also that week:{' '}
      {bookings
        .map(
          ({ clientName, startsAt, endsAt, decision }) =>
            `${clientName} on ${dayWords(dayIn(startsAt, timeZone), { withWeekday: true, withYear: false })}, ` +
            `${spanWords(startsAt, endsAt, timeZone)} (${decision.state})`,
        )
        .join('; ')}
    </p>
  );
}

/** Example: "10 h of rest". */
function longestRest({ restBefore, restAfter }: BookingWeighing): string {
  if (restBefore === null || restAfter === null) return 'Rest enough';
  const longest = Math.max(restBefore.minutes, restAfter.minutes);
  return longest === 0 ? 'No rest' : `${hoursWords(longest)} of rest`;
}

const workWords: Readonly<Record<Rest['by'], string>> = {
  entry: 'logged work',
  booking: 'another booking',
  'business-hours': 'business hours',
};

/** Example: "1 h before, since business hours (Tue 24 Nov, 17:00 CST)". */
function restWords(
  rest: Rest | null,
  side: 'before' | 'after',
  since: 'since' | 'until',
  timeZone: string,
): string {
  if (rest === null) return `nothing ${side} it within a week`;
  if (rest.minutes === 0) return `none ${side}: ${workWords[rest.by]} adjoin it`;
  const day = dayWords(dayIn(rest.edge, timeZone), { withWeekday: true, withYear: false });
  return `${hoursWords(rest.minutes)} ${side}, ${since} ${workWords[rest.by]} (${day}, ${timeWords(rest.edge, timeZone)})`;
}
