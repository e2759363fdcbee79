import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { pino } from 'pino';
import { known } from '../../src/core/id.ts';
import { createPool } from '../../src/database/pool.ts';
import { createDatabase } from '../../src/database/transaction.ts';
import { createApp } from '../../src/server/app.ts';
import { signInOver } from '../../src/server/passwords.ts';
import { openSignIn } from '../../src/server/sign-in-store.ts';
import { builtWeb } from '../../src/server/web.ts';
import { launch } from '../../test/chromium.ts';
import type { Bench } from '../bench.ts';
import { seedMonths } from '../months.ts';

const rowsShown = 200;
const clients = 100;
const entriesOfClient = 40;
const [email, password] = ['week@example.com', 'correct horse battery'];
/** A week of the month that the clients have time in. */
const week = '/app/time?week=2026-10-19';

/** From the moment somebody goes there until the frame after the rows are in the document. */
const painted = (page: Page): Promise<number> =>
  page
    .waitForFunction(() => document.documentElement.dataset['painted'])
    .then(async (told) => {
      const since = await page.evaluate(() => performance.getEntriesByName('went').at(0)?.startTime ?? 0);
      return Number(await told.jsonValue()) - since;
    });

/** Goes to the week from another page of the app, as a link does, with the scripts of both in the browser's cache. */
async function goToWeek(page: Page): Promise<number> {
  await page.goto('/app/price-books');
  await page.waitForLoadState('networkidle');
  await page.evaluate((path) => {
    performance.mark('went');
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, week);
  return painted(page);
}

async function goToFloor(page: Page): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`data:text/html,${encodeURIComponent(bareTable)}`);
  return painted(page);
}

/** Says in the document when a table with so many rows, or one that says it has them, was painted. */
function tellPainted(rows: number): void {
  const isThere = (): boolean =>
    [...document.querySelectorAll('table')].some(
      (table) => Math.max(Number(table.ariaRowCount) - 3, table.tBodies[0]?.rows.length ?? 0) >= rows,
    );
  const watch = new MutationObserver(() => {
    if (!isThere()) return;
    watch.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => (document.documentElement.dataset['painted'] = String(performance.now()))),
    );
  });
  watch.observe(document, { childList: true, subtree: true });
}

const cell = '<td><input aria-label="Time"></td>';
const bareTable = `<!doctype html><title>Floor</title><table>${`<tr><th>Client</th>${cell.repeat(7)}</tr>`.repeat(rowsShown)}</table>`;

export const bench: Bench = {
  goal: 'Week',
  what: `first paint of a week of ${rowsShown} rows for ${clients} clients, gone to from another page; the floor is a bare table of ${rowsShown} × 7 fields`,
  unit: 'ms',
  better: 'less',
  target: '300',
  prepare: async () => {
    const months = await seedMonths(clients, entriesOfClient);
    const url = await months.copy();
    const person = await fillWeek(url('tandem'), months.provider);
    const signInDb = openSignIn(url('tandem_auth'), 2);
    await signInOver(signInDb).choosePassword(
      { id: person, providerId: known(months.provider), name: 'Week', email },
      password,
    );
    const database = createDatabase(createPool(url('tandem_app'), 10));
    const app = await createApp({
      database,
      signInDb,
      secret: 'a secret for benches that is long enough',
      url: 'http://127.0.0.1',
      dataFolder: '/nowhere',
      proxies: [],
      now: () => Temporal.Now.instant(),
      log: pino({ level: 'silent' }),
      web: builtWeb,
    });
    const baseURL = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await launch();
    const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
    await context.addInitScript(tellPainted, rowsShown);
    const page = await context.newPage();
    const answer = await page.request.post('/api/auth/sign-in', { data: { email, password } });
    if (!answer.ok()) throw new Error(`sign-in was answered ${answer.status()}`);
    return {
      ours: () => goToWeek(page),
      floor: () => goToFloor(page),
      release: async () => {
        await browser.close();
        await app.close();
        await signInDb.destroy();
        await database.close();
        await months.release();
      },
    };
  },
};

/** Somebody who works for all clients, with two things done for each in the week. */
async function fillWeek(url: string, provider: string) {
  const person = randomUUIDv7();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const run = (sql: string) => owner.query(sql, [provider, person]);
  await run(
    `insert into person (provider_id, id, name, email, roles, time_zone) values ($1, $2, 'Week', '${email}', '{cse}', 'UTC')`,
  );
  await run(
    `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, from_day)
     select $1, uuidv7(), id, $2, 'cse', 'network', '2026-10-01' from client where provider_id = $1`,
  );
  await run(
    `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
       subject, created_by)
     select $1, uuidv7(), c.id, $2, 'cse', 'network', w.at, w.at + interval '20 minutes', 'service', 'other', t.subject, $2
     from (select id, row_number() over (order by code) - 1 as nth from client where provider_id = $1) c,
       (values (0, 'Firewall review'), (1, 'Switch replacement')) t (part, subject),
       lateral (select timestamptz '2026-10-19 00:00Z' + (c.nth * 2 + t.part) * interval '30 minutes' as at) w`,
  );
  await owner.end();
  return known<'person'>(person);
}
