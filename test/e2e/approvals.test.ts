import { beforeAll, expect, test } from 'vitest';
import { hoursApi } from '../../src/hours/api.ts';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);
const seed = seeding(world);
const patiently = { timeout: 20_000 };

beforeAll(async () => {
  await seed.contract(world.lakeside);
  const day = (text: string, subject: string, state: 'submitted' | 'approved' = 'submitted') =>
    seed.entry({ start: `2026-11-${text}:00Z`, subject, state });
  await day('16T15:00', 'Firewall review');
  await day('17T15:00', 'Uplink check');
  await day('18T15:00', 'Switch replaced');
  await day('19T15:00', 'Something');
  await day('20T02:00', 'Night patch', 'approved');
  await world.as('marek')(timeApi.requestBooking, {
    body: {
      clientId: world.lakeside,
      startsAt: '2026-11-25T00:00:00Z',
      endsAt: '2026-11-25T04:00:00Z',
      minutesExpected: 120,
      reason: 'The clinic is open until six',
    },
  });
});

test(
  'a supervisor decides on requests, on submitted time and on what is on no invoice',
  { timeout: 180_000 },
  async () => {
    const states = async () => {
      const { items } = await world.as('sofia')(timeApi.listEntries, { query: { client: world.lakeside } });
      return Object.fromEntries(items.map(({ subject, approval }) => [subject, approval.state]));
    };
    const page = await browser.as('sofia');
    const keys = page.keyboard;
    await page.goto(`/app/approvals?client=${world.lakeside}`);
    await page.getByText('Waiting for you: 4 entries, 4 h · one request').waitFor();
    await page.getByText('16 h of 20 h left with what waits').waitFor();
    await accessible(page);
    await reflows(page);

    await page.getByRole('button', { name: 'Approve Marek for Lakeside Clinics' }).click();
    await page.getByText('Marek is booked for Lakeside Clinics.').waitFor();

    // One by its key, with what it does to the month; two that are ticked together; one is rejected.
    const work = page.getByLabel('Time of Lakeside Clinics');
    const entry = (subject: string) => work.getByRole('button', { name: subject, exact: true });
    await entry('Firewall review').click();
    await work.getByText('Draws 1 h on the base package, 19 h left then.').waitFor();
    await keys.press('y');
    await expect.poll(async () => (await states())['Firewall review'], patiently).toBe('approved');
    await entry('Firewall review').waitFor({ state: 'detached' });
    await work.getByLabel('Tick Uplink check, Tue 17 Nov').check();
    await work.getByLabel('Tick Switch replaced, Wed 18 Nov').check();
    await accessible(page);
    await page.getByRole('button', { name: 'Approve 2 entries' }).click();
    await entry('Uplink check').waitFor({ state: 'detached' });
    await entry('Something').focus();
    await keys.press('r');
    const reason = page.getByLabel('What is to be put right');
    await reason.waitFor();
    await page.getByRole('button', { name: 'Reject 1 h' }).click();
    await page.getByText('Say why').waitFor();
    await reason.fill('What was it?');
    await page.getByRole('button', { name: 'Reject 1 h' }).click();
    await expect
      .poll(() => states(), patiently)
      .toEqual({
        'Firewall review': 'approved',
        'Uplink check': 'approved',
        'Switch replaced': 'approved',
        Something: 'rejected',
        'Night patch': 'approved',
      });

    // Night work that nobody booked is approved already and still on no invoice.
    await page.getByRole('button', { name: 'Bill it after hours Night patch' }).click();
    await page.getByLabel('Why it may be billed without a booking').fill('Carl asked for it on the phone');
    await accessible(page);
    await page.getByRole('button', { name: 'Bill the time of Marek' }).click();
    await page.getByText('It is billed after hours.').waitFor();
    const hours = await world.as('sofia')(hoursApi.getMonthHours, {
      params: { client: world.lakeside, month: '2026-11' },
    });
    expect(hours.exceptions).toEqual([]);
    expect(hours.lines.map(({ kind, amount }) => [kind, amount])).toContainEqual(['after-hours', '262.50']);
  },
);
