import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { known } from '../../src/core/id.ts';
import { createApp } from '../../src/server/app.ts';
import { makeSample } from '../../src/server/sample-provider.ts';
import { openSignIn } from '../../src/server/sign-in-store.ts';
import { accessible, reflows, web } from '../browser.ts';
import { launch } from '../chromium.ts';
import { useDatabase } from '../database.ts';

const db = useDatabase();
const { database } = db;
const signInDb = openSignIn(db.url('tandem_auth'), 2);
const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
const samplePassword = 'of all the sample people';
const pictures = path.join(import.meta.dirname, '../../docs');
let address = '';
let browser: Browser;
let stop = async (): Promise<void> => {};

beforeAll(async () => {
  const newId = <Kind extends string>() => known<Kind>(randomUUIDv7());
  await makeSample({ database, signInDb, now, password: samplePassword, newId });
  const app = await createApp({
    database,
    signInDb,
    secret: 'a secret for tests that is long enough',
    url: 'http://127.0.0.1',
    dataFolder: '/nowhere',
    proxies: [],
    now: () => now,
    log: pino({ level: 'silent' }),
    web,
    samplePassword,
  });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launch();
  stop = async () => {
    await browser.close();
    await app.close();
  };
});
afterAll(async () => {
  await stop();
  await signInDb.destroy();
});

/** With `TANDEM_SHOTS=readme` the pictures of the README are taken anew; otherwise the tree stays as it is. */
test(
  'whoever starts Tandem looks around by a click, and finds the clients of Ines Carvalho',
  {
    timeout: 120_000,
  },
  async () => {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 1280, height: 640 },
      deviceScaleFactor: 2,
      locale: 'en-US',
      timezoneId: 'America/Chicago',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(now.epochMilliseconds);
    await page.goto('/');
    await page.getByRole('button', { name: 'Lena Hoffmann Client executive, Lakeside Clinics' }).waitFor();
    await accessible(page);
    await reflows(page);
    await page.setViewportSize({ width: 1280, height: 640 });
    await page.getByRole('button', { name: 'Ines Carvalho Client Service Delivery Manager' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
    await page.getByRole('link', { name: 'Copperfield Logistics' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const theme of ['light', 'dark'] as const) {
      const picture = path.join(pictures, `cockpit-${theme}.png`);
      if (process.env['TANDEM_SHOTS'] === 'readme') {
        fs.mkdirSync(pictures, { recursive: true });
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: picture, animations: 'disabled' });
      }
      expect({ picture, isThere: fs.existsSync(picture) }).toEqual({ picture, isThere: true });
    }
  },
);
