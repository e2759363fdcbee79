import { expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { minutes } from '../core/minutes.ts';
import { money } from '../core/money.ts';
import { daysOf, monthFrom } from '../core/month.ts';
import { plannedItem, plannedWork, type PlannedItem } from './planned-work.ts';
import type { Pool } from './pool.ts';

const pool = (id: string, kind: Pool['kind'], groups: readonly string[], unused: number) => ({
  pool: {
    id,
    kind,
    roles: kind === 'base' ? (['csdm', 'cse'] as const) : (['cse'] as const),
    technologyGroups: groups,
    minutesMonthly: minutes(1200),
    feeMonthly: money(0),
    validity: daysOf(monthFrom('2026-11')),
  },
  minutesUnused: minutes(unused),
});
const item = (
  role: PlannedItem['role'],
  group: string | null,
  minutesLeft: number,
  day = '30',
): PlannedItem => ({
  occurrence: known<'occurrence'>(`${role} ${group} ${minutesLeft} ${day}`),
  name: `${role} ${group ?? 'any'} ${minutesLeft}`,
  role,
  technologyGroup: group === null ? null : TechnologyGroupId.parse(group),
  dueDay: `2026-11-${day}`,
  minutes: minutesLeft,
});
const base = pool('base', 'base', ['network'], 240);
const security = pool('security', 'supplemental', ['security'], 60);
const leftThen = (due: readonly PlannedItem[]) =>
  plannedWork([base, security], due, []).pools.map(({ minutesPlanned, minutesLeft }) => [
    minutesPlanned,
    minutesLeft,
  ]);

test.each([
  [
    'of a CSDM draws on the base alone',
    [item('csdm', null, 90)],
    [
      [90, 150],
      [0, 60],
    ],
    0,
  ],
  [
    'for security draws on its supplement, and what is more is beyond',
    [item('cse', 'security', 100)],
    [
      [0, 240],
      [60, 0],
    ],
    40,
  ],
  [
    'of any CSE takes what CSE time there is',
    [item('cse', null, 270)],
    [
      [240, 0],
      [30, 30],
    ],
    0,
  ],
  [
    'without minutes takes nothing',
    [item('csdm', null, 0)],
    [
      [0, 240],
      [0, 60],
    ],
    0,
  ],
])('planned work %s', (_, due, pools, beyond) => {
  expect(leftThen(due)).toEqual(pools);
  expect(plannedWork([base, security], due, []).minutesBeyond).toBe(beyond);
});

test('what is due later comes forward only where what is left takes all of it, the first by day first', () => {
  const found = plannedWork(
    [base],
    [item('cse', 'network', 60)],
    [
      item('cse', 'network', 120),
      item('cse', 'network', 90),
      item('cse', 'security', 10),
      item('cse', 'network', 60),
    ],
  );
  expect(found.couldComeForward.map(({ name }) => name)).toEqual(['cse network 120', 'cse network 60']);
  expect(found.pools).toMatchObject([{ minutesPlanned: 60, minutesLeft: 180 }]);
});

test('an occurrence is work for what of its estimate was not worked yet, and a duty of the client is none', () => {
  const occurrence = {
    id: known<'occurrence'>('o'),
    name: 'Capacity report',
    owner: 'cse',
    technologyGroup: null,
    dueDay: '2026-11-30',
    minutes: 60,
    minutesSpent: 45,
  } as const;
  expect(plannedItem(occurrence)).toMatchObject({ role: 'cse', minutes: 15 });
  expect(plannedItem({ ...occurrence, minutesSpent: 90 })).toMatchObject({ minutes: 0 });
  expect(plannedItem({ ...occurrence, owner: 'client' })).toBeNull();
});
