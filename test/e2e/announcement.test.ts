import fs from 'node:fs';
import { expect, test } from 'vitest';
import { clientsApi } from '../../src/clients/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

test(
  'maintenance is drafted, previewed and published; the client is told in the portal and acknowledges; the proof says so',
  { timeout: 240_000 },
  async () => {
    await world.as('ines')(clientsApi.addContact, {
      params: { client: world.lakeside },
      body: { name: 'Nora Vance', email: 'nora@lakeside.example' },
    });
    const portal = await browser.as('lena');
    await portal.goto('/portal');
    await portal.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(await portal.getByText('please acknowledge').count()).toBe(0);

    const page = await browser.as('ines');
    await page.goto('/app/announcements');
    await page.getByText('Nothing announced yet').waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog');
    await form.getByLabel('Title').fill('New core switch');
    await form.getByLabel('Kind').selectOption('Maintenance');
    await form.getByLabel('What there is to know').fill('The network of every site is down for an hour.');
    await form.getByRole('button', { name: 'Draft the announcement' }).click();
    await form.getByText('Say on which day it begins.').waitFor();
    await form.getByLabel('Begins').fill('28 Nov 2026');
    await form.getByLabel('At, in America/Chicago').first().fill('22:00');
    await form.getByLabel('Ends').fill('29 Nov 2026');
    await form.getByLabel('At, in America/Chicago').last().fill('00:30');
    await form.getByLabel('Acknowledge by').fill('27 Nov 2026');
    await shots(page, 'announcement-new');
    await accessible(page);
    await form.getByRole('button', { name: 'Draft the announcement' }).click();

    await page.getByRole('heading', { level: 1, name: 'New core switch' }).waitFor();
    await page.getByText('Reaches 2 clients, 4 people by mail').waitFor();
    await page.getByRole('article').getByText('29 Nov 2026, 04:00 GMT to 06:30 GMT').waitFor();
    await shots(page, 'announcement-draft');
    await accessible(page);
    await reflows(page);
    await page.keyboard.press('p');
    await shots(page, 'announcement-publish');
    await accessible(page);
    await page.getByRole('button', { name: 'Publish to 2 clients and 4 people' }).click();
    await page.getByText('Published to 2 clients.').waitFor();
    await page.getByText('queued', { exact: true }).first().waitFor();

    await portal.reload();
    await portal.getByRole('link', { name: 'New core switch' }).waitFor();
    await shots(portal, 'portal-told');
    await accessible(portal);
    await portal.getByRole('link', { name: 'New core switch' }).click();
    await portal.getByText('28 Nov 2026, 22:00 CST to 29 Nov 2026, 00:30 CST').waitFor();
    await shots(portal, 'portal-announcement');
    await accessible(portal);
    await reflows(portal);
    await portal.getByRole('button', { name: 'Acknowledge' }).click();
    await portal.getByText('acknowledged by Lena').waitFor();
    expect(await portal.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    await portal.goto('/portal/announcements');
    await portal.getByText('acknowledged by Lena').waitFor();
    await shots(portal, 'portal-announcements');
    await accessible(portal);
    await reflows(portal);
    await portal.goto('/portal');
    await portal.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(await portal.getByRole('link', { name: 'New core switch' }).count()).toBe(0);

    await page.reload();
    await page.getByText('1 of 2').waitFor();
    await page.getByText('Lena, 24 Nov 2026').first().waitFor();
    await shots(page, 'announcement-proof');
    await accessible(page);
    await reflows(page);
    const saved = page.waitForEvent('download');
    await page.keyboard.press('s');
    const csv = fs.readFileSync(await (await saved).path(), 'utf8');
    expect(csv).toMatch(/Lakeside Clinics,Lena,lena@example.com,queued,,,2026-11-24T/);
    expect(csv).toContain('Harbor Freight Lines,Hugo,hugo@example.com,queued,,,,,,,no');

    await page.keyboard.press('c');
    await page.getByText('A correction is drafted.').waitFor();
    await page.getByText('This corrects New core switch').waitFor();
    await page.goto('/app/announcements');
    await page.getByRole('link', { name: 'New core switch' }).first().waitFor();
    await shots(page, 'announcements');
    await accessible(page);
    await reflows(page);
  },
);
