import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { calendarsApi } from '../../src/calendars/api.ts';
import { usualWeek } from '../../src/calendars/business-week.ts';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import type { EventLog } from '../../src/quotes/event-log.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

beforeAll(async () => {
  const groups = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
  await world.as('ada')(contractsApi.publishPriceBook, { body: guidePriceBook('USD', '2020-01-01', groups) });
  await world.as('ada')(calendarsApi.createCalendar, {
    body: { name: 'Chicago business hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
});

test(
  'options are filled in side by side, sent, and one is accepted in the portal; its document is known again, and a changed one is not',
  { timeout: 240_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto(`/app/clients/${world.lakeside}/quotes`);
    await page.getByRole('heading', { level: 1, name: 'Lakeside Clinics' }).waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Valid until').waitFor();
    const hours = page.getByLabel('Hours a month').first();
    await page.getByLabel('Name', { exact: true }).fill('Lean');
    await hours.fill('35');
    await page.getByText('From 20 hours the package rises in steps of 10, so not 35.').first().waitFor();
    await page.getByText('Lean (1 broken)').waitFor();
    await hours.fill('30');
    await page.getByText('breaks no rule').waitFor();
    await page.getByRole('button', { name: 'Add an option like this one' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Full');
    await hours.fill('40');
    await page.getByRole('button', { name: 'Add supplement' }).click();
    await page.getByText('$8,250.00 a month').waitFor();
    await accessible(page);
    await reflows(page);
    await shots(page, 'new-quote');
    await page.getByRole('button', { name: 'Draft the quote' }).click();
    await page.getByRole('heading', { level: 2, name: 'Quote Q-LAKE-1' }).waitFor();
    await page.getByRole('rowheader', { name: 'Fee of a month differs' }).waitFor();
    await accessible(page);
    await reflows(page);
    await shots(page, 'quote');
    await page.keyboard.press('s');
    await page.getByLabel('There are people for the supplements of every option').check();
    await page.getByRole('button', { name: 'Send the quote' }).click();
    await page.getByText('Quote Q-LAKE-1 is sent.').waitFor();

    const portal = await browser.as('lena');
    await portal.goto('/portal');
    await portal.getByRole('link', { name: 'Quote Q-LAKE-1' }).click();
    await portal.getByRole('button', { name: 'Accept Full' }).waitFor();
    await accessible(portal);
    await reflows(portal);
    await shots(portal, 'portal-quote');
    await portal.getByRole('button', { name: 'Accept Full' }).click();
    await portal.getByLabel('Your name').fill('Lena Hoffmann');
    await portal.getByRole('button', { name: 'Sign for $8,250.00 a month' }).click();
    await portal.getByText('Say that you may sign for your organisation').waitFor();
    await accessible(portal);
    await shots(portal, 'portal-quote-accept');
    await portal.getByLabel('I may sign contracts for my organisation').check();
    await portal.getByRole('button', { name: 'Sign for $8,250.00 a month' }).click();
    await portal.getByText('Lena Hoffmann accepted Full').waitFor();
    await accessible(portal);
    await shots(portal, 'portal-quote-accepted');

    const saved = async (file: string) => {
      const download = portal.waitForEvent('download');
      await portal.getByRole('button', { name: `Save ${file}` }).click();
      return (await download).path();
    };
    const document = await saved('document');
    const log: EventLog = JSON.parse(fs.readFileSync(await saved('event log'), 'utf8'));
    expect(log.events.at(-1)?.about).toMatchObject({
      session: expect.stringMatching(/^[0-9a-f-]{36}$/),
      address: '127.0.0.1',
    });
    await portal.getByRole('link', { name: 'Verify a file' }).click();
    await portal.getByLabel('A file to verify').setInputFiles(document);
    await expect
      .poll(() => portal.getByRole('status', { name: 'Verdict' }).textContent())
      .toMatch(/document of quote Q-LAKE-1 for Lakeside Clinics, accepted by Lena Hoffmann .* unchanged/);
    await accessible(portal);
    await reflows(portal);
    await shots(portal, 'portal-verify');
    const changed = path.join(os.tmpdir(), `changed-${process.pid}.pdf`);
    fs.writeFileSync(changed, Buffer.concat([fs.readFileSync(document), Buffer.from(' ')]));
    await portal.getByLabel('A file to verify').setInputFiles(changed);
    await portal.getByText('No file of ours has this content.').waitFor();
    fs.rmSync(changed);

    await page.goto(`/app/clients/${world.lakeside}/contract`);
    await page.getByText('Signed by Lena Hoffmann with quote').waitFor();
    await shots(page, 'contract-from-quote');
  },
);
