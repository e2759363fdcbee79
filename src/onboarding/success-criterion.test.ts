import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { isSameFigure, progressOf } from './success-criterion.ts';

const uptime = { baseline: '97.2', target: '99.5', targetDay: '2026-12-31' };
const measured = (day: string, value: string, corrected = false) => ({ day, value, corrected });

describe('a success criterion', () => {
  test.each(
    rows(`
      baseline | target | value | today      | percent | state
      97.2     | 99.5   | 98.35 | 2026-12-01 | 50      | nearer
      97.2     | 99.5   | 99.5  | 2026-12-01 | 100     | met
      97.2     | 99.5   | 99.49 | 2026-12-01 | 99      | nearer
      97.2     | 99.5   | 97.2  | 2026-12-01 | 0       | no-nearer
      97.2     | 99.5   | 96.9  | 2026-12-01 | -13     | no-nearer
      97.2     | 99.5   | 98.35 | 2026-12-31 | 50      | nearer
      97.2     | 99.5   | 98.35 | 2027-01-01 | 50      | missed
      97.2     | 99.5   | 99.6  | 2027-01-01 | 104     | met
      40       | 10     | 25    | 2026-12-01 | 50      | nearer
      40       | 10     | 8.5   | 2026-12-01 | 105     | met
      40       | 10     | 45    | 2026-12-01 | -16     | no-nearer
      -4       | 4      | 0     | 2026-12-01 | 50      | nearer
    `),
  )(
    'from $baseline to $target is at $value on $today $percent hundredths of the way: $state',
    ({ baseline, target, value, today, percent, state }) => {
      const found = progressOf(
        { baseline: baseline ?? '', target: target ?? '', targetDay: '2026-12-31' },
        [measured('2026-11-20', value ?? '')],
        today ?? '',
      );
      expect(found).toMatchObject({ percent: Number(percent), state });
    },
  );

  test('is not measured until it is, and missed without a measurement', () => {
    expect(progressOf(uptime, [], '2026-12-31')).toEqual({
      current: null,
      percent: null,
      state: 'not-measured',
    });
    expect(progressOf(uptime, [], '2027-01-01').state).toBe('missed');
  });

  test('is where the latest day has it, of one day the last that was recorded, and no corrected one', () => {
    const all = [
      measured('2026-11-21', '99.9', true),
      measured('2026-11-20', '98'),
      measured('2026-11-20', '98.35'),
      measured('2026-11-10', '97.5'),
    ];
    expect(progressOf(uptime, all, '2026-12-01').current).toEqual({ value: '98.35', day: '2026-11-20' });
  });

  test('takes figures for the same however they are written', () => {
    expect([isSameFigure('98.50', '98.5'), isSameFigure('-1', '1'), isSameFigure('0', '-0')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
