import { beforeAll, expect, test } from 'vitest';
import { calendarsApi } from '../../src/calendars/api.ts';
import { usualWeek } from '../../src/calendars/business-week.ts';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);

beforeAll(async () => {
  const groups = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
  await world.as('ada')(contractsApi.publishPriceBook, { body: guidePriceBook('USD', '2026-01-01', groups) });
  await world.as('ada')(calendarsApi.createCalendar, {
    body: { name: 'Chicago business hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
});

test(
  'the supervisor signs a contract with every rule in sight, then adds a supplement to it',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto(`/app/clients/${world.lakeside}/contract`);
    await page.getByText('No contract yet').waitFor();
    await page.keyboard.press('n');
    // 25,000.00 a month, network and security: the band says 30 hours, and security is a further technology.
    await page.getByText('40 h a month').waitFor();
    const hours = page.getByLabel('Hours a month').first();
    await hours.fill('25');
    await page
      .getByText('From 20 hours the package rises in steps of 10, so not 25. Service guide, section 6.')
      .waitFor();
    await page.getByText('2 broken rules').waitFor();
    await accessible(page);
    await reflows(page);

    await page.getByRole('button', { name: 'Take these hours' }).click();
    await page.getByText('There are people for these supplemental hours').click();
    await page.getByText('breaks no rule').waitFor();
    await expect.poll(() => page.getByLabel('What it comes to').textContent()).toContain('$6,600.00');
    await page.getByRole('button', { name: 'Sign LAKE-2026-12-01' }).click();
    await page.getByText('Contract LAKE-2026-12-01 is signed.').waitFor();
    await expect.poll(() => page.getByLabel('Contract LAKE-2026-12-01').textContent()).toContain('40 h');

    await page.keyboard.press('s');
    await page.getByLabel('First day').fill('16 Dec 2026');
    await page.keyboard.press('Enter');
    await page.getByText(/December 2026, 16 of 31 days: 5 h 10 min for \$851\.61/).waitFor();
    await page.getByRole('button', { name: 'Add 10 h of Network' }).click();
    await page.getByText('Say that people are available for these hours.').waitFor();
    await page.getByText('There are people for these hours').click();
    await page.getByRole('button', { name: 'Add 10 h of Network' }).click();
    await page.getByText('The supplement is in contract LAKE-2026-12-01.').waitFor();
    await expect
      .poll(() => page.getByLabel('Packages', { exact: true }).textContent())
      .toContain('16 Dec 2026 to 30 Nov 2027');
    await accessible(page);
    await reflows(page);
  },
);
