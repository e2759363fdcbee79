import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plansApi } from '../../src/plan/api.ts';
import type { Occurrence } from '../../src/plan/occurrence.ts';
import { accessible, reflows, shots, useBrowser } from '../browser.ts';
import { planning } from '../plan.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const browser = useBrowser(world);
const { buy, contractFor, designate, make } = planning(world);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-month-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const month = { from: '2026-12-01', to: '2027-01-01' };
const ofMonth = async (): Promise<Occurrence[]> =>
  (
    await world.as('ines')(plansApi.listOccurrences, {
      query: { client: world.lakeside, ...month, limit: 300 },
    })
  ).items;
const isOpen = ({ end }: Occurrence): boolean => end === null;

/** Everything of the guide is planned and nothing is blocked: its security services are bought, and both engineers are named. */
beforeAll(async () => {
  await designate(world.lakeside, 'ines', 'csdm');
  await designate(world.lakeside, 'marek', 'cse', 'network');
  await designate(world.lakeside, 'priya', 'cse', 'security');
  for (const service of ['managed-security', 'vulnerability-scanner', 'security-awareness-training'])
    await buy(world.lakeside, service);
  await make(await contractFor(world.lakeside), { start: '2026-12-01' });
  world.clock.now = Temporal.Instant.from('2026-12-30T15:00:00Z');
});

test(
  'a month is worked until all of it is covered, and its proof verifies',
  { timeout: 400_000 },
  async () => {
    const all = await ofMonth();
    expect(new Set(all.map(({ row }) => row)).size).toBe(34);
    expect(new Set(all.map(({ evidence }) => evidence))).toEqual(
      new Set([
        'record',
        'minutes',
        'published-report',
        'statement',
        'document-version',
        'checklist',
        'attestation',
        'file',
      ]),
    );
    const page = await browser.as('ines');
    const open = async (on: Page, { id, row, name }: Occurrence): Promise<void> => {
      await on.goto(`/app/work/${id}`);
      await on.getByRole('heading', { level: 1, name: `${row} ${name}` }).waitFor();
    };
    const first = (row: number): Occurrence => {
      const found = all.find((one) => one.row === row);
      if (!found) throw new Error(`row ${row} is not due`);
      return found;
    };
    const isDone = (on: Page) => on.getByText('Done by').waitFor();

    // What the row demands is missing, and nothing is done.
    await open(page, first(5));
    await page.keyboard.press('d');
    await page.getByText(/there is the evidence that its row demands/).waitFor();
    expect((await ofMonth()).filter(isOpen)).toHaveLength(all.length);

    // Time is logged for one from its page, which comes filled in and may be taken off.
    await page.keyboard.press('l');
    const form = page.getByRole('dialog', { name: 'Log time' });
    await form.getByText(`5 ${first(5).name}`).waitFor();
    expect(await form.getByRole('combobox', { name: 'For' }).inputValue()).toBe('Lakeside Clinics');
    expect(await form.getByLabel('What for').inputValue()).toBe(first(5).name);
    await shots(page, 'log-planned');
    await accessible(page);
    await reflows(page);
    await form.getByLabel('Time').fill('7-8:15');
    await form.getByRole('button', { name: 'Log' }).click();
    await form.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('occurrence');
    await open(page, first(5));
    await page.getByText('1 h 15 min of an estimate of').waitFor();

    // A checklist is ticked, item by item.
    await open(page, first(19));
    for (const box of await page.getByRole('checkbox').all()) {
      await box.click();
      await expect.poll(() => box.isChecked()).toBe(true);
    }
    await page.keyboard.press('d');
    await isDone(page);

    // The supervisor waives one with a reason.
    const sofia = await browser.as('sofia');
    await open(sofia, first(43));
    await sofia.keyboard.press('w');
    await sofia.getByLabel('Why it need not be done').fill('Capacity was reported with the review');
    await sofia
      .getByRole('button', { name: /^Waive/ })
      .last()
      .click();
    await sofia.getByText('Waived by').waitFor();
    await sofia.getByText('Capacity was reported with the review').waitFor();
    await sofia.getByText(/^Sofia, /).waitFor();

    // The client does its duty and attests to its contacts.
    const portal = await browser.as('lena');
    await portal.goto('/portal/duties');
    for (const name of [/^Attest: Review of authorized contacts/, /^Attest: Review of access/]) {
      await portal.getByRole('button', { name }).click();
      await portal.getByRole('button', { name }).waitFor({ state: 'detached' });
    }

    // Each kind of evidence of each owner is given on a page, and every file; what is shown the same way is done the same without the browser.
    const worked = new Set<string>();
    for (const one of (await ofMonth()).filter(isOpen)) {
      const again = `${one.evidence} ${one.owner}`;
      const words = `What shows ${one.row} on ${one.dueDay}`;
      const isWords = one.evidence === 'statement';
      if (worked.has(again) && one.evidence !== 'file') {
        await world.as('ines')(plansApi.completeOccurrence, {
          params: { occurrence: one.id },
          body: {
            evidence: {
              kind: one.evidence ?? 'statement',
              words,
              link: isWords ? null : `https://service.example.com/${one.row}/${one.dueDay}`,
            },
          },
        });
        continue;
      }
      worked.add(again);
      await open(page, one);
      if (one.evidence !== 'attestation') {
        await page.getByRole('button', { name: /^Give evidence/ }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('What it shows').fill(words);
        if (one.evidence === 'file') {
          const chosen = page.waitForEvent('filechooser');
          await dialog.getByRole('button', { name: 'Hand in a file' }).click();
          await (
            await chosen
          ).setFiles({
            name: `row-${one.row}.csv`,
            mimeType: 'text/csv',
            buffer: Buffer.from(`site,device\nEast,switch ${one.row}\n`),
          });
        } else {
          if (!isWords) await dialog.getByLabel('Link').fill(`https://service.example.com/${one.row}`);
          await dialog.getByRole('button', { name: 'Keep the evidence' }).click();
        }
        await dialog.waitFor({ state: 'detached' });
      }
      await page.keyboard.press('d');
      await isDone(page);
    }
    const ended = await ofMonth();
    expect(ended.filter(isOpen)).toEqual([]);
    expect(ended.filter(({ state }) => state === 'waived').map(({ row }) => row)).toEqual([43]);
    expect(ended.filter(({ evidenced, row }) => !evidenced && row !== 43)).toEqual([]);

    // The board of the month has nothing that is open.
    await page.goto(`/app/clients/${world.lakeside}/coverage`);
    const grid = page.getByRole('grid', { name: 'Coverage by month' });
    const december = grid.getByRole('gridcell', { name: /December 2026/ });
    await december.first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => december.count()).toBe(53);
    const states = (await december.all()).map(async (cell) => (await cell.getAttribute('aria-label')) ?? '');
    const told = (await Promise.all(states)).map((label) => label.split(': ').at(-1)?.replace(/^\d+ /, ''));
    expect(new Set(told)).toEqual(new Set(['done with evidence', 'waived', 'nothing due']));
    expect(told.filter((state) => state === 'done with evidence')).toHaveLength(33);
    await page.emulateMedia({ media: 'screen' });
    await shots(page, 'covered-month');

    // Its proof verifies without a server, and not once a byte is another.
    await page.goto(`/app/clients/${world.lakeside}/coverage/proof?from=2026-12&to=2026-12`);
    await page.getByRole('heading', { name: '52 Review of access management policies' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.keyboard.press('s');
    const handedIn = path.join(folder, 'whole.json');
    fs.copyFileSync(await (await saved).path(), handedIn);
    expect(await verify(handedIn)).toMatchObject({ code: 0 });
    const changed = path.join(folder, 'changed.json');
    const bytes = fs.readFileSync(handedIn);
    const at = bytes.indexOf('"proof.json":"') + 400;
    bytes.write(bytes[at] === 65 ? 'B' : 'A', at);
    fs.writeFileSync(changed, bytes);
    expect(await verify(changed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/NOT OK {2}proof\.json: /),
    });
  },
);

const tandem = path.resolve(import.meta.dirname, '../../bin/tandem');

/** On the command line, with no server to ask. */
const verify = (handedIn: string): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, TANDEM_DATA: folder, TANDEM_URL: '', DATABASE_URL: '' };
    execFile(process.execPath, [tandem, 'proof', 'verify', handedIn], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out: out + err }),
    );
  });
