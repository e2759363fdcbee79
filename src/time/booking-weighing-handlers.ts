import type { WorkingTime } from '../core/working-time.ts';
import type { Context } from '../people/context.ts';
import { absencesIn } from '../team/absence-store.ts';
import { contractAt } from './after-hours-handlers.ts';
import { bookingFee, type BookingFee } from './booking-fee.ts';
import { isRestShort, restBeside, type BookingWeighing, type Busy } from './booking-rest.ts';
import { listOtherBookings } from './booking-store.ts';
import type { Booking } from './booking.ts';
import { localDay } from './capture.ts';
import { hoursOf, spanFor, theColleague } from './entry-handlers.ts';
import { listEntriesOf } from './entry-list-store.ts';
import { piecesOf } from './piece.ts';
import { findRestRule } from './rest-rule-store.ts';
import { mondayOf } from './week.ts';

/** What a booking costs the client and asks of the person, as things stand. */
export async function weigh(context: Context, booking: Booking): Promise<BookingWeighing> {
  const { db, providerId } = context;
  const person = await theColleague(context, booking.personId);
  const around = daysAround(booking);
  const others = await listOtherBookings(db, providerId, booking, around);
  const entries = await listEntriesOf(db, providerId, person.id, around);
  const days = [around.from, around.to].map((at) => localDay(at, person.timeZone));
  const hours = await hoursOf(context, person, days[0] ?? '', days[1] ?? '');
  const { before, after } = restBeside(booking, [
    ...entries.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt, by: 'entry' as const })),
    ...others
      .filter(({ decision }) => decision.state === 'approved')
      .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt, by: 'booking' as const })),
    ...businessHoursIn(around, hours),
  ]);
  const rule = await findRestRule(db, providerId);
  const week = spanFor(person, mondayOf(localDay(booking.startsAt, person.timeZone)));
  const away = await absencesIn(db, providerId, {
    person: person.id,
    from: booking.startsAt,
    to: booking.endsAt,
  });
  return {
    fee: await feeFor(context, booking),
    absences: away.map(({ id, from, to, part }) => ({ id, from, to, part })),
    timeZone: person.timeZone,
    restBefore: before,
    restAfter: after,
    hoursMin: rule.hoursMin,
    isRestShort: isRestShort(before, after, rule),
    sameWeek: others.filter(
      ({ startsAt, endsAt }) =>
        Date.parse(startsAt) < Date.parse(week.to) && Date.parse(endsAt) > Date.parse(week.from),
    ),
  };
}

/** The fee of after-hours work by the contract that runs when its window begins; null without one. */
export async function feeFor(
  context: Context,
  asked: Pick<Booking, 'clientId' | 'startsAt' | 'endsAt' | 'minutesExpected'>,
): Promise<BookingFee | null> {
  const agreed = await contractAt(context, asked.clientId, asked.startsAt);
  return agreed && bookingFee(asked, agreed.contract, agreed.hours);
}

/** From eight days before a window to eight after it, on whole minutes; the week in which it begins is in that. */
function daysAround({ startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>): Around {
  const shifted = (at: string, hours: number): string =>
    Temporal.Instant.from(at)
      .add({ hours })
      .round({ smallestUnit: 'minute', roundingMode: 'floor' })
      .toString();
  return { from: shifted(startsAt, -192), to: shifted(endsAt, 192) };
}

interface Around {
  readonly from: string;
  readonly to: string;
}

const businessHoursIn = ({ from, to }: Around, hours: WorkingTime | null): Busy[] =>
  hours === null
    ? []
    : piecesOf({ startedAt: from, endedAt: to }, hours)
        .filter(({ isAfterHours }) => !isAfterHours)
        .map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt, by: 'business-hours' }));
