import { expect, test } from 'vitest';
import type { Fault } from '../core/refusal.ts';
import { answerQuestion } from './question.ts';

const calendar = { timeZone: 'America/Chicago', weekly: { tue: ['08:00-17:00'] } };
const from = '2026-11-24T14:00:00Z';

function answer(question: object): unknown {
  const faults: Fault[] = [];
  return (
    answerQuestion({ calendar, from, ...question }, faults) ??
    faults.map(({ path, message }) => `${path} ${message}`)
  );
}

test('a question is answered with minutes, or with the moment when so many have passed', () => {
  expect(answer({ to: '2026-11-24T16:30:00Z' })).toEqual({ minutes: 150 });
  expect(answer({ to: from })).toEqual({ minutes: 0 });
  expect(answer({ minutes: 1 })).toEqual({ at: '2026-11-24T14:01:00Z' });
  expect(answer({ minutes: 540 })).toEqual({ at: '2026-11-24T23:00:00Z' });
  expect(answer({ minutes: 541 })).toEqual({ at: '2026-12-01T14:01:00Z' });
  expect(answer({ from: '2026-11-25T00:00:00Z', minutes: 1 })).toEqual({ at: '2026-12-01T14:01:00Z' });
});

test('a question with faults is refused with the path of each', () => {
  expect(answer({ to: '2026-11-24T13:59:00Z' })).toEqual(['/to must not be before "from"']);
  expect(answer({ to: from, minutes: 5 })).toEqual(['/minutes must not stand beside "to"']);
  expect(answer({})).toEqual(['/to is missing']);
  for (const minutes of [0, -1, 1.5, '5', null, 1e300]) {
    expect(answer({ minutes })).toEqual([
      expect.stringContaining('/minutes must be a whole number, one or more'),
    ]);
  }
  expect(answer({ minutes: 1e12 })).toEqual([
    '/minutes must pass before the year 3000: 1000000000000 never do',
  ]);
  expect(answer({ calendar: { timeZone: 'UTC', weekly: {} }, minutes: 1 })).toEqual([
    '/minutes must pass before the year 3000: 1 never do',
  ]);
  expect(answer({ calendar: undefined, from: 'now', hours: 2 })).toEqual([
    '/hours is not known here',
    '/calendar must be an object',
    expect.stringContaining('/from must be a moment in UTC'),
    '/to is missing',
  ]);
});
