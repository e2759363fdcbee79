import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { consentApi } from '../../src/hours/consent-api.ts';
import { useBrowser } from '../browser.ts';
import { seeding } from '../hours.ts';
import { closeForGood, proposeAndAgree } from '../pages.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const seed = seeding(world);

/** 20 hours a month; 12 of November's are worked, and an hour of overage a month is agreed to. */
beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-20T23:30:00Z');
  await seed.contract(world.lakeside, { start: '2026-11-01', end: '2027-11-01' });
  for (const day of ['03', '04', '05', '10'])
    await seed.entry({ start: `2026-11-${day}T15:00:00Z`, minutes: 180 });
  await seed.past('2026-09', '2026-10');
  await world.as('lena')(consentApi.setOverageCap, {
    params: { client: world.lakeside },
    body: { from: '2026-11', minutes: 60 },
  });
});

test(
  'a month goes from a week of work to its invoice, a dispute and the credit on the next one, with the same figures for everybody',
  { timeout: 180_000 },
  async () => {
    // Marek logs ten hours without a mouse, and sees the pool go down to nothing.
    const engineer = await browser.as('marek');
    const keys = engineer.keyboard;
    await engineer.goto('/app/time');
    await engineer.getByRole('row', { name: /^Lakeside Clinics Firewall review .* 8 h$/ }).waitFor();
    await engineer.waitForLoadState('networkidle');
    await keys.press('w');
    for (const day of ['2h', '120', '2:00', '2.0', '9-11']) {
      await keys.type(day);
      await keys.press('Tab');
    }
    await engineer.getByRole('row', { name: /^Lakeside Clinics .* 10 h 0 min$/ }).waitFor();
    await keys.press('s');
    await engineer.getByText('5 entries submitted for approval.').waitFor();

    // Ines approves the week, whose last hours are beyond the package.
    const lead = await browser.as('ines');
    await lead.goto('/app/approvals');
    await lead.getByText('Waiting for you: 5 entries, 10 h').waitFor();
    await lead.getByText('2 h beyond the packages, $350.00').waitFor();
    await lead.getByLabel('Tick all of Lakeside Clinics').check();
    await lead.getByRole('button', { name: 'Approve 5 entries' }).click();
    await lead.getByText('Nothing waits for you').first().waitFor();

    // The month is foretold with it, and an hour rests on nothing: Lena agrees to it with one click.
    await lead.goto(`/app/clients/${world.lakeside}/hours`);
    await expect
      .poll(() => lead.getByRole('region', { name: 'Burn-down' }).textContent())
      .toContain('Likely 27 to 30 h of 20 h by 30 November 2026; overage has begun');
    const overage = lead.getByRole('region', { name: 'Overage and consent' });
    await overage.getByText('1 h rest on nothing yet').waitFor();
    await overage.getByRole('button', { name: 'Ask for consent' }).click();
    const asking = lead.getByRole('dialog', { name: 'Ask Lakeside Clinics for consent' });
    await asking.getByLabel('What they are needed for').fill('The new firewall');
    await asking.getByRole('button', { name: 'Ask Lakeside Clinics' }).click();
    await overage.getByText('1 h for $175.00: The new firewall').waitFor();

    const client = await browser.as('lena');
    await client.goto('/portal');
    await client.getByRole('button', { name: 'Agree to $175.00' }).click();
    await client.getByText('Agreed; your team goes on.').waitFor();
    const agreed = client.getByRole('region', { name: 'Overage and consent' });
    await agreed.getByText('2 h of overage against a cap of 1 h, 1 h more agreed to.').waitFor();
    expect(await agreed.textContent()).not.toContain('beyond what you agreed to');

    // 20 hours are too few: both sides agree to 30 from December on.
    const supervisor = await browser.as('sofia');
    await supervisor.goto(`/app/clients/${world.lakeside}/contract`);
    await supervisor.getByText('20 h a month').first().waitFor();
    await supervisor.keyboard.press('c');
    await supervisor.getByLabel('Hours a month').fill('30');
    await supervisor.getByLabel('From').fill('1 Dec 2026');
    await supervisor.keyboard.press('Enter');
    await supervisor.getByLabel('Why').fill('More work than 20 hours');
    await proposeAndAgree(supervisor, '1 Dec 2026');
    await client.goto('/portal/contract');
    await client.getByRole('button', { name: 'Agree', exact: true }).click();
    await client.getByRole('button', { name: 'Agree to the change from 1 Dec 2026' }).click();
    const versions = client.getByRole('region', { name: 'Versions' });
    await expect
      .poll(() => versions.textContent())
      .toMatch(/2\. More work than 20 hoursFrom 1 Dec 2026 .*30 h, \$4,950\.00 a month/);

    // Frank closes November: the fee, and two hours at 175.00.
    world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
    const finance = await browser.as('frank');
    await review(finance, '2026-11');
    await closeForGood(finance, 'November', 'INV-000001');
    await finance
      .getByRole('treeitem', { name: /^Overage, 2 h at 175.00 an hour, agreed by Lena .* \$350.00/ })
      .waitFor();
    await toPay(finance, '$3,650.00');

    // Lena disputes the overage, and Frank gives half an hour back.
    const reader = await browser.as('lena');
    await reader.goto('/portal/invoices/INV-000001');
    await toPay(reader, '$3,650.00');
    await reader.getByRole('button', { name: 'Dispute line 2' }).click();
    const why = reader.getByRole('dialog', { name: 'Dispute line 2 of INV-000001?' });
    await why.getByLabel('What you do not agree to').fill('Our own engineer did a part of it.');
    await why.getByRole('button', { name: 'Dispute line 2' }).click();
    await reader.getByText('waits for the provider').waitFor();
    await finance.goto('/app/invoices');
    await finance
      .getByRole('region', { name: 'Open disputes' })
      .getByRole('link', { name: 'INV-000001, line 2' })
      .click();
    await finance.getByRole('button', { name: 'Settle the dispute' }).click();
    const settle = finance.getByRole('dialog', { name: 'Settle the dispute of line 2 of INV-000001' });
    await settle.getByLabel('Amount').fill('87.50');
    await settle.getByLabel('Closing words').fill('Half an hour of November was yours');
    await settle.getByRole('button', { name: 'Credit $87.50 and settle' }).click();
    await reader.reload();
    await reader.getByText('$87.50 credited, on the next invoice').waitFor();

    // December's invoice has the new fee and the credit, and both sides read the same.
    world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
    const next = await browser.as('frank');
    await review(next, '2026-12');
    await closeForGood(next, 'December', 'INV-000002');
    const last = await browser.as('lena');
    await last.goto('/portal/invoices/INV-000002');
    for (const page of [next, last]) {
      await page
        .getByRole('treeitem', {
          name: /^Credit for INV-000001, line 2: Half an hour of November was yours −\$87.50/,
        })
        .waitFor();
      await toPay(page, '$4,862.50');
    }
  },
);

/** What the invoice of a month will say, as finance reads it before the close. */
async function review(page: Page, month: string): Promise<void> {
  await page.goto(`/app/close?month=${month}`);
  await page.getByRole('link', { name: 'Lakeside Clinics' }).click();
  await page.getByText(/^What its invoice for \w+ 2026 will say/).waitFor();
}

const toPay = (page: Page, amount: string) =>
  page.getByText(new RegExp(`^To pay by [\\w ]+\\${amount}$`)).waitFor();
