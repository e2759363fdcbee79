import { TOTP, URI } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signInApi } from '../../src/people/sign-in-api.ts';
import { caller } from '../../src/core/call.ts';
import { useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

describe('signing in', { timeout: 120_000 }, () => {
  test('leads to the page that was wanted, and signing out back to the door', async () => {
    const page = await browser.nobody();
    await page.goto('/app/clients');
    await page.waitForURL('**/sign-in?next=*');
    await fill(page, await browser.passwordOf('ines'));
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/clients');
    await page.getByRole('button', { name: 'Ines' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.goto('/app');
    await page.waitForURL('**/sign-in?next=*');
  });

  test('people of a client come to their portal', async () => {
    const page = await browser.nobody();
    await page.goto('/');
    await fill(page, await browser.passwordOf('lena'));
    await page.waitForURL('**/portal');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  test('whoever opens the other shell is led to their own', async () => {
    const lena = await browser.as('lena');
    await lena.goto('/app/clients');
    await lena.waitForURL('**/portal');
    const ines = await browser.as('ines');
    await ines.goto('/portal');
    await ines.waitForURL('**/app');
  });

  test('a wrong password is said in words, and the address stays', async () => {
    const page = await browser.nobody();
    await page.goto('/sign-in');
    await fill(page, { email: 'ines@example.com', password: 'not the password' });
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toContain('The e-mail address or the password is not right.');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('ines@example.com');
  });

  test('whoever fails too often is told to wait', async () => {
    const page = await browser.nobody();
    await page.goto('/sign-in');
    await fill(page, { email: 'nobody@example.com', password: 'not the password' });
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Sign in' }).click();
          return page.getByRole('alert').textContent();
        },
        { timeout: 60_000 },
      )
      .toContain('Wait a few minutes');
  });
});

describe('with a second factor', { timeout: 120_000 }, () => {
  test('a code of the app or a backup code is asked for after the password', async () => {
    const { email, password } = await browser.passwordOf('frank');
    const { app, backupCodes } = await secondFactor(await browser.as('frank'), password);

    const withApp = await browser.nobody();
    await withApp.goto('/sign-in');
    await fill(withApp, { email, password });
    await withApp.getByLabel('Six digits from your authenticator app').fill('000000');
    await withApp.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => withApp.getByRole('alert').textContent()).toContain('This code is not right');
    await withApp.getByLabel('Six digits from your authenticator app').fill(app.generate());
    await withApp.getByRole('button', { name: 'Sign in' }).click();
    await withApp.waitForURL('**/app/close');

    const withBackup = await browser.nobody();
    await withBackup.goto('/sign-in');
    await fill(withBackup, { email, password });
    await withBackup.getByRole('button', { name: 'Use a backup code instead' }).click();
    await withBackup.getByLabel('Backup code').fill(backupCodes[0]!);
    await withBackup.getByRole('button', { name: 'Sign in' }).click();
    await withBackup.waitForURL('**/app/close');
  });
});

async function fill(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Turns the second factor on for whoever is signed in on the page, as their own page would. */
async function secondFactor(page: Page, password: string): Promise<{ app: TOTP; backupCodes: string[] }> {
  const call = caller('', async (address, init) => {
    const answer = await page.request.fetch(address instanceof Request ? address.url : address.toString(), {
      method: init?.method ?? 'GET',
      ...(typeof init?.body === 'string'
        ? { data: init.body, headers: { 'content-type': 'application/json' } }
        : {}),
    });
    return new Response(await answer.text(), { status: answer.status() });
  });
  const { address, backupCodes } = await call(signInApi.startSecondFactor, { body: { password } });
  const app = URI.parse(address);
  if (!(app instanceof TOTP)) throw new Error(`no time-based second factor: ${address}`);
  await call(signInApi.confirmSecondFactor, { body: { code: app.generate() } });
  return { app, backupCodes };
}
