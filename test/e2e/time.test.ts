import { beforeAll, expect, test } from 'vitest';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { seen } from '../timesheet.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const patiently = { timeout: 20_000 };
const week = () => world.as('marek')(timeApi.getWeek, { params: { day: '2026-11-24' } });

beforeAll(async () => {
  await seeding(world).contract(world.lakeside);
});

test('an engineer logs, puts right and submits a day without a mouse', { timeout: 180_000 }, async () => {
  const page = await browser.as('marek');
  const keys = page.keyboard;
  await page.goto('/app/time');
  await page.getByText('No time in this week yet').waitFor();
  const time = page.getByLabel('Time', { exact: true });
  await time.waitFor();

  // At nine in the morning in Chicago: the line says what it understood and what it draws, and is then ready for the next.
  await keys.press('n');
  await keys.type('8-9');
  await keys.press('Tab');
  await keys.type('lake');
  await keys.press('Tab');
  await keys.type('Firewall review');
  await page.getByText('Draws 1 h on the base package, 19 h left then.').waitFor();
  await keys.press('Enter');
  await page.getByText('1 h for Lakeside Clinics is logged.').waitFor();
  await expect.poll(() => time.inputValue(), patiently).toBe('');
  expect(await time.evaluate((field) => field === document.activeElement)).toBe(true);

  // What cannot be is told beside its field, and nothing typed is lost.
  await keys.type('8:30-9');
  await keys.press('Tab');
  await keys.press('Tab');
  await keys.type('Switch replaced');
  await keys.press('Enter');
  await page.getByText('Marek worked from 08:00 to 09:00 on 2026-11-24').waitFor();
  expect(await page.getByLabel('What for').inputValue()).toBe('Switch replaced');
  await time.fill('6-7');
  await page.getByText('No booking covers it: it is on no invoice until a supervisor approves it.').waitFor();
  await accessible(page);
  await reflows(page);
  await keys.press('Enter');
  await expect.poll(async () => (await week()).minutes, patiently).toBe(120);

  // The first entry of the list is edited, the second deleted.
  await page.getByRole('button', { name: 'Change Switch replaced, 06:00–07:00' }).focus();
  await keys.press('e');
  await page.getByRole('dialog').getByLabel('Time', { exact: true }).fill('6-6:30');
  await accessible(page);
  await keys.press('Enter');
  await page.getByText('30 min for Lakeside Clinics is changed, and a draft.').waitFor();
  await page.getByRole('button', { name: 'Change Firewall review, 08:00–09:00' }).focus();
  await keys.press('Delete');
  await page.getByRole('button', { name: 'Delete 1 h' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Submit one entry' }).click();
  await page.getByText('submitted', { exact: true }).waitFor();
  const [entry] = (await week()).days.flatMap(({ entries }) => entries);
  expect(entry).toMatchObject({ subject: 'Switch replaced', minutes: 30, approval: { state: 'submitted' } });

  // What was rejected says why, and waits to be put right.
  await world.as('ines')(timeApi.rejectEntries, {
    body: { entries: [seen(entry!)], reason: 'Which switch?' },
  });
  await page.reload();
  await page.getByText('Put right: Which switch?').waitFor();
  await page.getByText('30 min · 1 rejected, to put right · no time on Mon').waitFor();

  // Work for the evening is booked beforehand.
  await page.getByRole('button', { name: 'Book after-hours work' }).waitFor();
  await keys.press('b');
  await page.getByRole('combobox', { name: 'Client' }).fill('lake');
  await keys.press('Tab');
  await page.getByLabel('Window').fill('18-22');
  await page.getByText('4 h: 18:00–22:00 CST').waitFor();
  await page.getByLabel('Why it cannot be done in business hours').fill('The clinic is open until six');
  await page.getByRole('button', { name: 'Ask the supervisor' }).click();
  await page.getByText('requested', { exact: true }).waitFor();
  const { items } = await world.as('sofia')(timeApi.listBookings, { query: { state: 'requested' } });
  expect(items.map(({ startsAt, minutesExpected }) => [startsAt, minutesExpected])).toEqual([
    ['2026-11-25T00:00:00Z', 240],
  ]);
});
