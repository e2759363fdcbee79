import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutes } from '../core/minutes.ts';
import { money } from '../core/money.ts';
import { parseMonth, daysOf } from '../core/month.ts';
import type { Pool } from './pool.ts';
import { remainingByPool, remainingHours } from './remaining-hours.ts';

const validity = daysOf(parseMonth('2026-11')!);
const left = (kind: Pool['kind'], groups: readonly string[], unused: number) => ({
  pool: {
    id: groups.join('-'),
    kind,
    roles: kind === 'base' ? (['csdm', 'cse'] as const) : (['cse'] as const),
    technologyGroups: groups,
    minutesMonthly: minutes(unused),
    feeMonthly: money(0),
    validity,
  },
  minutesUnused: minutes(unused),
});
const csdm = (share: number) => ({
  work: { role: 'csdm', technologyGroup: null } as const,
  minutes: share,
});
const cse = (group: string, share: number) => ({
  work: { role: 'cse', technologyGroup: group } as const,
  minutes: share,
});
const all = left('base', ['network', 'security'], 60);
const security = left('supplemental', ['security'], 100);

test.each([
  ['fits', [csdm(1), cse('network', 1)], 60, 60, 0],
  ['draws on its supplement first', [cse('security', 1)], 100, 100, 0],
  ['goes on to the base when the supplement is empty', [cse('security', 1)], 170, 160, 10],
  ['is overage though another supplement has hours left', [csdm(1), cse('network', 2)], 200, 60, 140],
  ['draws in its mix', [csdm(1), cse('security', 1)], 200, 160, 40],
  ['draws on anything where no mix is known', [], 200, 160, 40],
  ['rounds once, half up', [csdm(1), cse('security', 2)], 100, 100, 0],
])('more work %s', (_, mix, more, minutesDrawn, minutesOverage) => {
  expect(remainingHours([all, security], mix)(more)).toEqual({ minutesDrawn, minutesOverage });
});

test.each([
  ['draws on its supplement first', [cse('security', 1)], 100, [0, 100]],
  ['goes on to the base when the supplement is empty', [cse('security', 1)], 130, [30, 100]],
  ['draws in its mix', [csdm(1), cse('security', 1)], 100, [50, 50]],
  ['draws on one after the other where no mix is known', [], 100, [60, 40]],
  ['rounds each package half up by itself', [csdm(1), cse('security', 2)], 50, [17, 33]],
])('pool by pool, more work %s', (_, mix, more, drawn) => {
  expect(remainingByPool([all, security], mix)(more)).toEqual(drawn);
});

test('more work never draws less and never makes less overage, and no minute of it is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(200), { minLength: 3, maxLength: 3 }),
      fc.nat(5000),
      fc.nat(500),
      ([a = 0, b = 0, c = 0], some, more) => {
        const after = remainingHours([all, security], [csdm(a), cse('network', b), cse('security', c)]);
        const [less, later] = [after(some), after(some + more)];
        expect(less.minutesDrawn + less.minutesOverage).toBe(some);
        expect(later.minutesDrawn).toBeGreaterThanOrEqual(less.minutesDrawn);
        expect(later.minutesOverage).toBeGreaterThanOrEqual(less.minutesOverage);
      },
    ),
  );
});
