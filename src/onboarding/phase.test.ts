import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { dayWithin, daysLeft, documentationLength, phaseDays, usualLengths, type Phase } from './phase.ts';

describe('the documentation', () => {
  test.each(
    rows(`
      devices | groups | days
      1       | 1      | 30
      99      | 1      | 30
      100     | 1      | 35
      120     | 2      | 45
      249     | 0      | 40
      250     | 3      | 60
      900     | 3      | 60
    `),
  )('of $devices devices and $groups technology groups takes $days days', ({ devices, groups, days }) => {
    const { days: found } = documentationLength(usualLengths, {
      devices: Number(devices),
      groups: Number(groups),
    });
    expect(found).toBe(Number(days));
  });

  test('says why it takes as long, and where the most cuts it', () => {
    const reason = (devices: number, groups: number) =>
      documentationLength(usualLengths, { devices, groups }).reason;
    expect(reason(120, 2)).toBe(
      '30 days, 5 for 120 devices (5 for every 100), 10 for 1 more technology group: 45 days.',
    );
    expect(reason(40, 1)).toBe('30 days, as for every small environment.');
    expect(reason(900, 3)).toMatch(/: 95, of at most 60\.$/);
  });
});

describe('the days of an onboarding', () => {
  const days = phaseDays('2026-11-02', usualLengths, 45);

  test('begin with kick-off and documentation together, and go on when the documentation ends', () => {
    expect(days.ends).toEqual({
      'kick-off': '2026-11-16',
      documentation: '2026-12-17',
      ongoing: '2027-01-16',
    });
  });

  test.each(
    rows<'phase' | 'percent' | 'day'>(`
      phase         | percent | day
      kick-off      | 0       | 2026-11-02
      kick-off      | 100     | 2026-11-16
      documentation | 50      | 2026-11-24
      ongoing       | 50      | 2027-01-01
    `),
  )('have $percent hundredths of $phase on $day', ({ phase, percent, day }) => {
    const known = ['kick-off', 'documentation', 'ongoing'] as const;
    const found: Phase | undefined = known.find((one) => one === phase);
    expect(found && dayWithin(days, found, Number(percent))).toBe(day);
  });

  test('are left until a day, and below zero past it', () => {
    expect([daysLeft('2026-11-16', '2026-11-16'), daysLeft('2026-11-18', '2026-11-16')]).toEqual([0, -2]);
  });
});
