import { describe, expect, test } from 'vitest';
import { healthOf, type Counted, type Known } from './health.ts';

const nothing: Counted = { count: 0, records: [] };
const fine: Known = {
  hours: [{ percent: 0, begun: false, expiring: null }],
  overdue: nothing,
  problems: nothing,
  disputes: nothing,
  callsPlanned: 12,
  callsHeld: 12,
  actionsOverdue: nothing,
  sentiment: 'very-good',
};
const pointsOf = (known: Partial<Known>, kind: string) =>
  healthOf({ ...fine, ...known }).reasons.find((reason) => reason.kind === kind)?.points;

describe('the health of a relationship', () => {
  test('is 100 where nothing is amiss, and adds five reasons of 20', () => {
    expect(healthOf(fine)).toMatchObject({ score: 100, points: 100, pointsOf: 100 });
    expect(healthOf({ ...fine, overdue: { count: 2, records: [] }, sentiment: 'mixed' })).toMatchObject({
      score: 86,
      points: 86,
    });
  });

  test('leaves out what is not known, and counts it neither way', () => {
    const health = healthOf({ ...fine, sentiment: null, overdue: { count: 4, records: [] } });
    expect(health).toMatchObject({ score: 90, points: 72, pointsOf: 80 });
    expect(health.reasons.at(-1)).toMatchObject({
      points: null,
      words: 'Left out: nobody noted it in the last 92 days.',
    });
  });

  test.each<[string, Partial<Known>, string, number | null]>([
    ['half a chance of overage', { hours: [{ percent: 50, begun: false, expiring: null }] }, 'hours', 10],
    ['overage that has begun', { hours: [{ percent: 20, begun: true, expiring: null }] }, 'hours', 0],
    ['hours about to expire', { hours: [{ percent: 0, begun: false, expiring: '8 h' }] }, 'hours', 10],
    [
      'the worse of two contracts',
      {
        hours: [
          { percent: 0, begun: false, expiring: null },
          { percent: 75, begun: false, expiring: null },
        ],
      },
      'hours',
      5,
    ],
    ['too little past', { hours: [{ percent: null, begun: false, expiring: null }] }, 'hours', null],
    ['no contract', { hours: [] }, 'hours', null],
    ['three overdue activities', { overdue: { count: 3, records: [] } }, 'plan', 14],
    ['many overdue activities', { overdue: { count: 30, records: [] } }, 'plan', 0],
    [
      'a problem and a dispute',
      { problems: { count: 1, records: [] }, disputes: { count: 1, records: [] } },
      'problems',
      12,
    ],
    ['nine of twelve calls held', { callsHeld: 9 }, 'calls', 15],
    ['an overdue action besides', { callsHeld: 9, actionsOverdue: { count: 1, records: [] } }, 'calls', 13],
    ['no call planned', { callsPlanned: 0, callsHeld: 0 }, 'calls', null],
    ['a good sentiment', { sentiment: 'good' }, 'sentiment', 15],
    ['a very poor sentiment', { sentiment: 'very-poor' }, 'sentiment', 0],
  ])('with %s %j: %s gives %s', (_what, known, kind, points) => {
    expect(pointsOf(known, kind)).toBe(points);
  });
});
