import { beforeAll, expect, test } from 'vitest';
import { timeApi } from '../../src/time/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { signContract } from '../contract.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
useTeam(world);
const browser = useBrowser(world);

beforeAll(async () => {
  await signContract(world, world.lakeside);
});

test(
  'a supervisor declines after-hours work with another slot, and the engineer takes it',
  { timeout: 180_000 },
  async () => {
    const marek = await browser.as('marek');
    await marek.goto('/app/time');
    await marek.getByRole('button', { name: 'Book after-hours work' }).first().click();
    const form = marek.getByRole('dialog');
    await form.getByLabel('Window').fill('18-22');
    await form.getByLabel('Work expected in it').fill('2h');
    await form.getByText('2 h after hours at $262.50 an hour').waitFor();
    await form.getByText('$525.00').waitFor();
    await form.getByLabel('Why it cannot be done in business hours').fill('The clinic is open until six');
    await shots(marek, 'booking-form');
    await form.getByRole('button', { name: 'Ask the supervisor' }).click();
    await marek.getByText('requested').first().waitFor();

    const sofia = await browser.as('sofia');
    await sofia.goto('/app/approvals');
    await sofia.getByText('$525.00').waitFor();
    await sofia.getByText('10 h of rest').waitFor();
    await sofia.getByText('below 11 h').waitFor();
    await shots(sofia, 'booking-request');
    await accessible(sofia);
    await reflows(sofia);
    await sofia.getByRole('button', { name: 'Decline Marek for Lakeside Clinics' }).click();
    const dialog = sofia.getByRole('dialog');
    await dialog.getByLabel('Why').fill('The upgrade runs then');
    await dialog.getByLabel('Window').fill('18-19');
    await dialog.getByRole('button', { name: 'Decline the work of Marek' }).click();
    await dialog.getByText('Only 60 minutes fit into it').waitFor();
    await dialog.getByLabel('Window').fill('18-20');
    await shots(sofia, 'booking-decline');
    await dialog.getByRole('button', { name: 'Decline the work of Marek' }).click();
    await sofia.getByText('may take the slot').waitFor();

    await marek.reload();
    await marek.getByText('The upgrade runs then').waitFor();
    await shots(marek, 'booking-offered');
    await marek.getByRole('button', { name: 'Take this slot for Lakeside Clinics' }).click();
    await marek.getByText('Slot taken').waitFor();
    await accessible(marek);
    const { items } = await world.as('marek')(timeApi.listBookings, {});
    const [taken, declined] = items;
    expect(taken).toMatchObject({
      startsAt: '2026-11-26T00:00:00Z',
      endsAt: '2026-11-26T02:00:00Z',
      followsId: declined?.id,
      decision: { state: 'requested' },
    });

    await sofia.reload();
    await sofia.getByText('takes the slot that was offered').waitFor();
    await sofia.getByRole('button', { name: 'Approve Marek for Lakeside Clinics' }).click();
    await sofia.getByText('Marek is booked for Lakeside Clinics.').waitFor();
    await marek.reload();
    await marek.getByText('Held: no other booking is approved for this time.').waitFor();
    await shots(marek, 'booking-held');
  },
);
