import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { clientsApi } from '../../src/clients/api.ts';
import { useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('without a mouse', { timeout: 120_000 }, () => {
  test('G C goes to the clients, J walks them, Enter opens one', async () => {
    const page = await opened('/app', 'Cockpit');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await heading(page, 'Clients');
    await page.getByRole('link', { name: 'Lakeside Clinics' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, 'Lakeside Clinics');
  });

  test('the palette finds a client by the beginning of its name and opens it', async () => {
    const page = await opened('/app/clients', 'Clients');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Go to a page or a client').fill('harb');
    await page.getByRole('button', { name: 'Harbor Freight Lines' }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Harbor Freight Lines');
  });

  test('the palette does what a button of the page does', async () => {
    const page = await opened('/app/clients', 'Clients');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Go to a page or a client').fill('>new');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New client' }).waitFor();
  });

  test('a client is taken on with the keyboard alone, and a taken code is told on its field', async () => {
    const page = await opened('/app/clients', 'Clients');
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New client' });
    await dialog.waitFor();
    await page.keyboard.type('Maple Credit Union');
    await page.keyboard.press('Tab');
    await page.keyboard.type('lake');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => dialog.getByRole('alert').textContent())
      .toContain('Another client has this code.');
    await dialog.getByLabel('Code').fill('MAPLE');
    await page.keyboard.press('Enter');
    await heading(page, 'Maple Credit Union');
  });

  test('? shows the keys, and keys that were switched off do nothing', async () => {
    const page = await opened('/app/clients', 'Clients');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('Next row').waitFor();
    await sheet.getByLabel('Single keys do something').click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.keyboard.press('?');
    expect(new URL(page.url()).pathname).toBe('/app/clients');
    expect(await sheet.isVisible()).toBe(false);
  });
});

test(
  'of two edits the later sees both versions side by side and can keep its own',
  { timeout: 120_000 },
  async () => {
    const page = await opened(`/app/clients/${world.harbor}`, 'Harbor Freight Lines');
    await page.keyboard.press('e');
    const form = page.getByRole('region', { name: 'Edit Harbor Freight Lines' });
    await form.getByLabel('Devices').fill('130');
    const params = { client: world.harbor };
    const { id: _, ...harbor } = await world.as('sofia')(clientsApi.getClient, { params });
    await world.as('sofia')(clientsApi.editClient, { params, body: { ...harbor, deviceCount: 140 } });
    await form.getByRole('button', { name: 'Save Harbor Freight Lines' }).click();
    const conflict = form.getByRole('alert');
    await expect.poll(() => conflict.textContent()).toContain('Yours 130');
    expect(await conflict.textContent()).toContain('Theirs 140');
    await form.getByRole('button', { name: 'Save Harbor Freight Lines' }).click();
    await form.waitFor({ state: 'hidden' });
    expect((await world.as('sofia')(clientsApi.getClient, { params })).deviceCount).toBe(130);
  },
);

async function opened(path: string, name: string): Promise<Page> {
  const page = await browser.as('ines');
  await page.goto(path);
  await heading(page, name);
  await page.waitForLoadState('networkidle');
  return page;
}
