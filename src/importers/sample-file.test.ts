import { expect, test } from 'vitest';
import { sampleFile } from './sample-file.ts';

const daysOf = (today: string) =>
  sampleFile('entries', today)
    .text.split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[5]);

test('time is of the ten weekdays before today, also over a new year', () => {
  expect(daysOf('2026-11-24').join(' ')).toBe(
    '11/10/2026 11/11/2026 11/12/2026 11/13/2026 11/16/2026 ' +
      '11/17/2026 11/18/2026 11/19/2026 11/20/2026 11/23/2026',
  );
  expect([daysOf('2027-01-04')[0], daysOf('2027-01-04').at(-1)]).toEqual(['12/21/2026', '01/01/2027']);
});

test('renewals begin sixteen months after this one, and last a year', () => {
  const [, first] = sampleFile('contracts', '2026-11-24').text.split('\r\n');
  expect(first).toContain(',2028-03-01,2029-03-01,');
});

test('a cell with a comma or a quotation mark is quoted', () => {
  expect(sampleFile('entries', '2026-11-24').text).toContain(
    '"Wireless drops in the waiting room, ""channel 11"""',
  );
});
