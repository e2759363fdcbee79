import { expect, test } from 'vitest';
import { businessHours } from '../calendars/calendar.ts';
import { parseZone } from '../core/zone.ts';
import { rows } from '../core/table.ts';
import { bookingFee } from './booking-fee.ts';

/** Open from 08:00 to 17:00 in Chicago, Monday to Friday. */
const hours = businessHours({
  zone: parseZone('America/Chicago')!,
  weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 480, to: 1020 }] : [])),
  holidays: new Set(),
});
const rates = {
  overage: '175.00',
  afterHours: '262.50',
  afterHoursSurcharge: '87.50',
  incremental: '175.00',
};

test.each(
  rows<'window' | 'expected' | 'increment' | 'mode' | 'after' | 'billed' | 'amount'>(`
  | window                                    | expected | increment | mode                | after | billed | amount |
  | 2026-11-24T22:00:00Z/2026-11-25T02:00:00Z | 200      | 15        | separate            | 180   | 180    | 787.50 |
  | 2026-11-24T22:00:00Z/2026-11-25T02:00:00Z | 100      | 15        | separate            | 180   | 105    | 459.38 |
  | 2026-11-24T22:00:00Z/2026-11-25T02:00:00Z | 100      | 1         | separate            | 180   | 100    | 437.50 |
  | 2026-11-24T22:00:00Z/2026-11-25T02:00:00Z | 100      | 30        | pool-with-surcharge | 180   | 120    | 175.00 |
  | 2026-11-24T15:00:00Z/2026-11-24T17:00:00Z | 60       | 15        | separate            | 0     | 0      | 0.00   |
  | 2026-11-28T15:00:00Z/2026-11-28T17:00:00Z | 60       | 1         | separate            | 120   | 60     | 262.50 |
  | 2026-11-30T22:59:30Z/2026-12-01T00:00:00Z | 60       | 1         | separate            | 60    | 60     | 300.00 |
  `),
)(
  'a window of $window with $expected minutes expected, $mode by $increment, bills $billed minutes',
  ({ window, expected, increment, mode, after, billed, amount }) => {
    const [startsAt = '', endsAt = ''] = window.split('/');
    const contract = {
      afterHours: mode === 'separate' ? ('separate' as const) : ('pool-with-surcharge' as const),
      currency: 'USD',
      roundingIncrement:
        increment === '15' ? (15 as const) : increment === '30' ? (30 as const) : (1 as const),
      timeZone: 'America/Chicago',
      rates,
      laterRates: [{ from: '2026-11-30', rates: { ...rates, afterHours: '300.00' } }],
    };
    expect(
      bookingFee({ startsAt, endsAt, minutesExpected: Number(expected) }, contract, hours),
    ).toMatchObject({
      minutesAfterHours: Number(after),
      minutesBilled: Number(billed),
      amount,
    });
  },
);
