import { expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);

test('whoever looks at a month sees where it will end and what that is worth, or why nobody knows yet', async () => {
  await seed.contract(world.lakeside, { packages: [{ ...base, hours: 20 }] });
  for (const day of ['03', '04', '05', '09']) {
    await seed.entry({ start: `2026-11-${day}T15:00:00Z`, minutes: 180 });
  }
  await seed.entry({ start: '2026-11-20T15:00:00Z', minutes: 120, state: 'submitted' });

  const staff = await browser.as('ines');
  await staff.goto(`/app/clients/${world.lakeside}/hours`);
  const burnDown = staff.getByRole('region', { name: 'Burn-down' });
  await expect.poll(() => burnDown.textContent()).toContain('No history yet');

  // Closed months of other clients, which came to 0.8 to 1.2 times what was foreseen.
  await world.owner.query(
    `begin; set local session_replication_role = replica;
     insert into month_course select '${world.providerId}', gen_random_uuid(), month, array_fill(8000 + nth * 40, array[20])
       from generate_series(1, 100) nth, unnest('{2026-09-01,2026-10-01}'::date[]) month; commit`,
  );
  await staff.reload();
  await expect.poll(() => burnDown.textContent()).toMatch(/Likely \d+ to \d+ h of 20 h by 30 November 2026/);
  const told = await burnDown.textContent();
  expect(told).toContain('2 h that are not approved yet count as used.');
  expect(told).toContain('The 80% band held in 82% of 100 client months');
  await shots(staff, 'forecast');
  await accessible(staff);
  await reflows(staff);

  const lena = await browser.as('lena');
  await lena.goto('/portal');
  const same = lena.getByRole('region', { name: 'Burn-down' });
  await expect.poll(() => same.textContent()).toContain(/Likely [^;]+/.exec(told ?? '')?.[0]);
}, 120_000);
