import { beforeAll, expect, test } from 'vitest';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

beforeAll(async () => {
  const groups = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
  await world.as('ada')(contractsApi.publishPriceBook, { body: guidePriceBook('USD', '2026-01-01', groups) });
});

test(
  'finance publishes a changed price book after seeing what it changes',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('frank');
    await page.goto('/app/price-books');
    await page.getByRole('link', { name: 'Service guide' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service guide' }).waitFor();
    await accessible(page);
    await reflows(page);

    await page.keyboard.press('e');
    await page.getByLabel('Name', { exact: true }).fill('Service guide 2027');
    await page.getByLabel('Overage an hour').fill('180.001');
    await page.getByText('Must be an amount of USD', { exact: false }).waitFor();
    await page.getByLabel('Overage an hour').fill('180.00');
    await accessible(page);
    await reflows(page);
    await page.getByRole('button', { name: 'See what changes' }).click();
    const changes = page.getByLabel('What changes against Service guide, in force until 30 Nov 2026');
    await expect.poll(() => changes.textContent()).toContain('$175.00 an hour');
    expect(await changes.getByRole('term').allTextContents()).toEqual(['Overage']);
    await page.getByRole('button', { name: 'Publish Service guide 2027 from 1 Dec 2026' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service guide 2027' }).waitFor();
    await page.getByText('to come').waitFor();
    const books = await world.as('frank')(contractsApi.listPriceBooks, {});
    expect(books.map(({ name, from }) => [name, from])).toEqual([
      ['Service guide 2027', '2026-12-01'],
      ['Service guide', '2026-01-01'],
    ]);
  },
);
