import { beforeAll, expect, test } from 'vitest';
import { calendarsApi } from '../../src/calendars/api.ts';
import { usualWeek } from '../../src/calendars/business-week.ts';
import { TechnologyGroupId } from '../../src/clients/client.ts';
import { contractsApi } from '../../src/contracts/api.ts';
import { guidePriceBook } from '../../src/contracts/guide-price-book.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { proposeAndAgree } from '../pages.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
useTeam(world);
const network = TechnologyGroupId.parse('network');

beforeAll(async () => {
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
      packages: [{ scope: 'standard', technologyGroups: [network], hoursPerMonth: 30 }],
    },
  });
  await world.as('sofia')(contractsApi.createContract, {
    params: { client: world.harbor },
    body: {
      start: '2026-11-01',
      end: '2027-11-01',
      calendar: calendar.id,
      packages: [{ scope: 'standard', technologyGroups: [network], hoursPerMonth: 20 }],
    },
  });
  await world.owner.query('update client set device_count = 250 where provider_id = $1 and id = $2', [
    world.providerId,
    world.harbor,
  ]);
});

test(
  'the supervisor drafts another base package, the client agrees in the portal, and the month is rated by its parts',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto(`/app/clients/${world.lakeside}/contract`);
    await page.getByText('30 h a month').first().waitFor();
    await page.getByLabel('Right size').getByText('No full month of use so far.').waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Hours a month').fill('45');
    await page.getByText('From 20 hours the package rises in steps of 10, so not 45.').waitFor();
    await page.getByLabel('Hours a month').fill('40');
    await page.getByLabel('From').fill('16 Nov 2026');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change something else too' }).click();
    const more = page.getByRole('group', { name: 'More hours, as a supplement' });
    await more.getByLabel('Hours a month').fill('15');
    await more.getByText('Supplemental hours are sold in lots of 10, so not 15.').waitFor();
    await shots(page, 'change-of-two-things');
    await more.getByRole('button', { name: 'Leave out' }).click();
    await page.getByText('40 h a month, CSDM and CSE (Network), $6,600.00').waitFor();
    await page.getByText('15 of 30 days of 40 h for $6,600.00: 20 h, $3,300.00').waitFor();
    await page.getByLabel('Why').fill('A second site');
    await accessible(page);
    await reflows(page);
    await shots(page, 'change');
    await proposeAndAgree(page, '16 Nov 2026');

    const portal = await browser.as('lena');
    await portal.goto('/portal/contract');
    await portal.getByText('40 h a month, CSDM and CSE (Network), $6,600.00').waitFor();
    await accessible(portal);
    await reflows(portal);
    await shots(portal, 'portal-contract-proposal');
    await portal.getByRole('button', { name: 'Agree', exact: true }).click();
    await portal.getByRole('dialog').waitFor();
    await accessible(portal);
    await portal.getByRole('button', { name: 'Agree to the change from 16 Nov 2026' }).click();
    await portal.getByText('The contract is changed.').waitFor();
    await portal.getByText('2. A second site').waitFor();

    await page.goto(`/app/clients/${world.lakeside}/hours`);
    await expect.poll(() => page.getByLabel('Statement').textContent()).toMatch(/2,475\.00.*3,300\.00/);
    await page.goto(`/app/clients/${world.lakeside}/contract`);
    await page.getByText('2. A second site').waitFor();
    await accessible(page);
    await shots(page, 'contract-versions');
  },
);

test(
  'a warning of too many devices leads to the change that puts it right, and the supervisor agrees with the load of the team in sight',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('sofia');
    await page.goto(`/app/clients/${world.harbor}`);
    await page.getByText('Bronze is for at most 249 devices, and 250 are covered.').waitFor();
    await accessible(page);
    await reflows(page);
    await shots(page, 'contract-warning');
    await page.getByRole('link', { name: 'Draft the change to 30 hours' }).first().click();
    await expect.poll(() => page.getByLabel('Hours a month').inputValue()).toBe('30');
    await page.getByLabel('Why').fill('More devices than Bronze is for');
    await page.getByRole('button', { name: 'Draft this change' }).click();
    await page.getByRole('button', { name: 'Propose to the client' }).click();
    await shots(page, 'contract-warned');
    await page.getByRole('button', { name: 'Agree for the provider' }).click();
    await page.getByLabel('People for this change').getByText('Nobody yet').waitFor();
    await accessible(page);
    await shots(page, 'change-bench');
  },
);
