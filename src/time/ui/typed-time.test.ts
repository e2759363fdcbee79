import { expect, test } from 'vitest';
import { typedTime } from './typed-time.ts';

const tuesday = { day: '2026-11-24', timeZone: 'America/Chicago', taken: [], now: '2026-11-24T23:00:00Z' };
const span = (startedAt: string, endedAt: string) => ({ startedAt, endedAt });

test.each([
  // From when to when is by the person's clock.
  ['9-10:15', tuesday, '2026-11-24T15:00:00Z', '2026-11-24T16:15:00Z'],
  ['22:00-1:30', tuesday, '2026-11-25T04:00:00Z', '2026-11-25T07:30:00Z'],
  ['20:00-24:00', tuesday, '2026-11-25T02:00:00Z', '2026-11-25T06:00:00Z'],
  // A bare duration goes to nine, or behind what is there.
  ['90', tuesday, '2026-11-24T15:00:00Z', '2026-11-24T16:30:00Z'],
  [
    '1:30',
    { ...tuesday, taken: [span('2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z')] },
    '2026-11-24T16:00:00Z',
    '2026-11-24T17:30:00Z',
  ],
  // What would end in the future ends now, or before what is there.
  ['1:30', { ...tuesday, now: '2026-11-24T15:45:00Z' }, '2026-11-24T14:15:00Z', '2026-11-24T15:45:00Z'],
  [
    '1:30',
    {
      ...tuesday,
      now: '2026-11-24T16:45:00Z',
      taken: [span('2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z')],
    },
    '2026-11-24T13:30:00Z',
    '2026-11-24T15:00:00Z',
  ],
])('%s stands where its person means it', (text, around, startedAt, endedAt) => {
  expect(typedTime(text, around)).toMatchObject({ kind: 'span', startedAt, endedAt });
});

test('what cannot be read says why', () => {
  expect(typedTime('1:75', tuesday)).toEqual({
    kind: 'unclear',
    why: 'An hour has 60 minutes: 75 is too many.',
  });
  expect(typedTime('9-10', { ...tuesday, day: '' })).toMatchObject({ kind: 'unclear' });
});
