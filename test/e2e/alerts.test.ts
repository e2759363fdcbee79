import { expect, test } from 'vitest';
import { alertByTimeJob } from '../../src/hours/alert-jobs.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);

test(
  'a client chooses when to be told, is told at that level, and dismisses it',
  { timeout: 120_000 },
  async () => {
    await seed.contract(world.lakeside, { increment: 1, packages: [{ ...base, hours: 10 }] });
    const page = await browser.as('lena');
    await page.goto('/portal');
    await page.getByRole('button', { name: 'When to be told' }).click();
    const dialog = page.getByRole('dialog', { name: 'When to be told' });
    await dialog.getByRole('textbox', { name: 'Percent of the hours used' }).fill('50, 90');
    await shots(page, 'alert-levels');
    await accessible(page);
    await dialog.getByRole('button', { name: 'Save the levels' }).click();
    await page.getByText('It holds from now on.').waitFor();

    await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 330 });
    const job = alertByTimeJob(() => world.clock.now);
    await job.run(world.database, world.providerId, new AbortController().signal);
    await page.reload();
    const alerts = page.getByRole('region', { name: 'Alerts' });
    // What is foreseen is more serious than what has come, which is folded away.
    await alerts.getByText('3 h 10 min will expire on 30 November 2026 at this pace.').first().waitFor();
    const words = '50% of the hours of November 2026 are used: 5 h 30 min of 10 h.';
    expect(await alerts.getByText(words).count()).toBe(0);
    await alerts.getByRole('button', { name: '1 more' }).click();
    await alerts.getByText(words).first().waitFor();
    await shots(page, 'alerts');
    await accessible(page);
    await reflows(page);
    const dismiss = alerts.getByRole('button', { name: 'Dismiss' });
    for (let left = await dismiss.count(); left > 0; left--) {
      await dismiss.first().click();
      await expect.poll(() => dismiss.count()).toBe(left - 1);
    }
    expect(await alerts.count()).toBe(0);
  },
);
