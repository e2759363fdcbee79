import { expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { planning } from '../plan.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const seed = seeding(world);

test('whoever looks at a month sees where it will end and what that is worth, or why nobody knows yet', async () => {
  const { id } = await seed.contract(world.lakeside, { packages: [{ ...base, hours: 20 }] });
  for (const day of ['03', '04', '05', '09']) {
    await seed.entry({ start: `2026-11-${day}T15:00:00Z`, minutes: 180 });
  }
  await seed.entry({ start: '2026-11-20T15:00:00Z', minutes: 120, state: 'submitted' });

  const staff = await browser.as('ines');
  await staff.goto(`/app/clients/${world.lakeside}/hours`);
  const burnDown = staff.getByRole('region', { name: 'Burn-down' });
  await expect.poll(() => burnDown.textContent()).toContain('No history yet');

  await seed.past('2026-09', '2026-10');
  await staff.reload();
  await expect.poll(() => burnDown.textContent()).toMatch(/Likely \d+ to \d+ h of 20 h by 30 November 2026/);
  const told = await burnDown.textContent();
  expect(told).toContain('2 h that are not approved yet count as used.');
  expect(told).toContain('The 80% band held in 82% of 100 client months');

  // What the plan still takes is hatched, by the days on which it is due.
  expect(await burnDown.locator('pattern').count()).toBe(0);
  await planning(world).make(id, { start: '2026-11-24' });
  await staff.reload();
  await burnDown.getByText(/^Hatched: .* of the plan are still to do this month/).waitFor();
  await burnDown.getByLabel(/of the plan are still to do this month/).waitFor();
  await expect.poll(() => burnDown.locator('pattern').count()).toBeGreaterThan(0);
  await shots(staff, 'forecast');
  await accessible(staff);
  await reflows(staff);

  const lena = await browser.as('lena');
  await lena.goto('/portal');
  const same = lena.getByRole('region', { name: 'Burn-down' });
  await expect.poll(() => same.textContent()).toContain(/Likely [^;]+/.exec(told ?? '')?.[0]);
}, 120_000);
