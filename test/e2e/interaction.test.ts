import { expect, test } from 'vitest';
import { clientsApi } from '../../src/clients/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

test(
  'a need is put on record from the keyboard alone, found again, answered and shared with the client',
  { timeout: 240_000 },
  async () => {
    await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name: 'Nora Vance', email: 'nora@lakeside.example' },
    });
    const page = await browser.as('ines');
    await page.goto(`/app/clients/${world.lakeside}/interactions`);
    await page.getByText('Nothing on record yet').waitFor();
    await accessible(page);
    await reflows(page);
    await page.keyboard.press('n');
    await page.getByLabel('What it is about').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title');
    await page.keyboard.type('A second internet line for the east clinic');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Need');
    await page.keyboard.press('Tab');
    await page.keyboard.type('They are cut off at every storm.');
    await shots(page, 'interaction-log');
    await accessible(page);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Need on record: A second internet line').waitFor();
    await page.getByText('open', { exact: true }).waitFor();

    await page.goto(`/app/clients/${world.lakeside}/interactions?kind=problem`);
    await page.getByText('Nothing like that on record').waitFor();
    await page.getByLabel('Search').fill('STORM');
    await expect.poll(() => page.url()).toContain('text=STORM');
    await page.goto(`/app/clients/${world.lakeside}/interactions?text=STORM`);
    await page.getByText('They are cut off at every storm.').waitFor();

    await page.getByRole('button', { name: 'Share: A second internet line' }).click();
    await page.getByRole('button', { name: 'Share it with Lakeside Clinics' }).click();
    await page.getByText('Lakeside Clinics sees it in the portal.').waitFor();
    await page.getByRole('button', { name: 'Answer: A second internet line' }).click();
    await page.getByLabel('How it was answered').fill('Ordered; it comes in March.');
    await page.getByRole('button', { name: 'Answer the need' }).click();
    await page.getByText('answered', { exact: true }).waitFor();
    await shots(page, 'interactions');
    await accessible(page);
    await reflows(page);

    const portal = await browser.as('carl');
    await portal.goto('/portal/interactions');
    await portal.getByText('Ordered; it comes in March.').waitFor();
    await shots(portal, 'portal-interactions');
    await accessible(portal);
    await reflows(portal);
  },
);
