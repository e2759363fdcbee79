import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../core/day.ts';
import { formatInstant, instant, parseInstant } from '../core/instant.ts';
import { minutes } from '../core/minutes.ts';
import { rows } from '../core/table.ts';
import { parseZone } from '../core/zone.ts';
import { firstGap, momentsOn, parseQuickTime } from './quick-time.ts';

const clock = (minute: number): string =>
  `${Math.floor((minute % 1440) / 60)}:${String(minute % 60).padStart(2, '0')}${minute >= 1440 ? ' next day' : ''}`;

/** What was understood, as a person would say it back. */
function understood(text: string): string {
  const time = parseQuickTime(text);
  switch (time.kind) {
    case 'duration':
      return `${time.minutes} minutes`;
    case 'interval':
      return `${clock(time.from)} to ${clock(time.to)}`;
    default:
      return 'unclear';
  }
}

describe('time as it is typed', () => {
  test.each(
    rows<'typed' | 'understood'>(`
    | typed          | understood             |
    | -------------- | ---------------------- |
    | 1:30           | 90 minutes             |
    | 0:05           | 5 minutes              |
    | 90             | 90 minutes             |
    | 1440           | 1440 minutes           |
    | 45m            | 45 minutes             |
    | 45 min         | 45 minutes             |
    | 1.5            | 90 minutes             |
    | 1,5            | 90 minutes             |
    | 0.25           | 15 minutes             |
    | 00.5           | 30 minutes             |
    | 1.5h           | 90 minutes             |
    | 2h             | 120 minutes            |
    | 2 hours        | 120 minutes            |
    | 1h30           | 90 minutes             |
    | 1h 30m         | 90 minutes             |
    | 1 H 5 MIN      | 65 minutes             |
    | 24:00          | 1440 minutes           |
    | 9-10:15        | 9:00 to 10:15          |
    | 9:00-10:15     | 9:00 to 10:15          |
    | 9am-10.15      | 9:00 to 10:15          |
    | 9 – 10:15      | 9:00 to 10:15          |
    | 9 to 10:15     | 9:00 to 10:15          |
    | 9am until noon | unclear                |
    | 0900-1015      | 9:00 to 10:15          |
    | 9h-10h15       | 9:00 to 10:15          |
    | 9 a.m.-10 a.m. | 9:00 to 10:00          |
    | 9-10:15pm      | 21:00 to 22:15         |
    | 9-5pm          | 9:00 to 17:00          |
    | 11-1pm         | 11:00 to 13:00         |
    | 9-5            | 9:00 to 17:00          |
    | 9am-1          | 9:00 to 13:00          |
    | 12-1           | 12:00 to 13:00         |
    | 12am-1am       | 0:00 to 1:00           |
    | 12pm-1pm       | 12:00 to 13:00         |
    | 1pm-2:30       | 13:00 to 14:30         |
    | 11pm-1         | 23:00 to 1:00 next day |
    | 13-2:30        | 13:00 to 2:30 next day |
    | 22-1:30        | 22:00 to 1:30 next day |
    | 10pm-1:30am    | 22:00 to 1:30 next day |
    | 23:30-24:00    | 23:30 to 0:00 next day |
    | 8-8am          | 8:00 to 8:00 next day  |
    | 0              | unclear                |
    | 0:00           | unclear                |
    | 1:60           | unclear                |
    | 1441           | unclear                |
    | 24:01          | unclear                |
    | 0.33           | unclear                |
    | -5             | unclear                |
    | 9-             | unclear                |
    | 9-25           | unclear                |
    | 9-10:60        | unclear                |
    | 13pm-14        | unclear                |
    | 24:30-25       | unclear                |
    | an hour        | unclear                |
    | 1e3            | unclear                |
    `),
  )('$typed is $understood', ({ typed, understood: wanted }) => {
    expect(understood(typed)).toBe(wanted);
  });

  test('an empty field says what can be typed', () => {
    expect(parseQuickTime('  ')).toMatchObject({ kind: 'unclear', why: expect.stringContaining('9-10:15') });
  });

  test('whatever is typed, what is understood lasts from a minute to a day', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9:.,hamp \-–]{0,12}$/),
      fc.stringMatching(/^\d{1,2}(:\d\d)?(am|pm)?-\d{1,2}(:\d\d)?(am|pm)?$/),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const time = parseQuickTime(text);
        if (time.kind === 'unclear') return time.why.length > 0;
        const length = time.kind === 'duration' ? time.minutes : time.to - time.from;
        return Number.isInteger(length) && length >= 1 && length <= 1440;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an interval on a day', () => {
  const chicago = parseZone('America/Chicago')!;
  const said = (text: string, on: string) => {
    const time = parseQuickTime(text);
    if (time.kind !== 'interval') throw new Error(`${text} is no interval`);
    const { start, end } = momentsOn(parseDay(on)!, time, chicago);
    return `${formatInstant(start)} ${formatInstant(end)}`;
  };

  test('is in the zone of whoever worked', () => {
    expect(said('9-10:15', '2026-11-24')).toBe('2026-11-24T15:00:00Z 2026-11-24T16:15:00Z');
  });

  test('goes past midnight into the next day', () => {
    expect(said('22-1:30', '2026-11-24')).toBe('2026-11-25T04:00:00Z 2026-11-25T07:30:00Z');
  });

  test('counts the hour that daylight saving repeats', () => {
    expect(said('0:00-6:00', '2026-11-01')).toBe('2026-11-01T05:00:00Z 2026-11-01T12:00:00Z');
  });
});

describe('where a duration finds room', () => {
  const at = (text: string) => parseInstant(`2026-11-24T${text}:00Z`)!;
  const taken = (text: string) =>
    text.split(', ').map((span) => {
      const [start = '', end = ''] = span.split('-');
      return { start: at(start), end: at(end) };
    });
  const gap = (length: number, spans: string) =>
    formatInstant(firstGap(minutes(length), at('08:00'), spans === '' ? [] : taken(spans))).slice(11, 16);

  test.each(
    rows<'minutes' | 'taken' | 'begins'>(`
    | minutes | taken                                 | begins |
    | 60      |                                       | 08:00  |
    | 60      | 08:00-09:00, 09:30-10:00              | 10:00  |
    | 30      | 08:00-09:00, 09:30-10:00              | 09:00  |
    | 60      | 09:00-10:00                           | 08:00  |
    | 61      | 09:00-10:00                           | 10:00  |
    | 15      | 10:00-11:00, 07:30-08:10, 08:10-09:00 | 09:00  |
    | 15      | 06:00-07:00                           | 08:00  |
    `),
  )('$minutes minutes beside $taken begin at $begins', ({ minutes: length, taken: spans, begins }) => {
    expect(gap(Number(length), spans)).toBe(begins);
  });

  test('what is proposed touches nothing that is taken', () => {
    const span = fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: 1, max: 600 }), (spans, length) => {
        const busy = spans.map(([start, long]) => ({ start: instant(start), end: instant(start + long) }));
        const from = firstGap(minutes(length), instant(480), busy);
        return from >= 480 && busy.every(({ start, end }) => end <= from || start >= from + length);
      }),
    );
  });
});
