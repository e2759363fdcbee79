import { beforeAll, expect, test } from 'vitest';
import { closeRunJob } from '../../src/billing/jobs.ts';
import { timeApi } from '../../src/time/api.ts';
import type { EntryId } from '../../src/time/entry.ts';
import { accessible, reflows, useBrowser } from '../browser.ts';
import { base, seeding } from '../hours.ts';
import { closeForGood } from '../pages.ts';
import { seen } from '../timesheet.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const seed = seeding(world);
let waiting: EntryId;

beforeAll(async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  const hour = { start: '2026-11-01', increment: 1, packages: [{ ...base, hours: 1, fee: 16_500 }] } as const;
  await seed.contract(world.lakeside, hour);
  await seed.contract(world.harbor, hour);
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 50 });
  waiting = await seed.entry({ start: '2026-11-04T15:00:00Z', minutes: 50, state: 'submitted' });
});

test(
  'finance takes a month from an open exception to its invoices, and opens a line down to the minutes of an entry',
  { timeout: 180_000 },
  async () => {
    const page = await browser.as('frank');
    await page.goto('/app/close');
    const settle = page.getByRole('region', { name: '1 client with something to settle' });
    await settle.getByText('Marek, 50 min on 4 November 2026 (Firewall review): submitted').waitFor();
    await settle.getByText('A CSDM or the supervisor settles this.').waitFor();
    expect(await settle.getByRole('link', { name: 'Hours of November' }).getAttribute('href')).toBe(
      `/app/clients/${world.lakeside}/hours?month=2026-11`,
    );
    await accessible(page);
    await reflows(page);

    // All that is ready: a run, which goes on without the page and is found again by it.
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Close November 2026 for 1 client?' });
    await dialog.getByText('1 client with something to settle is left out.').waitFor();
    await dialog.getByRole('button', { name: 'Close November for 1 client' }).click();
    const run = page.getByRole('region', { name: /^Close of November 2026, begun/ });
    await run.getByText('next: Harbor Freight Lines').waitFor();
    await page.reload();
    await run.getByRole('button', { name: 'Stop closing November' }).waitFor();
    await goOn();
    await run.getByText('1 closed').waitFor();
    await page.getByText('November is closed for 1 client.').waitFor();
    const closed = page.getByRole('region', { name: 'November is closed for 1 client' });
    await closed.getByText('INV-000001').waitFor();

    // One by itself: its exception is settled, and what the invoice will say is read before.
    const entry = await world.as('sofia')(timeApi.getEntry, { params: { entry: waiting } });
    await world.as('sofia')(timeApi.approveEntries, { body: { entries: [seen(entry)] } });
    await page.reload();
    await page.getByRole('link', { name: 'Lakeside Clinics' }).click();
    await page.getByText('What its invoice for November 2026 will say').waitFor();
    await page.getByRole('treeitem', { name: 'Overage, 40 min at 175.00 an hour $116.67' }).waitFor();
    await closeForGood(page, 'November', 'INV-000002');

    // From the line to the minutes, without a mouse.
    const line = page.getByRole('treeitem', { name: 'Overage, 40 min at 175.00 an hour $116.67' });
    await line.focus();
    for (let depth = 0; depth < 5; depth++) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
    }
    await page.getByRole('treeitem', { name: 'From and to 50 min' }).waitFor();
    await page.getByText('4 Nov 2026, 09:00 to 09:50 CST').waitFor();
    await accessible(page);
    await reflows(page);
  },
);

/** Goes on with runs as the server does, until there is no more to do. */
async function goOn(): Promise<void> {
  const job = closeRunJob(
    () => world.clock.now,
    (error) => expect.soft(error).toBeUndefined(),
  );
  for (let more = true; more;)
    ({ more } = await job.run(world.database, world.providerId, new AbortController().signal));
}
