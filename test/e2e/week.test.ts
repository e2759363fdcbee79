import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { seeding } from '../hours.ts';
import { designate, useTeam } from '../team.ts';
import { timesheet } from '../timesheet.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const { hour, log } = timesheet(world);
const week = () => world.as('priya')(timeApi.getWeek, { params: { day: '2026-11-16' } });

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-20T23:30:00Z');
  const maple = await seeding(world).client('Maple Credit Union');
  await designate(world, maple, 'priya', 'cse', 'network', '2026-01-01');
  for (const client of [world.lakeside, world.harbor, maple]) await seeding(world).contract(client);
  const before = (from: string, to: string) => ({
    startedAt: `2026-11-10T${from}:00Z`,
    endedAt: `2026-11-10T${to}:00Z`,
  });
  await log(
    'priya',
    hour('', '', { ...before('15:00', '16:00'), technologyGroup: 'security', subject: 'Log review' }),
  );
  await log(
    'priya',
    hour('', '', { ...before('16:00', '17:00'), clientId: world.harbor, subject: 'Firewall rules' }),
  );
  await log(
    'priya',
    hour('', '', { ...before('17:00', '18:00'), clientId: maple, subject: 'Switch replacement' }),
  );
});

test(
  'a normal week, 12 entries for 3 clients, is logged and submitted in at most 60 keystrokes',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('priya');
    await page.goto('/app/time');

    await page.getByRole('row', { name: /Harbor Freight Lines/ }).waitFor();
    await page.waitForLoadState('networkidle');
    const { press, type, count } = counting(page);

    // The rows of last week are there, empty; typing begins on the first day without time.
    await press('w');
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Enter']) {
      await type('2h');
      await press(key);
    }
    for (const [text, key] of [
      ['1:30', 'Tab'],
      ['90', 'Tab'],
      ['1.5', 'Tab'],
      ['1h30', 'Enter'],
    ] as const) {
      await type(text);
      await press(key);
    }
    for (const [text, key] of [
      ['1h', 'Tab'],
      ['45', 'Tab'],
      ['16-17:15', 'Enter'],
    ] as const) {
      await type(text);
      await press(key);
    }
    await press('s');
    await page.getByText('12 entries submitted for approval.').waitFor();
    expect(count()).toBeLessThanOrEqual(60);

    const { days } = await week();
    expect(days.map(({ minutes }) => minutes)).toEqual([
      120 + 90 + 60,
      120 + 90 + 45,
      120 + 90 + 75,
      210,
      120,
      0,
      0,
    ]);
    expect(days.map(({ minutesOpen }) => minutesOpen)).toEqual([540, 540, 540, 540, 540, 0, 0]);
    const entries = days.flatMap((day) => day.entries);
    expect(entries.map(({ subject, clientName }) => `${clientName}: ${subject}`).sort()).toEqual([
      ...Array<string>(5).fill('Harbor Freight Lines: Firewall rules'),
      ...Array<string>(4).fill('Lakeside Clinics: Log review'),
      ...Array<string>(3).fill('Maple Credit Union: Switch replacement'),
    ]);
    expect(entries.every(({ approval }) => approval.state === 'submitted')).toBe(true);
    // The interval stands as typed, by the clock in Chicago.
    expect(entries.find(({ minutes }) => minutes === 75)).toMatchObject({
      startedAt: '2026-11-18T22:00:00Z',
    });
    await shots(page, 'week-submitted');
    await accessible(page);
    await reflows(page);
  },
);

test(
  'a timer runs on every device, asks when it ran for long, and is one entry',
  { timeout: 120_000 },
  async () => {
    world.clock.now = Temporal.Instant.from('2026-11-23T15:00:00Z');
    const page = await browser.as('priya');
    await page.goto('/app/time');
    await page.getByRole('row', { name: /Harbor Freight Lines/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('w');
    await page.keyboard.press('t');
    await page.getByText('The timer runs: Firewall rules.').waitFor();

    world.clock.now = Temporal.Instant.from('2026-11-23T20:30:00Z');
    const other = await browser.as('priya');
    await other.goto('/app/clients');
    await other
      .getByRole('button', { name: 'Stop the timer: Harbor Freight Lines, Firewall rules, 5 h 30 min' })
      .waitFor();
    await shots(other, 'timer-chip');
    await other.keyboard.press('t');
    const dialog = other.getByRole('dialog', { name: /Stop the timer/ });
    await dialog.getByRole('button', { name: 'To 4 hours: 4 h, 09:00–13:00 CST' }).waitFor();
    await shots(other, 'timer-long');
    await accessible(other);
    await dialog.getByRole('button', { name: 'To 4 hours' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { days } = await world.as('priya')(timeApi.getWeek, { params: { day: '2026-11-23' } });
    expect(days.map(({ minutes }) => minutes)).toEqual([240, 0, 0, 0, 0, 0, 0]);
    expect((await world.as('priya')(timeApi.showTimer, {})).timer).toBeNull();

    // On any page another is started by a few words, and goes on for something else.
    await other.keyboard.press('t');
    const start = other.getByRole('dialog', { name: 'Start a timer' });
    await start.getByRole('option', { name: 'Harbor Freight Lines › Firewall rules' }).waitFor();
    await shots(other, 'timer-start');
    await accessible(other);
    await other.keyboard.type('harbor patches');
    await other.keyboard.press('Enter');
    await other.getByText('The timer runs: patches.').waitFor();
    await start.waitFor({ state: 'detached' });
    world.clock.now = Temporal.Instant.from('2026-11-23T20:50:00Z');
    await other.keyboard.press('Shift+T');
    await other.getByRole('dialog', { name: 'Switch the timer' }).waitFor();
    await other.keyboard.type('firewall');
    await other.keyboard.press('Enter');
    await other
      .getByText('20 min for Harbor Freight Lines is logged as a draft. The timer runs: Firewall rules.')
      .waitFor();
    expect((await world.as('priya')(timeApi.showTimer, {})).timer?.subject).toBe('Firewall rules');
  },
);

/** Counts every key that is pressed and every character that is typed. */
function counting({ keyboard }: Page) {
  let keys = 0;
  return {
    press: async (key: string) => {
      keys += 1;
      await keyboard.press(key);
    },
    type: async (text: string) => {
      keys += text.length;
      await keyboard.type(text);
    },
    count: () => keys,
  };
}
