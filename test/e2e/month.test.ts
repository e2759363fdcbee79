import { beforeAll, expect, test } from 'vitest';
import { billingApi } from '../../src/billing/api.ts';
import { calendarsApi } from '../../src/calendars/api.ts';
import { usualWeek } from '../../src/calendars/business-week.ts';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import { hoursApi } from '../../src/hours/api.ts';
import { consentApi } from '../../src/hours/consent-api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);
useTeam(world);
const network = TechnologyGroupId.parse('network');

// Lakeside has 20 hours, of which 18 are worked when the week begins, and a cap on overage of one.
beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-20T23:30:00Z');
  await world.as('ada')(contractsApi.publishPriceBook, {
    body: guidePriceBook('USD', '2026-01-01', [network]),
  });
  const calendar = await world.as('ada')(calendarsApi.createCalendar, {
    body: { name: 'Chicago business hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
  await world.as('sofia')(contractsApi.createContract, {
    params: { client: world.lakeside },
    body: {
      start: '2026-11-01',
      end: '2027-11-01',
      calendar: calendar.id,
      packages: [{ scope: 'standard', technologyGroups: [network], hoursPerMonth: 20 }],
    },
  });
  await world.as('lena')(consentApi.setOverageCap, {
    params: { client: world.lakeside },
    body: { from: '2026-11', minutes: 60 },
  });
  for (const day of ['04', '05', '10']) await seed.entry({ start: `2026-11-${day}T15:00:00Z`, minutes: 360 });
});

const overage = /^Overage, 2 h 45 min at 175.00 an hour, agreed by Lena on 20 November 2026/;

test('a week is logged by keyboard alone, and approved as it was seen', { timeout: 180_000 }, async () => {
  const engineer = await browser.as('marek');
  await engineer.goto('/app/time');
  await engineer.getByRole('row', { name: /Lakeside Clinics/ }).waitFor();
  await engineer.waitForLoadState('networkidle');
  const { keyboard } = engineer;
  await keyboard.press('w');
  for (const [text, key] of [
    ['1h', 'Tab'],
    ['60', 'Tab'],
    ['1:15', 'Tab'],
    ['9-10', 'Tab'],
  ] as const) {
    await keyboard.type(text);
    await keyboard.press(key);
  }
  await keyboard.type('0.5');
  await engineer.getByText('Draws', { exact: false }).first().waitFor();
  await keyboard.press('Enter');
  await keyboard.press('s');
  await engineer.getByText('5 entries submitted for approval.').waitFor();

  const lead = await browser.as('ines');
  await lead.goto(`/app/approvals?client=${world.lakeside}`);
  await lead.getByText('Waiting for you: 5 entries, 4 h 45 min').waitFor();
  await lead.getByLabel('Tick all of Lakeside Clinics').check();
  await lead.getByRole('button', { name: 'Approve 5 entries' }).click();
  await lead.getByText('Nothing waits for this client').waitFor();
});

test(
  'overage is foreseen before the month ends, and the client agrees to it with one click',
  { timeout: 180_000 },
  async () => {
    const lead = await browser.as('ines');
    await lead.goto(`/app/clients/${world.lakeside}/hours`);
    await lead.getByRole('region', { name: 'Burn-down' }).waitFor();
    const panel = lead.getByRole('region', { name: 'Overage and consent' });
    await panel.getByText('1 h 45 min rest on nothing yet').waitFor();
    await panel.getByRole('button', { name: 'Ask for consent' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Ask Lakeside Clinics for consent' });
    await dialog.getByRole('textbox', { name: 'Further hours' }).fill('2');
    await dialog.getByRole('textbox', { name: 'What they are needed for' }).fill('The new firewall');
    await dialog.getByRole('button', { name: 'Ask Lakeside Clinics' }).click();
    await panel.getByText('2 h for $350.00: The new firewall').waitFor();
    await shots(lead, 'overage');
    await accessible(lead);
    await reflows(lead);

    const client = await browser.as('lena');
    await client.goto('/portal');
    const asked = client.getByRole('region', { name: 'Your consent is asked' });
    await asked.getByRole('heading', { name: '2 h of further work in November 2026 for $350.00?' }).waitFor();
    await shots(client, 'consent');
    await accessible(client);
    await reflows(client);
    await asked.getByRole('button', { name: 'Agree to $350.00' }).click();
    await client.getByText('Agreed; your team goes on.').waitFor();
    expect(await asked.count()).toBe(0);
  },
);

test('the contract is amended with the consent of both sides', { timeout: 180_000 }, async () => {
  const lead = await browser.as('sofia');
  await lead.goto(`/app/clients/${world.lakeside}/contract`);
  await lead.getByText('20 h a month').first().waitFor();
  await lead.keyboard.press('c');
  await lead.getByLabel('Hours a month').fill('30');
  await lead.getByLabel('Why').fill('Twenty hours are not enough');
  await lead.getByRole('button', { name: 'Draft this change' }).click();
  await lead.getByRole('button', { name: 'Propose to the client' }).click();
  await lead.getByRole('button', { name: 'Agree for the provider' }).click();
  await lead.getByRole('button', { name: 'Agree to the change from 1 Dec 2026' }).click();
  await lead.getByText('Agreed; the other side is asked.').waitFor();

  const client = await browser.as('lena');
  await client.goto('/portal/contract');
  await client.getByRole('button', { name: 'Agree', exact: true }).click();
  await client.getByRole('button', { name: 'Agree to the change from 1 Dec 2026' }).click();
  await client.getByText('The contract is changed.').waitFor();
});

test(
  'finance closes the month, and the invoice says who agreed to the overage',
  { timeout: 180_000 },
  async () => {
    world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
    const finance = await browser.as('frank');
    await finance.goto('/app/close?month=2026-11');
    await finance.getByRole('link', { name: 'Lakeside Clinics' }).click();
    await finance.getByText('What its invoice for November 2026 will say').waitFor();
    await finance.keyboard.press('c');
    await finance
      .getByRole('dialog')
      .getByRole('button', { name: 'Close November for Lakeside Clinics' })
      .click();
    await finance.getByRole('heading', { level: 1, name: 'INV-000001' }).waitFor();
    await finance.getByRole('treeitem', { name: overage }).waitFor();
  },
);

test(
  'the client disputes a line, finance ends it with a credit, and what was closed stays as it was',
  { timeout: 180_000 },
  async () => {
    const client = await browser.as('lena');
    await client.goto('/portal/invoices/INV-000001');
    await client.getByText(overage).first().waitFor();
    await client.getByRole('button', { name: 'Dispute line 2' }).click();
    const why = client.getByRole('dialog', { name: 'Dispute line 2 of INV-000001?' });
    await why.getByRole('button', { name: 'Dispute line 2' }).click();
    await why.getByText('Say why').waitFor();
    await why.getByLabel('What you do not agree to').fill('Our own engineer did an hour of this work.');
    await accessible(client);
    await shots(client, 'dispute-open-portal');
    await why.getByRole('button', { name: 'Dispute line 2' }).click();
    await client.getByRole('region', { name: 'Dispute of line 2' }).waitFor();
    await client.getByText('waits for the provider').waitFor();

    const finance = await browser.as('frank');
    await finance.goto('/app/invoices');
    const open = finance.getByRole('region', { name: 'Open disputes' });
    await open.getByText('not answered yet').waitFor();
    await accessible(finance);
    await shots(finance, 'dispute-list');
    await open.getByRole('link', { name: 'INV-000001, line 2' }).click();
    const thread = finance.getByRole('region', { name: 'Dispute of line 2' });
    await thread.getByLabel('Reply').fill('We have asked Marek, and answer tomorrow.');
    await thread.getByRole('button', { name: 'Reply' }).click();
    await thread.getByText('waits for the client').waitFor();
    expect(await thread.getByLabel('Reply').inputValue()).toBe('');
    await accessible(finance);
    await reflows(finance);
    await shots(finance, 'dispute-thread-staff');
    await thread.getByRole('button', { name: 'Settle the dispute' }).click();
    const settle = finance.getByRole('dialog', { name: 'Settle the dispute of line 2 of INV-000001' });
    await settle.getByLabel('Amount').fill('481.26');
    await settle.getByLabel('Closing words').fill('An hour was worked by your own engineer.');
    await settle.getByRole('button', { name: 'Credit $481.26 and settle' }).click();
    await settle.getByText('481.25 can still be credited.').waitFor();
    await settle.getByLabel('Amount').fill('175.00');
    await accessible(finance);
    await shots(finance, 'dispute-settle');
    await settle.getByRole('button', { name: 'Credit $175.00 and settle' }).click();
    await thread.getByText('settled', { exact: true }).waitFor();
    await finance.goto('/app/invoices');
    await finance.getByRole('link', { name: 'INV-000001' }).waitFor();
    expect(await open.count()).toBe(0);

    await client.reload();
    const ended = client.getByRole('region', { name: 'Dispute of line 2' });
    await ended.getByText('$175.00 credited, on the next invoice').waitFor();
    await ended.getByText('An hour was worked by your own engineer.').waitFor();
    await ended.getByText('What was written before').click();
    await ended.getByText('We have asked Marek, and answer tomorrow.').waitFor();
    await client.getByRole('button', { name: 'Dispute line 2' }).waitFor();
    await accessible(client);
    await reflows(client);
    await shots(client, 'dispute-settled-portal');

    const frank = world.as('frank');
    const { statements, differences } = await frank(billingApi.replayMonth, { params: { month: '2026-11' } });
    expect([statements, differences]).toEqual([1, []]);
    // December begins with what was amended and with what was agreed in the dispute.
    const december = await frank(hoursApi.getMonthHours, {
      params: { client: world.lakeside, month: '2026-12' },
    });
    expect(december.lines.map(({ kind, amount }) => [kind, amount])).toEqual([['base-fee', '4950.00']]);
    const adjustments = await frank(billingApi.listAdjustments, { params: { client: world.lakeside } });
    expect(adjustments.map(({ amount, reason }) => [amount, reason])).toEqual([
      ['-175.00', 'An hour was worked by your own engineer.'],
    ]);
  },
);
