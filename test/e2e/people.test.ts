import { TOTP, URI } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

describe('people', { timeout: 180_000 }, () => {
  test('an administrator invites somebody by a link shown once, and takes them out again', async () => {
    const page = await browser.as('ada');
    await page.goto('/app/people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('Name').fill('Nina Petrov');
    await page.getByLabel('E-mail address').fill('marek@example.com');
    await page.getByRole('checkbox', { name: 'CSE' }).check();
    await page.getByRole('button', { name: 'Invite Nina Petrov' }).click();
    await page.getByText('Somebody at this provider has this e-mail address already.').first().waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Nina Petrov');
    await page.getByLabel('E-mail address').fill('nina@example.com');
    await page.getByRole('button', { name: 'Invite Nina Petrov' }).click();
    const link = await page.getByLabel('Link for Nina Petrov', { exact: true }).textContent();
    await accessible(page);

    const nina = await browser.nobody();
    await nina.goto(link ?? '');
    await nina.getByText('nina@example.com').waitFor();
    await nina.getByLabel('Choose a password').fill('a few words in a row');
    await nina.getByRole('button', { name: 'Choose this password' }).click();
    await nina.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Nina Petrov' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nina Petrov' }).waitFor();
    await accessible(page);
    await reflows(page);
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await page.getByRole('button', { name: 'Deactivate Nina Petrov' }).click();
    await page.getByText('Nina Petrov is deactivated.').waitFor();
    await page.getByRole('button', { name: 'Reactivate Nina Petrov' }).waitFor();
  });

  test('somebody sets up a second factor with its key, and has to show that it works', async () => {
    const page = await browser.as('ines');
    const { password } = await browser.passwordOf('ines');
    await page.goto('/app');
    await page.getByRole('button', { name: 'Ines' }).click();
    await page.getByRole('menuitem', { name: 'You' }).click();
    await page.getByRole('button', { name: 'Set up a second factor' }).click();
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Set up', exact: true }).click();
    const address = await page
      .getByRole('link', { name: 'open the app with this link' })
      .getAttribute('href');
    const totp = URI.parse(address ?? '');
    if (!(totp instanceof TOTP)) throw new Error('the address is one of a time-based factor');
    expect(await page.getByLabel('Backup codes').getByRole('listitem').count()).toBe(10);
    await accessible(page);
    await reflows(page);
    await page.getByLabel('Six digits from the app').fill('000000');
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('This code is not right, or no longer.').first().waitFor();
    await page.getByLabel('Six digits from the app').fill(totp.generate());
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('Your second factor is on.').waitFor();
    await page.getByRole('button', { name: 'Make new backup codes' }).waitFor();
  });
});
