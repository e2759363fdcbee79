import { beforeAll, expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { closeMonth, signContract } from '../contract.ts';
import { onSite } from '../on-site.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const { setRates } = onSite(world);

let contract: Awaited<ReturnType<typeof signContract>>;
beforeAll(async () => {
  contract = await signContract(world, world.lakeside);
  await setRates();
});

test(
  'a visit is asked for, reviewed with an estimate and approved; mileage and a receipt are entered and billed',
  { timeout: 240_000 },
  async () => {
    const marek = await browser.as('marek');
    await marek.goto('/app/time');
    await marek.getByRole('button', { name: 'Ask for a site visit' }).click();
    const asking = marek.getByRole('dialog');
    await asking.getByLabel('Day, where the client is').fill('20 Nov 2026');
    await asking.getByLabel('Travel should cost').fill('60');
    await asking.getByLabel('What cannot be done remotely').fill('Replace the rack');
    await asking.getByRole('button', { name: 'Ask the supervisor' }).click();
    await marek.getByText('requested', { exact: true }).waitFor();

    const ines = await browser.as('ines');
    await ines.goto('/app/approvals');
    await ines.getByRole('button', { name: 'Review the visit to Lakeside Clinics' }).click();
    const review = ines.getByRole('dialog');
    await review.getByLabel('Why').fill('The rack is in their cellar');
    await review.getByLabel('Mileage').fill('84.5');
    await review.getByText('$61.26 at 0.725').waitFor();
    await review.getByLabel('Meals').fill('20');
    await review.getByText('$81.26').waitFor();
    await shots(ines, 'visit-review');
    await accessible(ines);
    await review.getByRole('button', { name: 'Keep the review' }).click();
    await ines.getByText('The visit to Lakeside Clinics is reviewed.').waitFor();
    expect(await ines.getByRole('button', { name: 'Approve the visit' }).count()).toBe(0);

    const sofia = await browser.as('sofia');
    await sofia.goto('/app/approvals');
    await sofia.getByText('Ines: The rack is in their cellar').waitFor();
    await sofia.getByRole('cell', { name: '$81.26' }).waitFor();
    await shots(sofia, 'visit-request');
    await accessible(sofia);
    await reflows(sofia);
    await sofia.getByRole('button', { name: 'Approve the visit to Lakeside Clinics' }).click();
    await sofia.getByText('Marek may visit Lakeside Clinics.').waitFor();

    await marek.reload();
    await marek.getByRole('button', { name: 'Add an expense' }).click();
    const expense = marek.getByRole('dialog');
    await expense.getByLabel('Site visit').selectOption({ index: 1 });
    await expense.getByLabel('Kind').selectOption('Mileage');
    await expense.getByLabel('Distance').fill('120');
    await expense.getByText('$87.00').waitFor();
    await expense.getByText('$5.74 more').waitFor();
    await shots(marek, 'visit-expense');
    await expense.getByRole('button', { name: 'Add the expense' }).click();
    await marek.getByText('120 miles at 0.725').waitFor();
    await marek.getByText('$5.74 more').waitFor();

    await marek.getByRole('button', { name: 'Add receipts of $87.00' }).click();
    await marek.getByLabel('Receipt files').setInputFiles([
      { name: 'log.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html></html>') },
      { name: 'log book.pdf', mimeType: 'text/html', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') },
    ]);
    await marek.getByRole('button', { name: 'log book.pdf', exact: true }).waitFor();
    await marek.getByText('log.pdf is left out. What this is cannot be told from its content.').waitFor();
    await shots(marek, 'visit-receipts');
    await accessible(marek);
    const saved = marek.waitForEvent('download');
    await marek.getByRole('button', { name: 'log book.pdf', exact: true }).click();
    expect((await saved).suggestedFilename()).toBe('log book.pdf');
    await marek.getByRole('button', { name: 'Done' }).click();

    const frank = await browser.as('frank');
    await frank.goto(`/app/clients/${world.lakeside}/hours?month=2026-11`);
    await frank.getByText('Expense of 24 November 2026: mileage, 120 miles at 0.725').waitFor();
    await frank.goto(`/app/close/${contract}/2026-11`);
    await frank.getByText('$87.00 of an estimated $81.26 spent').waitFor();
    await frank.getByText('$5.74 more').waitFor();
    await frank.getByRole('button', { name: 'log book.pdf' }).waitFor();
    await shots(frank, 'visit-costs');
    await accessible(frank);
    await reflows(frank);

    await closeMonth(world, contract, '2026-11');
    await marek.reload();
    await marek.getByText('billed', { exact: true }).waitFor();
    expect(await marek.getByRole('button', { name: 'Edit of $87.00' }).count()).toBe(0);
    await marek.getByRole('button', { name: '1 receipt of $87.00' }).click();
    await marek.getByRole('button', { name: 'log book.pdf', exact: true }).waitFor();
    expect(await marek.getByRole('button', { name: 'Choose files' }).count()).toBe(0);
  },
);
