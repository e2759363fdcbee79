import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { createApp } from './app.ts';
import { openSignIn } from './sign-in-store.ts';

const db = useDatabase();
const web = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-web-'));
fs.mkdirSync(path.join(web, 'assets'));
for (const page of ['door', 'staff', 'portal'])
  fs.writeFileSync(path.join(web, `${page}.html`), `<p>${page}</p>`);
fs.writeFileSync(path.join(web, 'assets/a-x1.js'), `export const x = '${'x'.repeat(5000)}'`);

const signInDb = openSignIn(db.url('tandem_auth'), 1);
const lines: string[] = [];
const serving = {
  database: db.database,
  signInDb,
  secret: 'f3a91c0d7b5e4826a1d09c3e5f7b2a48',
  proxies: ['10.0.0.1'],
  now: () => Temporal.Now.instant(),
  log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
  web,
  dataFolder: web,
};
const here = await createApp({ ...serving, url: 'http://127.0.0.1:3000' });
const open = await createApp({ ...serving, url: 'https://tandem.example.com' });
afterAll(async () => {
  await here.close();
  await open.close();
  await signInDb.destroy();
  fs.rmSync(web, { recursive: true });
});

describe('the pages', () => {
  test.each([
    ['/sign-in', 'door'],
    ['/set-up', 'door'],
    ['/invitation', 'door'],
    ['/app', 'staff'],
    ['/app/clients/42', 'staff'],
    ['/portal/hours', 'portal'],
  ])('%s shows the %s, which is asked for anew each time', async (url, page) => {
    const answer = await here.inject({ url });
    expect(answer).toMatchObject({ statusCode: 200, body: `<p>${page}</p>` });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });

  test('an asset is kept for good, because its name changes with its content, and is sent compressed', async () => {
    const { headers } = await here.inject({ url: '/assets/a-x1.js', headers: { 'accept-encoding': 'br' } });
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
  });

  test.each(['/assets/gone.js', '/elsewhere', '/api/nothing', '/api/auth/get-session', '/..%2fpackage.json'])(
    '%s is not there',
    async (url) => {
      expect((await here.inject({ url })).json()).toMatchObject({ status: 404, code: 'not-found' });
    },
  );

  test('nobody who is not signed in gets further than the door', async () => {
    expect((await here.inject({ url: '/' })).headers).toMatchObject({ location: '/sign-in' });
  });

  test('a page runs no script but ours and stands in no frame', async () => {
    const { headers } = await here.inject({ url: '/app' });
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('behind https a browser is told to come back by https alone', async () => {
    const { headers } = await open.inject({ url: '/app', headers: { host: 'tandem.example.com' } });
    expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/);
  });
});

describe('the name it is reached under', () => {
  const asked = async (app: typeof here, host: string, url = '/sign-in') =>
    (await app.inject({ url, headers: { host } })).statusCode;

  test('is one of this machine where nothing else was set', async () => {
    for (const host of ['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])
      expect(await asked(here, host)).toBe(200);
    for (const host of ['tandem.example.com', 'localhost.evil.example'])
      expect(await asked(here, host)).toBe(400);
  });

  test('is the one that was set, and health may be asked on this machine besides', async () => {
    expect(await asked(open, 'tandem.example.com')).toBe(200);
    expect(await asked(open, 'localhost')).toBe(400);
    expect(await asked(open, 'localhost', '/health/live')).toBe(200);
    expect(await asked(open, 'tandem.example.com', '/metrics')).toBe(404);
    expect(await asked(open, 'localhost', '/metrics')).toBe(200);
  });
});

describe('the log', () => {
  test('has one line for each request, with the address a known proxy names, and no query', async () => {
    lines.length = 0;
    const headers = { 'x-forwarded-for': '203.0.113.7', cookie: 'tandem.session_token=hush' };
    await here.inject({ url: '/sign-in?next=/app', headers, remoteAddress: '10.0.0.1' });
    await here.inject({ url: '/sign-in', headers, remoteAddress: '10.0.0.2' });
    const read = lines.map((line) => JSON.parse(line));
    expect(read).toMatchObject([
      { method: 'GET', path: '/sign-in', status: 200, address: '203.0.113.7' },
      { method: 'GET', path: '/sign-in', status: 200, address: '10.0.0.2' },
    ]);
    expect(lines.join('')).not.toContain('hush');
  });
});
