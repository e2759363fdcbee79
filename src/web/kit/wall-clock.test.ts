import { expect, test } from 'vitest';
import { momentAt } from './wall-clock.ts';

test.each([
  ['2026-11-24', '08:00', 'America/Chicago', '2026-11-24T14:00:00Z'],
  ['2026-11-24', '8:00', 'Europe/London', '2026-11-24T08:00:00Z'],
  ['2026-06-24', '23:30', 'Asia/Kolkata', '2026-06-24T18:00:00Z'],
  // Skipped: two o'clock jumped to three.
  ['2026-03-08', '02:30', 'America/Chicago', '2026-03-08T08:30:00Z'],
  ['2026-03-08', '03:00', 'America/Chicago', '2026-03-08T08:00:00Z'],
  // Repeated: the earlier of the two.
  ['2026-11-01', '01:30', 'America/Chicago', '2026-11-01T06:30:00Z'],
  ['2026-11-01', '02:00', 'America/Chicago', '2026-11-01T08:00:00Z'],
])('%s at %s in %s is %s', (day, time, zone, moment) => {
  expect(momentAt(day, time, zone)).toBe(moment);
});

test('what is no time of day is no moment', () => {
  expect(momentAt('2026-11-24', '25:00', 'UTC')).toBeUndefined();
  expect(momentAt('2026-11-24', 'noon', 'UTC')).toBeUndefined();
  expect(momentAt('', '08:00', 'UTC')).toBeUndefined();
});

test('agrees with Temporal at every hour of days on which the clocks change', () => {
  for (const zone of [
    'America/Chicago',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Kolkata',
  ])
    for (const day of ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'])
      for (let hour = 0; hour < 24; hour += 1)
        for (const minute of ['00', '15', '45']) {
          const time = `${String(hour).padStart(2, '0')}:${minute}`;
          const there = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant();
          expect(momentAt(day, time, zone), `${day} ${time} ${zone}`).toBe(there.toString());
        }
});
