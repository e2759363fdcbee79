import fs from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '../../src/cli/proof-verify.ts';
import { clientsApi } from '../../src/clients/api.ts';
import { plansApi } from '../../src/plan/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { planning } from '../plan.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const { contractFor, make, firstOf } = planning(world);

beforeAll(async () => {
  await world.as('ines')(clientsApi.addContact, {
    params: { client: world.lakeside },
    body: { name: 'Nora Vance', email: 'nora@lakeside.example', authority: ['approve-change'] },
  });
  await make(await contractFor(world.lakeside), { start: '2026-11-01' });
  await world.as('sofia')(plansApi.waiveOccurrence, {
    params: { occurrence: (await firstOf(world.lakeside, 43)).id },
    body: { reason: 'Nothing to report' },
  });
});

test('the board is walked by keys, and a cell opens to what was planned', { timeout: 240_000 }, async () => {
  const page = await browser.as('ines');
  await page.goto(`/app/clients/${world.lakeside}/coverage`);
  const grid = page.getByRole('grid', { name: 'Coverage by month' });
  await grid.waitFor();
  const cell = (name: RegExp) => grid.getByRole('gridcell', { name });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(() => cell(/^43 .*November 2026: waived$/).count()).toBe(0);
  await cell(/^1 .*November 2026/).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toMatch(/^2 .*November 2026/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toMatch(/^2 .*December 2026/);
  await page.keyboard.press('Home');
  await expect.poll(focused).toMatch(/^2 .*November 2025: not planned$/);
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/^2 .*October 2027/);
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toMatch(/October 2027/);
  await page.keyboard.press('Control+Home');
  await expect.poll(focused).toMatch(/^1 .*November 2025/);
  await page.keyboard.press('PageDown');
  await expect.poll(focused).toMatch(/^11 /);
  await shots(page, 'coverage');
  await accessible(page);
  await reflows(page);

  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'waived' }).click();
  await expect.poll(() => page.url()).toContain('state=waived');
  const waived = cell(/^43 .*November 2026: waived$/);
  await waived.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await panel.getByText('Nothing to report').waitFor();
  await panel.getByText('Waived by').waitFor();
  await panel.getByText('0 min of 1 h').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(focused).toMatch(/^43 .*November 2026/);
  await page.keyboard.press('Enter');
  await panel.getByText('Nothing to report').waitFor();
  await shots(page, 'coverage-cell');
  await accessible(page);
  await page.keyboard.press('Escape');

  await page.goto('/app/coverage');
  await page.getByRole('grid', { name: 'Coverage of November 2026' }).waitFor();
  await page
    .getByRole('gridcell', { name: /Lakeside Clinics: overdue/ })
    .first()
    .waitFor();
  await shots(page, 'portfolio');
  await accessible(page);
  await reflows(page);
});

test('evidence leads to its thing, for whoever has a page of it', { timeout: 120_000 }, async () => {
  const { id: occurrence } = await firstOf(world.lakeside, 5);
  const thing = '0199f0a4-5b1e-7c00-8000-0000000000aa';
  for (const kind of ['announcement', 'health-note'])
    await world.as('sofia')(plansApi.giveEvidence, {
      params: { occurrence },
      body: { kind: 'record', words: `Shown by ${kind}`, thing: { kind, id: thing } },
    });
  const page = await browser.as('ines');
  await page.goto(`/app/work/${occurrence}`);
  const announcement = { name: 'Open the announcement' };
  const health = { name: 'Open the health' };
  expect(await page.getByRole('link', announcement).getAttribute('href')).toBe(`/app/announcements/${thing}`);
  expect(await page.getByRole('link', health).getAttribute('href')).toBe(
    `/app/clients/${world.lakeside}/health`,
  );
  await shots(page, 'evidence-things');
  const portal = await browser.as('lena');
  await portal.goto('/portal/coverage');
  await portal.getByRole('gridcell', { name: /^5 .*November 2026/ }).click();
  const panel = portal.getByRole('dialog');
  await panel.getByText('Shown by health-note').waitFor();
  expect(await panel.getByRole('link', announcement).getAttribute('href')).toBe(
    `/portal/announcements/${thing}`,
  );
  expect(await panel.getByRole('link', health).count()).toBe(0);
});

test('a client does its duty in the portal, and the cell is done', { timeout: 240_000 }, async () => {
  world.clock.now = Temporal.Instant.from('2026-12-28T15:00:00Z');
  const portal = await browser.as('lena');
  await portal.goto('/portal/duties');
  const duty = portal.getByRole('region', { name: 'Review of access management policies' });
  await duty.getByText('What it takes: the client attests to its policies.').waitFor();
  const contacts = portal.getByRole('region', { name: 'Review of authorized contacts' });
  await contacts.getByText('nora@lakeside.example: approves changes').waitFor();
  await shots(portal, 'portal-duties');
  await accessible(portal);
  await reflows(portal);
  await contacts.getByRole('button', { name: /^Attest/ }).click();
  await portal.getByText('You attested to this.').waitFor();
  await duty.getByRole('button', { name: /^Attest/ }).click();
  await duty.waitFor({ state: 'detached' });
  await portal.getByText(/Review of access management policies, due 31 Dec 2026; Lena/).waitFor();

  await portal.goto('/portal/coverage');
  const done = portal.getByRole('gridcell', { name: /^52 .*December 2026: done with evidence$/ });
  const grid = portal.getByRole('grid');
  await grid.waitFor();
  await grid.getByRole('gridcell').first().focus();
  await portal.keyboard.press('Control+End');
  await portal.keyboard.press('ArrowUp');
  for (let month = 0; month < 10; month++) await portal.keyboard.press('ArrowLeft');
  await done.waitFor();
  await shots(portal, 'portal-coverage');
  await accessible(portal);
  await reflows(portal);

  await portal.goto('/portal/coverage/proof');
  await portal.getByRole('heading', { name: '52 Review of access management policies' }).waitFor();
  await shots(portal, 'portal-proof');
  await accessible(portal);
  await reflows(portal);
  const saved = portal.waitForEvent('download');
  await portal.keyboard.press('s');
  const bundle = fs.readFileSync(await (await saved).path());
  expect(verifyBundle(bundle, null).filter(({ fault }) => fault !== null)).toEqual([]);
});
