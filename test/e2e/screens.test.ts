import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld, type Name } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

/** Screens by name: who looks, where, and what says that it is there. */
const screens: readonly (readonly [name: string, who: Name | null, path: () => string, there: string])[] = [
  ['sign-in', null, () => '/sign-in', 'Sign in'],
  ['set-up', null, () => '/set-up', 'Set up Tandem'],
  ['cockpit', 'ines', () => '/app', 'Cockpit'],
  ['clients', 'ines', () => '/app/clients', 'Clients'],
  ['client', 'ines', () => `/app/clients/${world.lakeside}`, 'Lakeside Clinics'],
  ['nothing-here', 'ines', () => '/app/nowhere', 'There is nothing here'],
  ['portal', 'lena', () => '/portal', 'Overview'],
];

describe.each(screens)('the screen %s', { timeout: 120_000 }, (name, who, path, there) => {
  test('can be used by everybody, in both themes and at every width', async () => {
    const page = who ? await browser.as(who) : await browser.nobody();
    await page.goto(path());
    await settled(page, there);
    await shots(page, name);
    await accessible(page);
    await reflows(page);
    await page.context().close();
  });
});

async function settled(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('status', { name: /loading/i }).count()).toBe(0);
}
