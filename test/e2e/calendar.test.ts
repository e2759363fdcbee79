import { beforeAll, expect, test } from 'vitest';
import { calendarsApi } from '../../src/calendars/api.ts';
import { usualWeek } from '../../src/calendars/business-week.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
let calendar = '';

beforeAll(async () => {
  const made = await world.as('ada')(calendarsApi.createCalendar, {
    body: { name: 'Chicago business hours', timeZone: 'America/Chicago', weekly: usualWeek },
  });
  calendar = made.id;
});

test(
  'the administrator fills a calendar with holidays, but one, and sees business time change',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('ada');
    await page.goto(`/app/calendars/${calendar}`);
    const time = page.getByLabel('Business time', { exact: true });
    await expect.poll(() => time.textContent()).toContain('8 h');

    await page.keyboard.press('h');
    await page.getByRole('checkbox', { name: /Thu 26 Nov 2026, Thanksgiving/ }).uncheck();
    await page.getByText('left out', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Put \d+ days into the calendar$/ }).click();
    await page.getByText('The holidays are in Chicago business hours.').waitFor();
    const holidays = page.getByLabel('Holidays 2026').getByRole('list');
    await expect.poll(() => holidays.textContent()).toContain('Independence Day');
    expect(await holidays.textContent()).not.toContain('Thanksgiving');

    await page.keyboard.press('n');
    await page.getByLabel('Name').fill('Day of the founders');
    await page.getByRole('button', { name: 'Close 24 Nov 2026' }).click();
    await page.getByText('Day of the founders is closed on 24 Nov 2026.').waitFor();
    await expect.poll(() => holidays.textContent()).toContain('Day of the founders');
    await accessible(page);
    await reflows(page);

    await page.keyboard.press('e');
    await page.getByLabel('Friday').fill('08:00-12:00, 11:00-13:00');
    await page.getByRole('button', { name: 'Save Chicago business hours' }).click();
    await page.getByText('Overlaps another opening of the day', { exact: false }).waitFor();
    await page.getByLabel('Friday').fill('08:00-12:00');
    await page.getByRole('button', { name: 'Save Chicago business hours' }).click();
    await page.getByText('Chicago business hours is saved.').waitFor();
    await expect
      .poll(() => page.getByLabel('Business hours', { exact: true }).textContent())
      .toContain('Friday08:00 to 12:00');
  },
);
