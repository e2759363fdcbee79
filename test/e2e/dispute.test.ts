import { beforeAll, expect, test } from 'vitest';
import { billingApi } from '../../src/billing/api.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);
useTeam(world);

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  const { id } = await seed.contract(world.lakeside, {
    start: '2026-11-01',
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 90 });
  await world.as('frank')(billingApi.closeMonth, { params: { contract: id, month: '2026-11' } });
});

test(
  'a client disputes a line of its invoice, finance answers and ends it with a credit, and the client reads the end of it',
  { timeout: 180_000 },
  async () => {
    const client = await browser.as('lena');
    await client.goto('/portal/invoices/INV-000001');
    await client.getByRole('button', { name: 'Dispute line 2' }).click();
    const why = client.getByRole('dialog', { name: 'Dispute line 2 of INV-000001?' });
    await why.getByRole('button', { name: 'Dispute line 2' }).click();
    await why.getByText('Say why').waitFor();
    await why.getByLabel('What you do not agree to').fill('Our own engineer did half of this work.');
    await accessible(client);
    await shots(client, 'dispute-open-portal');
    await why.getByRole('button', { name: 'Dispute line 2' }).click();
    await client.getByRole('region', { name: 'Dispute of line 2' }).waitFor();
    await client.getByText('waits for the provider').waitFor();

    const biller = await browser.as('frank');
    await biller.goto('/app/invoices');
    const open = biller.getByRole('region', { name: 'Open disputes' });
    await open.getByText('not answered yet').waitFor();
    await accessible(biller);
    await shots(biller, 'dispute-list');
    await open.getByRole('link', { name: 'INV-000001, line 2' }).click();
    const thread = biller.getByRole('region', { name: 'Dispute of line 2' });
    await thread.getByLabel('Reply').fill('We have asked Marek, and answer tomorrow.');
    await thread.getByRole('button', { name: 'Reply' }).click();
    await thread.getByText('waits for the client').waitFor();
    expect(await thread.getByLabel('Reply').inputValue()).toBe('');
    await accessible(biller);
    await reflows(biller);
    await shots(biller, 'dispute-thread-staff');
    await thread.getByRole('button', { name: 'Settle the dispute' }).click();
    const settle = biller.getByRole('dialog', { name: 'Settle the dispute of line 2 of INV-000001' });
    await settle.getByLabel('Amount').fill('87.51');
    await settle.getByLabel('Closing words').fill('Half an hour was worked by your own engineer.');
    await settle.getByRole('button', { name: 'Credit $87.51 and settle' }).click();
    await settle.getByText('87.50 can still be credited.').waitFor();
    await settle.getByLabel('Amount').fill('43.75');
    await accessible(biller);
    await shots(biller, 'dispute-settle');
    await settle.getByRole('button', { name: 'Credit $43.75 and settle' }).click();
    await thread.getByText('settled', { exact: true }).waitFor();
    await biller.goto('/app/invoices');
    await biller.getByRole('link', { name: 'INV-000001' }).waitFor();
    expect(await open.count()).toBe(0);

    await client.reload();
    const ended = client.getByRole('region', { name: 'Dispute of line 2' });
    await ended.getByText('$43.75 credited, on the next invoice').waitFor();
    await ended.getByText('Half an hour was worked by your own engineer.').waitFor();
    await ended.getByText('What was written before').click();
    await ended.getByText('We have asked Marek, and answer tomorrow.').waitFor();
    await client.getByRole('button', { name: 'Dispute line 2' }).waitFor();
    await accessible(client);
    await reflows(client);
    await shots(client, 'dispute-settled-portal');
  },
);
