import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type axe from 'axe-core';
import { pino } from 'pino';
import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { createApp } from '../src/server/app.ts';
import { openSignIn } from '../src/server/sign-in-store.ts';
import { builtWeb } from '../src/server/web.ts';
import { launch } from './chromium.ts';
import type { Name, World } from './world.ts';

declare global {
  interface Window {
    /** Put into a page by `accessible`. */
    readonly axe: typeof axe;
  }
}

/** A browser that sees the built web and the real server over a world's database. */
export interface TestBrowser {
  /** A page on which somebody is signed in, in a window of its own; somebody's windows share one session. Go on with `page.goto('/app')`. */
  as(who: Name): Promise<Page>;
  /** A page on which nobody is. */
  nobody(): Promise<Page>;
  /** Gives somebody a password, and tells it. */
  passwordOf(who: Name): Promise<{ email: string; password: string }>;
}

/** The built web; another folder where one is named, so that several people can build beside each other. */
export const web = process.env['TANDEM_WEB'] ?? builtWeb;
const shotsFolder = path.join(os.tmpdir(), 'tandem-shots');
const axeSource = fs.readFileSync(
  path.join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'),
  'utf8',
);
const password = 'correct horse battery staple';

/** One for all test files that run in a process; it ends with the process. */
let launched: Promise<Browser> | null = null;
const theBrowser = (): Promise<Browser> => (launched ??= launch());

export function useBrowser(world: World): TestBrowser {
  const signInDb = openSignIn(world.url('tandem_auth'), 2);
  const have = new Set<Name>();
  const signedIn = new Map<Name, Cookie[]>();
  const opened: BrowserContext[] = [];
  let address = '';
  let stop = async (): Promise<void> => {};

  beforeAll(async () => {
    if (!fs.existsSync(path.join(web, 'door.html')))
      throw new Error('run `npm run build` first: there is no built web');
    const app = await createApp({
      database: world.database,
      signInDb,
      secret: 'a secret for tests that is long enough',
      url: 'http://127.0.0.1',
      dataFolder: world.dataFolder,
      proxies: [],
      now: () => world.clock.now,
      log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
      web,
    });
    address = await app.listen({ port: 0, host: '127.0.0.1' });
    stop = async () => {
      await Promise.all(opened.map((context) => context.close()));
      await app.close();
      await signInDb.destroy();
    };
  });
  afterAll(() => stop());

  const nobody = async (): Promise<Page> => {
    const context = await (
      await theBrowser()
    ).newContext({
      baseURL: address,
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      timezoneId: 'America/Chicago',
      reducedMotion: 'reduce',
    });
    opened.push(context);
    const page = await context.newPage();
    await page.clock.setFixedTime(world.clock.now.epochMilliseconds);
    page.on('pageerror', (error) => expect.soft(error, 'a script of the page failed').toBeUndefined());
    return page;
  };
  const passwordOf = async (who: Name) => {
    const { id, providerId, name } = world.people[who];
    const email = `${who}@example.com`;
    if (!have.has(who)) await world.signIn.choosePassword({ id, providerId, name, email }, password);
    have.add(who);
    return { email, password };
  };
  return {
    nobody,
    passwordOf,
    as: async (who) => {
      const page = await nobody();
      const context = page.context();
      const before = signedIn.get(who);
      if (before) {
        await context.addCookies(before);
      } else {
        const answer = await page.request.post('/api/auth/sign-in', { data: await passwordOf(who) });
        expect(answer.status(), `${who} can sign in`).toBe(200);
        signedIn.set(who, await context.cookies());
      }
      return page;
    },
  };
}

const themes = ['light', 'dark'] as const;
const widths = [1280, 390] as const;
/** A theme changes colours and nothing else, so the second is asked about these alone. */
const rules = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  dark: ['color-contrast'],
};

/**
 * Takes pictures of what is on screen in both themes and at both widths, for people to look at, into `tandem-shots` where temporary
 * files go. Only where `TANDEM_SHOTS` is set, because pictures take longer than the tests.
 */
export async function shots(page: Page, name: string): Promise<void> {
  if (!process.env['TANDEM_SHOTS']) return;
  fs.mkdirSync(shotsFolder, { recursive: true });
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    for (const theme of themes) {
      await inTheme(page, theme);
      const file = path.join(shotsFolder, `${name}-${theme}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The page hears of a theme a little later, and has taken it on once it was painted. */
async function inTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
    theme,
  );
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** In both themes, nothing that axe calls serious or worse, by WCAG 2.2 AA. Where a dialog is open, what is dimmed behind it is out of reach. */
export async function accessible(page: Page): Promise<void> {
  const dialogs = await page.locator('[role="dialog"]').count();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  for (const colorScheme of themes) {
    await inTheme(page, colorScheme);
    const violations = await page.evaluate(
      ([within, asked]) =>
        window.axe
          .run(within, { runOnly: asked, resultTypes: ['violations'] })
          .then(({ violations: found }) =>
            found
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join('; ')})`),
          ),
      [dialogs > 0 ? '[role="dialog"]' : 'html', rules[colorScheme]] as const,
    );
    expect(violations, `in the ${colorScheme} theme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** At the narrowest width, a reader scrolls down and never sideways (WCAG 1.4.10). */
export async function reflows(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = () =>
    page.evaluate(() =>
      document.documentElement.scrollWidth <= 320
        ? []
        : [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > 321)
            .map((element) => `${element.tagName} ${element.className}`),
    );
  // A chart takes the new width a moment after the page has it.
  await expect.poll(wide, { message: 'what reaches beyond 320 pixels' }).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}
