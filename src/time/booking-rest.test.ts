import { expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { isRestShort, restBeside } from './booking-rest.ts';

/** The window from 18:00 to 22:00. */
const window = { startsAt: '2026-11-24T18:00:00Z', endsAt: '2026-11-24T22:00:00Z' };

test.each(
  rows<'work' | 'before' | 'after' | 'short'>(`
  | work                                          | before | after | short |
  | 24T08:00/24T17:00, 25T08:00/25T17:00          | 60     | 600   | yes   |
  | 24T08:00/24T17:00, 25T09:00/25T17:00          | 60     | 660   | no    |
  | 24T08:00/24T18:00, 25T02:00/25T03:00          | 0      | 240   | yes   |
  | 24T08:00/24T19:00, 24T21:00/25T03:00          | 0      | 0     | yes   |
  | 24T19:00/24T20:00                             | none   | none  | no    |
  | 24T08:00/24T17:30                             | 30     | none  | no    |
  | 24T15:00/24T16:00, 24T08:00/24T17:00, 25T08:00/25T09:00, 25T06:00/25T07:00 | 60 | 480 | yes |
  `),
)(
  'beside a window from 18:00 to 22:00, work $work leaves $before and $after',
  ({ work, before, after, short }) => {
    const rest = restBeside(
      window,
      work.split(', ').map((span) => {
        const [from = '', to = ''] = span.split('/').map((text) => `2026-11-${text}:00Z`);
        return { from, to, by: 'entry' };
      }),
    );
    const shown = (minutes: number | undefined): string => String(minutes ?? 'none');
    expect([shown(rest.before?.minutes), shown(rest.after?.minutes)]).toEqual([before, after]);
    expect(isRestShort(rest.before, rest.after, { hoursMin: 11 })).toBe(short === 'yes');
  },
);
