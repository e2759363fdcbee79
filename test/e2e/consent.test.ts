import { beforeAll, expect, test } from 'vitest';
import { consentApi } from '../../src/hours/consent-api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { closeForGood } from '../pages.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);

beforeAll(async () => {
  await seed.contract(world.lakeside, {
    start: '2026-11-01',
    increment: 1,
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  await world.as('lena')(consentApi.setOverageCap, {
    params: { client: world.lakeside },
    body: { from: '2026-11', minutes: 60 },
  });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 120 });
  await seed.entry({ start: '2026-11-04T15:00:00Z', minutes: 45, subject: 'New firewall' });
});

test(
  'a client is asked for more, agrees with one click, and reads so on the invoice',
  { timeout: 180_000 },
  async () => {
    const staff = await browser.as('ines');
    await staff.goto(`/app/clients/${world.lakeside}/hours?month=2026-11`);
    const panel = staff.getByRole('region', { name: 'Overage and consent' });
    await panel.getByText('45 min rest on nothing yet').waitFor();
    await panel.getByRole('button', { name: 'Ask for consent' }).click();
    const dialog = staff.getByRole('dialog', { name: 'Ask Lakeside Clinics for consent' });
    await dialog.getByRole('textbox', { name: 'Further hours' }).fill('1');
    await dialog.getByRole('textbox', { name: 'What they are needed for' }).fill('The new firewall');
    await dialog.getByRole('button', { name: 'Ask Lakeside Clinics' }).click();
    await panel.getByText('1 h for $175.00: The new firewall').waitFor();
    await shots(staff, 'overage');
    await accessible(staff);
    await reflows(staff);

    const portal = await browser.as('lena');
    await portal.goto('/portal');
    const asked = portal.getByRole('region', { name: 'Your consent is asked' });
    await asked.getByRole('heading', { name: '1 h of further work in November 2026 for $175.00?' }).waitFor();
    await shots(portal, 'consent');
    await accessible(portal);
    await reflows(portal);
    await asked.getByRole('button', { name: 'Agree to $175.00' }).click();
    await portal.getByText('Agreed; your team goes on.').waitFor();
    expect(await asked.count()).toBe(0);

    world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
    const finance = await browser.as('frank');
    await finance.goto('/app/close?month=2026-11');
    await finance.getByRole('link', { name: 'Lakeside Clinics' }).click();
    await finance.getByText('What its invoice for November 2026 will say').waitFor();
    await closeForGood(finance, 'November', 'INV-000001');
    const line = /^Overage, 1 h 45 min at 175.00 an hour, agreed by Lena on 24 November 2026/;
    await finance.getByRole('treeitem', { name: line }).waitFor();
    await portal.goto('/portal/invoices/INV-000001');
    await portal.getByText(line).first().waitFor();
  },
);

test('work beyond the cap is given as goodwill where it stands, and rests on nothing no more', async () => {
  await seed.contract(world.harbor, { increment: 1, packages: [{ ...base, hours: 1, fee: 16_500 }] });
  await world.as('sofia')(consentApi.setOverageCap, {
    params: { client: world.harbor },
    body: { from: '2026-12', minutes: 0, agreedWith: 'Hugo, by telephone' },
  });
  const priya = { client: world.harbor, who: 'priya' } as const;
  await seed.entry({ ...priya, start: '2026-12-01T15:00:00Z', minutes: 60 });
  await seed.entry({ ...priya, start: '2026-12-02T14:00:00Z', minutes: 30, subject: 'Label printers' });
  const staff = await browser.as('sofia');
  await staff.goto(`/app/clients/${world.harbor}/hours?month=2026-12`);
  const panel = staff.getByRole('region', { name: 'Overage and consent' });
  await panel.getByText('30 min rest on nothing yet').waitFor();
  await panel.getByRole('button', { name: /^Give it as goodwill Priya, 2 Dec: Label printers/ }).click();
  const dialog = staff.getByRole('dialog', { name: /Give it as goodwill/ });
  await dialog.getByText('All of it, 30 min, leaves the packages and the invoice.').waitFor();
  await shots(staff, 'overage-goodwill');
  await accessible(staff);
  await dialog.getByLabel('Why it is given').fill('Our printer, not theirs');
  await dialog.getByRole('button', { name: 'Give the time of Priya' }).click();
  await staff.getByText('It is goodwill.').waitFor();
  await panel.getByText('30 min rest on nothing yet').waitFor({ state: 'detached' });
}, 120_000);
