import type { Page } from 'playwright-core';

/** On the page of what Lakeside's invoice of a month will say: closes the month, and waits for the invoice. */
export async function closeForGood(page: Page, month: string, invoice: string): Promise<void> {
  await page.keyboard.press('c');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Close ${month} for Lakeside Clinics` })
    .click();
  await page.getByRole('heading', { level: 1, name: invoice }).waitFor();
}

/** In the filled form of a change: drafts it, proposes it to the client, and agrees for the provider. */
export async function proposeAndAgree(page: Page, from: string): Promise<void> {
  await page.getByRole('button', { name: 'Draft this change' }).click();
  await page.getByRole('button', { name: 'Propose to the client' }).click();
  await page.getByRole('button', { name: 'Agree for the provider' }).click();
  await page.getByRole('button', { name: `Agree to the change from ${from}` }).click();
  await page.getByText('Agreed; the other side is asked.').waitFor();
}
