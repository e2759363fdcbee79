import { expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useTeam } from '../../test/team.ts';
import { useWorld } from '../../test/world.ts';
import { hoursApi } from './api.ts';

const world = useWorld();
useTeam(world);
const seed = seeding(world);
const november = () => ({ params: { client: world.lakeside, month: '2026-11' } });

test('a month counts the minutes of people who are not designated for their work, draws them all the same, and tells no client', async () => {
  await seed.contract(world.lakeside, { packages: [{ ...base, hours: 20 }] });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 60 });
  await seed.entry({ who: 'priya', start: '2026-11-04T15:00:00Z', minutes: 45 });
  await seed.entry({ who: 'priya', start: '2026-11-05T15:00:00Z', minutes: 30 });
  await seed.entry({ who: 'priya', start: '2026-11-06T15:00:00Z', minutes: 25, state: 'rejected' });
  await world.owner.query(
    `update entry set allowed_by = $1, allowance = 'Marek was away' where started_at = '2026-11-04T15:00:00Z'`,
    [world.people.sofia.id],
  );

  const hours = await world.as('ines')(hoursApi.getMonthHours, november());
  expect(hours.offTeam).toEqual({ allowed: 45, noLongerDesignated: 30 });
  expect(hours.pools[0]?.minutesUsed).toBe(135);
  expect(hours.work.map(({ roleFit }) => roleFit)).toEqual([
    { fit: 'designated' },
    { fit: 'allowed', byName: 'Sofia', reason: 'Marek was away' },
    {
      fit: 'no-longer-designated',
      reason: 'Priya is not on the team as CSE of network on that day any more.',
    },
    {
      fit: 'no-longer-designated',
      reason: 'Priya is not on the team as CSE of network on that day any more.',
    },
  ]);

  const seen = await world.as('lena')(hoursApi.getMonthHours, november());
  expect(seen.offTeam).toEqual({ allowed: 0, noLongerDesignated: 0 });
  expect(new Set(seen.work.map(({ roleFit }) => roleFit))).toEqual(new Set([null]));
});
