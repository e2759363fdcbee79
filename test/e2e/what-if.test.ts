import { expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);

test('a month is priced with a supplement and more work beside what it comes to, and nothing is written', async () => {
  await seed.contract(world.lakeside, {
    start: '2026-11-01',
    increment: 1,
    packages: [{ ...base, hours: 20 }],
  });
  for (const day of ['03', '04', '05'])
    await seed.entry({ start: `2026-11-${day}T14:00:00Z`, minutes: 440, subject: `Switches, part ${day}` });

  const staff = await browser.as('ines');
  await staff.goto(`/app/clients/${world.lakeside}/hours`);
  const panel = staff.getByRole('region', { name: 'What if', exact: true });
  await panel.getByRole('button', { name: 'A supplement' }).press('Enter');
  await expect.poll(() => panel.textContent()).toContain('$3,650.00 as it is');
  await expect.poll(() => panel.textContent()).toContain('+$1,300.00');
  expect(await panel.getByLabel('Hours a month').evaluate((field) => field === document.activeElement)).toBe(
    true,
  );

  await panel.getByRole('button', { name: 'More work' }).press('Enter');
  await panel.getByLabel('Hours of work').fill('25');
  await expect.poll(() => panel.getByRole('alert').textContent()).toContain('put right what is marked');
  await expect.poll(() => panel.getByLabel('Hours of work').getAttribute('aria-invalid')).toBe('true');
  expect(await panel.getByLabel('Hours a month').inputValue()).toBe('10');
  await panel.getByLabel('Hours of work').fill('9');
  await expect.poll(() => panel.textContent()).toContain('$5,125.00 as it would be');
  await shots(staff, 'what-if');
  await accessible(staff);
  await reflows(staff);

  expect(
    (await world.owner.query('select from package where client_id = $1', [world.lakeside])).rowCount,
  ).toBe(1);
}, 120_000);
