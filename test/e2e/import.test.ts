import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { clientsApi } from '../../src/clients/api.ts';
import { importersApi } from '../../src/importers/api.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

const header = 'Code;Firma;Zone;Spend;Phone';
const fir = 'FIR;Fir & Möbel Ltd;America/Chicago;1.250;555-0101';
const elm = 'ELM;Elm Ltd;America/Denver;2.500;555-0102';
const lake = 'LAKE;Lakeside Clinics;America/Chicago;25.000;555-0103';

test(
  'a supervisor imports clients of another tool, whole, and the same file again changes nothing',
  {
    timeout: 180_000,
  },
  async () => {
    const page = await browser.as('sofia');
    await page.goto('/app/import?kind=clients');
    await page.getByText('Drop a CSV file of clients here').waitFor();
    const sample = await page.getByRole('link', { name: 'Download a sample file' }).getAttribute('href');
    expect(decodeURIComponent(sample ?? '')).toContain('Willow Creek Dental');

    await choose(page, [header, fir, elm.replace('America/Denver', 'Mountain time'), lake]);
    await page.getByText('One thing the file does not show').waitFor();
    await page.getByRole('combobox', { name: /decimal sign a point or a comma/ }).click();
    await page.getByRole('option', { name: /^Comma/ }).click();
    const rows = page.getByRole('table', { name: 'Rows' });
    await rows.getByText('Zone: this is not a known time zone', { exact: false }).waitFor();
    await page.getByText('1 of 3 rows is refused.', { exact: false }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Delimiter' }).inputValue()).toBe('Semicolon');
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    await accessible(page);
    await reflows(page);

    await page.keyboard.press('o');
    await choose(page, [header, fir, elm, lake]);
    await page.getByRole('combobox', { name: /decimal sign a point or a comma/ }).click();
    await page.getByRole('option', { name: /^Comma/ }).click();
    await page.getByRole('button', { name: 'Import 2 clients' }).waitFor();
    await page.getByLabel('Keep this mapping as').fill('Old tool');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText('The mapping “Old tool” is kept.').waitFor();
    expect((await world.as('sofia')(importersApi.listImports, {})).items).toEqual([]);

    await page.getByRole('button', { name: 'Import 2 clients' }).click();
    await page.getByText('clients.csv is imported: 2 new, 1 as before.').waitFor();
    const { items } = await world.as('sofia')(clientsApi.listClients, { query: { limit: 100 } });
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['Fir & Möbel Ltd', 'Elm Ltd']));

    await choose(page, [header, fir, elm, lake]);
    await page.getByRole('combobox', { name: 'Read it as' }).click();
    await page.getByRole('option', { name: 'Old tool' }).click();
    await page.getByText('Nothing would change: all of it is there already.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    await page.context().close();
  },
);

const choose = (page: Page, lines: readonly string[]): Promise<void> =>
  page.getByLabel('A file of clients', { exact: true }).setInputFiles({
    name: 'clients.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
