import { expect, test } from 'vitest';
import { plannedSteps } from './planned-steps.ts';

const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
const overdueAndDue = [
  { dueDay: '2026-11-20', minutes: 60 },
  { dueDay: '2026-11-27', minutes: 120 },
];

test('planned work takes of what is left by the day on which it is due, and what is overdue from today on', () => {
  const steps = plannedSteps(days, 240, overdueAndDue, '2026-11-25');
  expect([...(steps?.minutes ?? [])]).toEqual([
    ['2026-11-25', 60],
    ['2026-11-26', 60],
    ['2026-11-27', 180],
  ]);
  expect(steps?.words).toBe('3 h of the plan are still to do this month; 1 h would be left then.');
});

test('planned work that is more than what is left is told as such', () => {
  expect(plannedSteps(days, 120, overdueAndDue, '2026-11-25')?.words).toBe(
    '3 h of the plan are still to do this month; 1 h more than is left.',
  );
});

test('nothing is drawn of a month that is over, or of a plan that takes nothing more', () => {
  expect(plannedSteps(days, 240, overdueAndDue, '2026-11-28')).toBeNull();
  expect(plannedSteps(days, 240, [], '2026-11-25')).toBeNull();
});
