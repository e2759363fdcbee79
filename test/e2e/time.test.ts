import { beforeAll, expect, test } from 'vitest';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
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
  const grid = page.getByRole('grid', { name: 'Time of the week' });
  await grid.getByRole('row', { name: /Lakeside Clinics/ }).waitFor();
  const selected = grid.locator('[aria-selected="true"]');

  // A place nobody has worked on yet asks what for; what an entry draws is said before it is saved.
  await keys.press('w');
  await keys.press('ArrowRight');
  await keys.type('8-9');
  await page.getByText('Draws 1 h on the base package, 19 h left then.').waitFor();
  await keys.press('Enter');
  await page.getByRole('dialog', { name: 'Log time' }).getByLabel('What for').waitFor();
  await keys.type('Firewall review');
  await accessible(page);
  await keys.press('Enter');
  await grid.getByRole('row', { name: /Firewall review/ }).waitFor();
  await expect.poll(async () => (await week()).minutes, patiently).toBe(60);

  // A new row is found and added by typing.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keys.press('/');
  await page.getByRole('dialog', { name: 'Find or add a row' }).waitFor();
  await keys.type('lake Switch replaced');
  await page.getByRole('option', { name: 'Lakeside Clinics › Switch replaced' }).waitFor();
  await keys.press('Enter');
  const row = grid.getByRole('row', { name: /Switch replaced/ });
  await row.waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  // What cannot be is told at the cell, which keeps what was typed; the way out leads to the entry in the way.
  await keys.type('8:30-9');
  await keys.press('Enter');
  await page.getByText('Marek worked from 08:00 to 09:00 on 2026-11-24').waitFor();
  expect(await selected.textContent()).toContain('8:30-9');
  await accessible(page);
  await reflows(page);
  await keys.press('Escape');
  expect(await selected.textContent()).toBe('');

  // Before business hours nobody covers it; typing over an entry changes its time, and Shift with an arrow its day.
  await keys.type('6-7');
  await page.getByText('No booking covers it: it is on no invoice until a supervisor approves it.').waitFor();
  // Whoever types on before the server has answered changes the entry that is on its way.
  const held = Promise.withResolvers<undefined>();
  await page.route('**/entries', async (route) => {
    await held.promise;
    await route.continue();
  });
  await keys.press('Enter');
  await page.getByText('6-7 is being saved.').waitFor();
  await keys.type('30');
  await keys.press('Enter');
  await page.getByText('30 is being saved.').waitFor();
  held.resolve(undefined);
  await expect.poll(async () => (await week()).minutes, patiently).toBe(90);
  await keys.press('Shift+ArrowLeft');
  await expect
    .poll(async () => (await week()).days.map(({ minutes }) => minutes), patiently)
    .toEqual([30, 60, 0, 0, 0, 0, 0]);

  // Another entry beside one makes a list of the cell; one of them is deleted.
  await grid.getByRole('gridcell', { name: '30 min, draft' }).waitFor();
  await keys.type('+15');
  await keys.press('Enter');
  await grid.getByRole('gridcell', { name: '45 min, 2 entries, draft' }).waitFor();
  await keys.press('Enter');
  await page.getByRole('button', { name: 'Delete Switch replaced, 09:00–09:15' }).press('Enter');
  await page.getByRole('button', { name: 'Delete 15 min' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(async () => (await week()).minutes, patiently).toBe(90);
  await keys.press('s');
  await page.getByText('2 entries submitted for approval.').waitFor();

  // What was rejected says why in the grid; it is put right there and submitted again.
  const [entry] = (await week()).days.flatMap(({ entries }) => entries);
  expect(entry).toMatchObject({ subject: 'Switch replaced', minutes: 30, approval: { state: 'submitted' } });
  await world.as('ines')(timeApi.rejectEntries, {
    body: { entries: [seen(entry!)], reason: 'It took longer.' },
  });
  await page.reload();
  await grid.getByRole('gridcell', { name: '30 min, rejected' }).click();
  await page.getByText('rejected: It took longer.').waitFor();
  await page.getByText('1 h 30 min · 1 rejected, to put right').waitFor();
  await keys.type('45');
  await keys.press('Enter');
  await grid.getByRole('gridcell', { name: '45 min, draft' }).waitFor();
  await keys.press('s');
  await page.getByText('One entry submitted for approval.').waitFor();
  expect((await week()).days[0]?.entries[0]).toMatchObject({ minutes: 45, approval: { state: 'submitted' } });

  // A quarter of an hour of it was for something else.
  await grid.getByRole('gridcell', { name: '45 min, submitted' }).waitFor();
  await keys.press('w');
  await keys.press('x');
  const split = page.getByRole('dialog', { name: /^Split 06:00–06:45, Switch replaced/ });
  await split.getByLabel('How long the part was').fill('0:15');
  await split.getByText('06:00–06:30 stays as it is; 06:30–06:45 is for:').waitFor();
  await split.getByLabel('What for').fill('Telephone call');
  await shots(page, 'split');
  await accessible(page);
  await keys.press('Enter');
  await grid.getByRole('row', { name: /Telephone call/ }).waitFor();
  expect((await week()).days[0]?.entries.map(({ subject, minutes }) => `${subject} ${minutes}`)).toEqual([
    'Switch replaced 30',
    'Telephone call 15',
  ]);
});

test(
  'of two who edit an entry the later sees both versions and loses nothing',
  { timeout: 120_000 },
  async () => {
    const [entry] = (await week()).days.flatMap(({ entries }) => entries);
    const page = await browser.as('marek');
    await page.goto('/app/time');
    await page.getByRole('gridcell', { name: '30 min, draft' }).click();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Edit entry' });
    await dialog.getByLabel('What for').fill('Core switch replaced');
    const { id, version, startedAt, endedAt, clientId, role, technologyGroup } = entry!;
    const theirs = {
      startedAt,
      endedAt,
      clientId,
      role,
      technologyGroup,
      subject: 'Switch swapped',
      note: 'Room 4',
    };
    await world.as('sofia')(timeApi.editEntry, { params: { entry: id }, body: { ...theirs, version } });
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    const conflict = dialog.getByRole('alert');
    await expect.poll(() => conflict.textContent(), patiently).toContain('Yours Core switch replaced');
    expect(await conflict.textContent()).toContain('Theirs Switch swapped');
    expect(await conflict.textContent()).toContain('Theirs Room 4');
    await accessible(page);
    await conflict.getByRole('listitem').filter({ hasText: 'Note' }).getByRole('button').click();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = await world.as('sofia')(timeApi.getEntry, { params: { entry: id } });
    expect(after).toMatchObject({ subject: 'Core switch replaced', note: 'Room 4', minutes: 30 });
  },
);

test('work for the evening is booked beforehand', { timeout: 120_000 }, async () => {
  const page = await browser.as('marek');
  await page.goto('/app/time');
  await page.getByRole('button', { name: 'Book after-hours work' }).waitFor();
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: 'Client' }).fill('lake');
  await page.keyboard.press('Tab');
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
