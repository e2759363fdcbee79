import { beforeAll, expect, test } from 'vitest';
import { billingApi } from '../../src/billing/api.ts';
import type { ContractId } from '../../src/contracts/contract.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { useTeam } from '../team.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);
useTeam(world);
let contract: ContractId;

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  ({ id: contract } = await seed.contract(world.lakeside, {
    start: '2026-11-01',
    increment: 1,
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  }));
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 50 });
  const second = await seed.entry({ start: '2026-11-04T15:00:00Z', minutes: 50 });
  await world.as('frank')(billingApi.closeMonth, { params: { contract, month: '2026-11' } });
  await world.as('sofia')(billingApi.correctTime, {
    body: { corrects: second, endedAt: '2026-11-04T15:40:00Z', reason: 'The last ten minutes were a break' },
  });
});

test(
  'time that a closed month refuses is logged late, approved with its effect in sight, and billed',
  { timeout: 180_000 },
  async () => {
    const worker = await browser.as('marek');
    await worker.goto('/app/time?week=2026-11-02');
    await worker.getByRole('grid', { name: 'Time of the week' }).waitFor();
    await worker.keyboard.press('n');
    const entry = worker.getByRole('dialog', { name: 'Log time' });
    await entry.getByLabel('Day').selectOption('2026-11-05');
    await entry.getByLabel('Time', { exact: true }).fill('10-10:30');
    await entry.getByRole('combobox', { name: 'For', exact: true }).focus();
    await worker.keyboard.type('lake');
    await worker.keyboard.press('Tab');
    await worker.keyboard.type('Firewall review');
    await worker.keyboard.press('Enter');
    await worker.getByText('This month is closed.', { exact: true }).waitFor();
    await shots(worker, 'late-time-refused');
    await worker.getByRole('button', { name: 'Log it as late time' }).click();
    const why = worker.getByRole('dialog', { name: 'Late time for Lakeside Clinics' });
    await why.getByLabel('Why it comes late').fill('Forgotten on the day');
    await why.getByRole('button', { name: 'Log 30 min as late time' }).click();
    await worker.getByText('30 min of late time waits for a decision.').waitFor();

    // An entry of the closed month can be corrected where it stands.
    await worker.getByRole('gridcell', { name: '50 min, month closed' }).first().click();
    await worker.getByRole('button', { name: 'Correct Firewall review, 09:00–09:50' }).click();
    const correction = worker.getByRole('dialog', { name: 'Correct Firewall review, 09:00–09:50' });
    await correction.getByLabel('When it was worked').fill('soon');
    await correction.getByRole('button', { name: 'Ask for the correction' }).click();
    await correction.getByText('"soon" is no time').waitFor();
    await accessible(worker);
    await shots(worker, 'late-time-correction');
    await correction.getByLabel('When it was worked').fill('0:45');
    await correction.getByLabel('Why it is corrected').fill('A call in between');
    await correction.getByRole('button', { name: 'Ask for the correction' }).click();
    await worker.getByText('The correction of Firewall review waits for a decision.').waitFor();

    const decider = await browser.as('sofia');
    await decider.goto('/app/late-time');
    const month = decider.getByRole('region', { name: 'Lakeside Clinics, November 2026' });
    await month.getByText('Forgotten on the day').waitFor();
    await month.getByText('Overage, 15 min more').waitFor();
    await month.getByText('45 min instead of 50 min. A call in between').waitFor();
    await accessible(decider);
    await reflows(decider);
    await shots(decider, 'late-time-waiting');
    const late = (reason: string) => month.getByRole('listitem').filter({ hasText: reason });
    await late('Forgotten on the day').getByRole('button', { name: 'Approve Firewall review' }).click();
    await decider.getByText('30 min for Lakeside Clinics is approved.').waitFor();

    const biller = await browser.as('frank');
    await biller.goto('/app/late-time');
    await biller.getByText('Approved so far').waitFor();
    await shots(biller, 'late-time-billing');
    await biller.getByRole('button', { name: 'Bill $87.50 to Lakeside Clinics' }).click();
    const dialog = biller.getByRole('dialog', { name: 'Bill $87.50 to Lakeside Clinics?' });
    await accessible(biller);
    await shots(biller, 'late-time-confirm');
    await dialog.getByRole('button', { name: 'Bill $87.50 to Lakeside Clinics' }).click();
    await biller.getByText('$87.50 are charged with Lakeside Clinics’s next invoice.').waitFor();

    // What still waits is measured against what was billed and adjusted.
    await biller.getByText('Overage, 15 min less').waitFor();
    await decider.reload();
    const reject = decider.getByRole('dialog', { name: 'Reject the correction of Firewall review?' });
    for (const reason of ['The last ten minutes were a break', 'A call in between']) {
      await late(reason).getByRole('button', { name: 'Reject Firewall review' }).click();
      await reject.getByLabel('Why it is rejected').fill('It was work');
      await reject.getByRole('button', { name: 'Reject the correction' }).click();
      await late(reason).waitFor({ state: 'detached' });
    }
    await decider.getByText('No late time waits').waitFor();
    const made = await world.as('frank')(billingApi.listAdjustments, {
      params: { client: world.lakeside },
    });
    expect(made.map(({ amount }) => amount)).toEqual(['87.50']);
  },
);
