import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import { dayClock, type OnClock } from './day-clock.ts';
import styles from './day-panel.module.css';
import type { Writing } from './entry-values.ts';
import { clockSpan, stateWords } from './entry-words.ts';
import type { Span } from './typed-cell.ts';

interface Props {
  readonly week: Week;
  readonly day: string;
  readonly writing: Writing;
  /** The entries that are selected in the grid. */
  readonly selected: readonly Entry[];
  readonly onOpen: (entry: Entry) => void;
  /** Logs what was worked in a gap. */
  readonly onGap: ((gap: Span) => void) | null;
}

const bookingsMost = 50;
const pixelsPerMinute = 0.8;

/** The chosen day on a clock: what was worked, business hours without time, what is booked. For a screen reader it is a list in order. */
export function DayPanel({ week, day, writing, selected, onOpen, onGap }: Props): ReactNode {
  const { worker, now } = writing;
  const bookings = useAnswer(timeApi.listBookings, { query: { person: worker.id, limit: bookingsMost } });
  const shown = week.days.find((one) => one.day === day);
  if (!shown) return null;
  const booked = (bookings.data?.items ?? [])
    .filter(({ decision }) => decision.state !== 'declined')
    .map((booking) => ({ ...booking, startedAt: booking.startsAt, endedAt: booking.endsAt }));
  const entries = week.days.flatMap((one) => one.entries);
  const clock = dayClock(shown, entries, booked, worker.timeZone, now);
  const spanOf = ({ startedAt, endedAt }: Span): string => clockSpan(startedAt, endedAt, worker.timeZone);
  return (
    <Panel
      title={dayWords(day, { withWeekday: true, withYear: false })}
      flush
      acts={
        <span className={styles['total']}>
          {hoursFigure(shown.minutes)}
          {shown.minutesOpen > 0 && (
            <span className={styles['of']}> of {hoursFigure(shown.minutesOpen)}</span>
          )}
        </span>
      }
    >
      <div className={styles['clock']} style={{ height: clock.length * pixelsPerMinute }}>
        {clock.open.map((open) => (
          <div key={open.from} className={styles['open']} style={placeOf(open)} />
        ))}
        {clock.hours.map((hour) => (
          <div
            key={hour.of}
            aria-hidden
            className={styles['hour']}
            style={{ top: hour.from * pixelsPerMinute }}
          >
            <span>{hour.of}</span>
          </div>
        ))}
        <ol aria-label={`What was worked on ${dayWords(day, { withWeekday: true, withYear: false })}`}>
          {inOrder(clock.entries, clock.gaps, clock.bookings).map(({ kind, of, at }) =>
            kind === 'entry' ? (
              <li key={of.id} style={placeOf(at)}>
                <button
                  type="button"
                  className={styles['entry']}
                  data-selected={selected.some(({ id }) => id === of.id)}
                  aria-pressed={selected.some(({ id }) => id === of.id)}
                  data-state={of.approval.state}
                  onClick={() => onOpen(of)}
                >
                  <span>
                    <b>{of.clientName ?? 'Internal'}</b> {of.subject}
                  </span>
                  <span className={styles['when']}>{spanOf(of)}</span>
                  <span className="for-reader">
                    , {hoursWords(of.minutes)}, {stateWords[of.approval.state].words}
                  </span>
                </button>
              </li>
            ) : kind === 'gap' ? (
              <li key={of.startedAt} style={placeOf(at)}>
                <button
                  type="button"
                  className={styles['gap']}
                  disabled={onGap === null}
                  onClick={() => onGap?.(of)}
                >
                  <span aria-hidden>{hoursWords(at.minutes)} without time</span>
                  <span className="for-reader">
                    {spanOf(of)}, {hoursWords(at.minutes)} without time
                  </span>
                </button>
              </li>
            ) : (
              <li key={of.id} className={styles['booked']} style={placeOf(at)}>
                <span className="for-reader">
                  Booked, {of.decision.state}: {of.clientName}, {spanOf(of)}
                </span>
                <span aria-hidden title={`${of.clientName}: ${of.reason}`}>
                  booked
                </span>
              </li>
            ),
          )}
        </ol>
      </div>
    </Panel>
  );
}

const placeOf = ({ from, minutes }: OnClock<unknown>) => ({
  top: from * pixelsPerMinute,
  height: minutes * pixelsPerMinute,
});

/** Everything on the clock by when it begins. */
function inOrder<E, G, B>(
  entries: readonly OnClock<E>[],
  gaps: readonly OnClock<G>[],
  bookings: readonly OnClock<B>[],
) {
  return [
    ...bookings.map((at) => ({ kind: 'booking' as const, of: at.of, at })),
    ...entries.map((at) => ({ kind: 'entry' as const, of: at.of, at })),
    ...gaps.map((at) => ({ kind: 'gap' as const, of: at.of, at })),
  ].sort((a, b) => a.at.from - b.at.from);
}
