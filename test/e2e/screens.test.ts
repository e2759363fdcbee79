import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { useWorld, type Name } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

/** Screens by name: who looks, where, what says that it is there, and the key that opens what is looked at, if any. */
const screens: readonly (readonly [
  name: string,
  who: Name | null,
  path: () => string,
  there: string,
  key?: string,
])[] = [
  ['sign-in', null, () => '/sign-in', 'Sign in'],
  ['set-up', null, () => '/set-up', 'Set up Tandem'],
  ['invitation', null, () => '/invitation#half', 'Welcome to Tandem'],
  ['cockpit', 'ines', () => '/app', 'Cockpit'],
  ['clients', 'ines', () => '/app/clients', 'Clients'],
  ['interactions', 'ines', () => `/app/clients/${world.lakeside}/interactions`, 'Lakeside Clinics'],
  ['log-interaction', 'ines', () => `/app/clients/${world.lakeside}/interactions`, 'Lakeside Clinics', 'n'],
  ['health', 'ines', () => `/app/clients/${world.lakeside}/health`, 'Lakeside Clinics'],
  ['note-health', 'ines', () => `/app/clients/${world.lakeside}/health`, 'Lakeside Clinics', 'n'],
  ['announcements', 'ines', () => '/app/announcements', 'Announcements'],
  ['new-announcement', 'ines', () => '/app/announcements', 'Announcements', 'n'],
  ['portal-announcements', 'lena', () => '/portal/announcements', 'Announcements'],
  ['portal-interactions', 'lena', () => '/portal/interactions', 'Interactions'],
  ['right-size', 'ines', () => '/app/right-size', 'Right size'],
  ['client', 'ines', () => `/app/clients/${world.lakeside}`, 'Lakeside Clinics'],
  ['new-client', 'ines', () => '/app/clients', 'Clients', 'n'],
  ['edit-client', 'ines', () => `/app/clients/${world.lakeside}`, 'Lakeside Clinics', 'e'],
  ['contract', 'sofia', () => `/app/clients/${world.lakeside}/contract`, 'Lakeside Clinics'],
  ['new-contract', 'sofia', () => `/app/clients/${world.lakeside}/contract/new`, 'Lakeside Clinics'],
  ['plan', 'ines', () => `/app/clients/${world.lakeside}/plan`, 'Lakeside Clinics'],
  ['work', 'ines', () => '/app/work', 'Planned work'],
  ['catalogue', 'sofia', () => '/app/catalogue', 'Catalogue of activities'],
  ['new-catalogue', 'sofia', () => '/app/catalogue/new', 'New version of the catalogue'],
  ['add-activity', 'sofia', () => '/app/catalogue/new', 'New version of the catalogue', 'n'],
  ['quotes', 'ines', () => `/app/clients/${world.lakeside}/quotes`, 'Lakeside Clinics'],
  ['new-quote', 'ines', () => `/app/clients/${world.lakeside}/quotes/new`, 'Lakeside Clinics'],
  ['coverage', 'ines', () => `/app/clients/${world.lakeside}/coverage`, 'Lakeside Clinics'],
  ['proof', 'ines', () => `/app/clients/${world.lakeside}/coverage/proof`, 'Lakeside Clinics'],
  ['portfolio', 'ines', () => '/app/coverage', 'Coverage'],
  ['portal-duties', 'lena', () => '/portal/duties', 'Duties'],
  ['portal-coverage', 'lena', () => '/portal/coverage', 'Coverage'],
  ['portal-proof', 'lena', () => '/portal/coverage/proof', 'Proof of coverage'],
  ['calls', 'ines', () => '/app/calls', 'Calls'],
  ['client-calls', 'ines', () => `/app/clients/${world.lakeside}/calls`, 'Lakeside Clinics'],
  ['onboardings', 'ines', () => '/app/onboardings', 'Onboardings'],
  ['onboarding-templates', 'sofia', () => '/app/onboarding-templates', 'Onboarding templates'],
  [
    'new-onboarding-template',
    'sofia',
    () => '/app/onboarding-templates/standard/new',
    'New template: Standard',
  ],
  ['client-onboarding', 'ines', () => `/app/clients/${world.lakeside}/onboarding`, 'Lakeside Clinics'],
  ['begin-onboarding', 'ines', () => `/app/clients/${world.lakeside}/onboarding`, 'Lakeside Clinics', 'n'],
  ['new-series', 'ines', () => `/app/clients/${world.lakeside}/calls`, 'Lakeside Clinics', 'n'],
  ['verify', 'frank', () => '/app/verify', 'Verify a file'],
  ['people', 'ada', () => '/app/people', 'People'],
  ['skills', 'sofia', () => '/app/people?whose=skills', 'People'],
  ['capacity', 'sofia', () => '/app/capacity', 'Capacity'],
  ['absences', 'sofia', () => '/app/absences', 'Absences'],
  ['enter-absence', 'marek', () => '/app/absences', 'My absences', 'n'],
  ['invite', 'ada', () => '/app/people', 'People', 'n'],
  ['mail', 'ada', () => '/app/mail', 'Mail'],
  ['provider', 'ada', () => '/app/provider', 'Provider'],
  ['you', 'ines', () => '/app/you', 'You'],
  ['portal-you', 'lena', () => '/portal/you', 'You'],
  ['calendars', 'ada', () => '/app/calendars', 'Calendars'],
  ['new-calendar', 'ada', () => '/app/calendars', 'Calendars', 'n'],
  ['price-books', 'frank', () => '/app/price-books', 'Price books'],
  ['new-price-book', 'frank', () => '/app/price-books/new', 'New price book'],
  ['import', 'sofia', () => '/app/import', 'Import'],
  ['paste-rows', 'sofia', () => '/app/import', 'Import', 'v'],
  ['close', 'frank', () => '/app/close', 'Close'],
  ['late-time', 'frank', () => '/app/late-time', 'Late time'],
  ['invoices', 'frank', () => '/app/invoices', 'Invoices'],
  ['invoicing', 'frank', () => '/app/invoicing', 'Invoicing'],
  ['client-invoicing', 'frank', () => `/app/clients/${world.lakeside}/invoicing`, 'Lakeside Clinics'],
  ['portal-calls', 'lena', () => '/portal/calls', 'Calls'],
  ['portal-onboarding', 'lena', () => '/portal/onboarding', 'Onboarding'],
  ['portal-contract', 'lena', () => '/portal/contract', 'Contract'],
  ['portal-verify', 'lena', () => '/portal/verify', 'Verify a file'],
  ['portal-invoices', 'lena', () => '/portal/invoices', 'Invoices'],
  ['time', 'marek', () => '/app/time', 'Time'],
  ['approvals', 'sofia', () => '/app/approvals', 'Approvals'],
  ['palette', 'ines', () => '/app/clients', 'Clients', 'Control+k'],
  ['keys', 'ines', () => '/app/clients', 'Clients', '?'],
  ['nothing-here', 'ines', () => '/app/nowhere', 'There is nothing here'],
  ['portal', 'lena', () => '/portal', 'Overview'],
];

/** Everybody's screens are seen in one window, one after the other, which is much quicker than a window for each. */
const pages = new Map<Name | null, Page>();
async function pageOf(who: Name | null): Promise<Page> {
  const page = pages.get(who) ?? (who ? await browser.as(who) : await browser.nobody());
  pages.set(who, page);
  return page;
}

for (const [name, who, path, there, key] of screens) {
  test(`everybody can use ${name}, in both themes and at every width`, { timeout: 120_000 }, async () => {
    const page = await pageOf(who);
    await go(page, path(), there);
    await settled(page, there);
    if (key) {
      await page.keyboard.press(key);
      await page.locator('form, [role="dialog"]').first().waitFor();
    }
    if (name === 'palette') await page.keyboard.type('lake');
    await shots(page, name);
    await accessible(page);
    await reflows(page);
  });
}

/** As a reader goes, within the shell that is open; to a page that is called like the one on screen by loading it, because nothing else would tell the two apart. */
async function go(page: Page, path: string, heading: string): Promise<void> {
  const isOpen = await page.evaluate(
    ([to, called]) => {
      const shell = (address: string) => address.split('/')[1] ?? '';
      const isThere = ['app', 'portal'].includes(shell(to)) && shell(to) === shell(location.pathname);
      const isCalledSo = document.querySelector('h1')?.textContent?.includes(called) ?? true;
      return isThere && !isCalledSo;
    },
    [path, heading] as const,
  );
  if (isOpen) await page.evaluate((to) => history.pushState({}, '', to), path);
  else await page.goto(path);
}

async function settled(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await expect.poll(() => page.getByRole('status', { name: /loading/i }).count()).toBe(0);
}
