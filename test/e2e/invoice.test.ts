import { beforeAll, expect, test } from 'vitest';
import { billingApi } from '../../src/billing/api.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  const { id } = await seed.contract(world.lakeside, {
    start: '2026-11-01',
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 90 });
  await world.as('frank')(billingApi.closeMonth, { params: { contract: id, month: '2026-11' } });
});

test(
  'an invoice computes again in front of its reader, shows a figure that does not, and is set right by a credit the client reads',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('frank');
    await page.goto('/app/invoices');
    await page.getByRole('link', { name: 'INV-000001' }).click();
    await page.getByRole('button', { name: 'Compute again' }).click();
    await page.getByText(/^All \d+ figures are equal\.$/).waitFor();
    await page.getByRole('treeitem', { name: 'Overage, 30 min at 175.00 an hour equal $87.50' }).waitFor();

    // A rate that was not the one agreed shows in the figure it entered, and nowhere in silence.
    await page.route('**/explanation', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ body: (await answer.text()).replaceAll('"value":"175.00"', '"value":"180.00"') });
    });
    await page.keyboard.press('r');
    await page.getByText(/figures are not equal\.$/).waitFor();
    await page.getByText('Comes to $90.00').waitFor();
    await page.unroute('**/explanation');

    const saved = page.waitForEvent('download');
    await page.keyboard.press('s');
    expect((await saved).suggestedFilename()).toBe('INV-000001.pdf');
    await page.getByRole('button', { name: 'Structured invoice (UBL)' }).click();
    await page.getByText('the client’s country: on the page of the client, under Invoicing').waitFor();
    await page.getByText('Not subject to tax').waitFor();

    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Credit or charge Lakeside Clinics for INV-000001' });
    await dialog.getByLabel('Amount').fill('252.51');
    await dialog.getByLabel('Reason').fill('Agreed by telephone');
    await dialog.getByRole('button', { name: 'Credit $252.51 to Lakeside Clinics' }).click();
    await dialog.getByText('252.50 can still be credited.').waitFor();
    await dialog.getByLabel('Amount').fill('50.00');
    await accessible(page);
    await dialog.getByRole('button', { name: 'Credit $50.00 to Lakeside Clinics' }).click();
    const adjustments = page.getByRole('region', { name: 'Adjustments' });
    await adjustments.getByText('waits for the next invoice').waitFor();
    expect(await adjustments.textContent()).toContain('With adjustments$202.50');

    const portal = await browser.as('lena');
    await portal.goto('/portal/invoices');
    await portal.getByRole('link', { name: 'INV-000001' }).click();
    await portal.getByRole('treeitem', { name: 'Overage, 30 min' }).click();
    await portal.getByRole('treeitem', { name: 'Rate for an hour $175.00' }).waitFor();
    await portal.getByRole('region', { name: 'Adjustments' }).getByText('Agreed by telephone').waitFor();
    expect(await portal.getByRole('button', { name: 'Credit or charge' }).count()).toBe(0);
    await accessible(portal);
    await reflows(portal);
  },
);
