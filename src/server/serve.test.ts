import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Visitor } from '../../test/visitor.ts';

const main = path.join(import.meta.dirname, 'main.ts');
const password = 'correct horse battery';
const folders: string[] = [];
const running = new Set<Server>();
let port = 0;
let base = '';

beforeAll(async () => {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
  base = `http://127.0.0.1:${port}`;
  probe.close();
});
afterAll(async () => {
  for (const server of running) await server.end('SIGKILL');
  for (const folder of folders)
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** `node src/server/main.ts`, as `npm start` runs it. */
class Server {
  readonly #child: ChildProcess;
  said = '';

  constructor(folder: string, environment: Readonly<Record<string, string>> = {}) {
    const { PATH = '' } = process.env;
    const env = { PATH, PORT: String(port), TANDEM_DATA: folder, ...environment };
    this.#child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    running.add(this);
  }

  /** What it says once it serves; throws with what it said if it ends before. */
  async serving(): Promise<string> {
    while (!this.said.includes('Stop it with Ctrl-C')) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error(this.said);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    return this.said;
  }

  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    running.delete(this);
    return this.#child.exitCode;
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.ended();
  }
}

const newFolder = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-serve-'));
  fs.chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
};

/** Whether a PostgreSQL still answers in a data folder. */
const isAlive = (folder: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(path.join(folder, 'run/.s.PGSQL.5432'));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A request that the server takes already and waits for the rest of; sent, it tells how it was answered. */
async function begin(path: string, body: object): Promise<() => Promise<number | undefined>> {
  const text = JSON.stringify(body);
  const request = http.request(base + path, {
    method: 'POST',
    headers: {
      origin: base,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      expect: '100-continue',
    },
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  );
  request.flushHeaders();
  await once(request, 'continue');
  return async () => {
    request.end(text);
    return (await answered).resume().statusCode;
  };
}

// Starting and stopping whole servers takes seconds, and many times that on a machine that is busy otherwise.
const patience = { timeout: 120_000 };

describe('a database of its own', patience, () => {
  const folder = newFolder();
  let sample = { email: '', password: '' };

  test('a first start makes the sample, and says as whom to sign in', async () => {
    const server = new Server(folder);
    const said = await server.serving();
    sample = {
      email: /\S+@\S+(?=.*administrator)/.exec(said)?.[0] ?? '',
      password: /password: (\S+)/.exec(said)?.[1] ?? '',
    };
    const visitor = new Visitor(base);
    expect(await visitor.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(await visitor.get('/')).toMatchObject({ status: 302 });
    expect(await visitor.post('/api/auth/sign-in', sample)).toMatchObject({ status: 200 });
    expect(await visitor.get('/api/me')).toMatchObject({
      body: { provider: { sample: true }, person: { roles: ['administrator'] } },
    });
    expect(await visitor.get('/metrics')).toMatchObject({
      status: 200,
      body: expect.stringContaining('http_request_duration_seconds_count'),
    });
    expect(await visitor.get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).toMatchObject({
      status: 404,
    });
    for (const name of ['secret', 'sample-password'])
      expect(fs.statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('a second server on the same folder says who has it, and disturbs nobody', async () => {
    const second = new Server(folder, { PORT: String(port + 1) });
    expect(await second.ended()).toBe(1);
    expect(second.said).toMatch(/in use by another Tandem \(process \d+\)/);
    expect(await new Visitor(base).get('/health/ready')).toMatchObject({ status: 200 });
  });

  test('killed, it leaves no PostgreSQL behind, and starts again at once', async () => {
    const [first] = running;
    await first?.end('SIGKILL');
    const since = performance.now();
    const next = new Server(folder);
    expect(await next.serving()).toContain(sample.password);
    console.log(`second start: serving after ${((performance.now() - since) / 1000).toFixed(1)} s`);
    expect(await new Visitor(base).post('/api/auth/sign-in', sample)).toMatchObject({ status: 200 });
    await next.end('SIGKILL');
    await expect.poll(() => isAlive(folder), { timeout: 5000 }).toBe(false);
  });

  test('it is not served to others, because everybody may know the password of its people', async () => {
    const server = new Server(folder, {
      HOST: '0.0.0.0',
      TANDEM_SECRET: 'c0ffee00c0ffee00c0ffee00c0ffee00',
      TANDEM_URL: 'https://tandem.example.com',
    });
    expect(await server.ended()).toBe(1);
    expect(server.said).toContain('This database holds the sample provider');
    expect(await isAlive(folder)).toBe(false);
  });

  test('asked to stop, it ends what is under way, then its database, and says that all is well', async () => {
    const server = new Server(folder);
    await server.serving();
    const finish = await begin('/api/auth/sign-in', sample);
    const since = performance.now();
    const ended = server.end('SIGTERM');
    expect(await finish()).toBe(200);
    expect(await ended).toBe(0);
    expect(performance.now() - since).toBeLessThan(8000);
    expect(await isAlive(folder)).toBe(false);
    expect(fs.existsSync(path.join(folder, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('its log holds the requests, and nothing that is secret', () => {
    const log = fs.readFileSync(path.join(folder, 'tandem.log'), 'utf8');
    expect(log).toContain('"path":"/api/auth/sign-in"');
    expect(log).not.toContain(sample.password);
    expect(log).not.toContain('session_token');
  });
});

test('a database that cannot be reached is told without its password', patience, async () => {
  const server = new Server(newFolder(), { DATABASE_URL: 'postgresql://tandem:hush@127.0.0.1:9/tandem' });
  expect(await server.ended()).toBe(1);
  expect(server.said).toContain(
    'The database of DATABASE_URL cannot be reached: connect ECONNREFUSED 127.0.0.1:9',
  );
  expect(server.said).not.toContain('hush');
});

describe('an empty database', patience, () => {
  const folder = newFolder();
  const off = { TANDEM_SAMPLE: 'off' };
  const secretIn = (said: string) => /\/set-up#(\S+)/.exec(said)?.[1] ?? '';
  const setUp = (token: string) =>
    new Visitor(base).post('/api/auth/set-up', {
      token,
      provider: { name: 'Northwind', timeZone: 'America/Chicago', currency: 'USD' },
      name: 'Ada Lindgren',
      email: 'ada@northwind.example',
      password,
    });

  test('the link that sets it up is new with each start, works once, and is not told again', async () => {
    const first = new Server(folder, off);
    const unused = secretIn(await first.serving());
    await first.end('SIGINT');
    const second = new Server(folder, off);
    const secret = secretIn(await second.serving());
    expect(await setUp(unused)).toMatchObject({ status: 409, body: { code: 'set-up.closed' } });
    const answers = await Promise.all([setUp(secret), setUp(secret)]);
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
    expect(await setUp(secret)).toMatchObject({ status: 409, body: { code: 'set-up.closed' } });

    const ada = new Visitor(base);
    await ada.post('/api/auth/sign-in', { email: 'ada@northwind.example', password });
    expect(await ada.get('/api/me')).toMatchObject({
      body: { person: { roles: ['administrator'] }, provider: { name: 'Northwind', sample: false } },
    });
    expect(await ada.get('/api/technology-groups')).toMatchObject({
      body: [{ id: 'cloud-server-storage' }, { id: 'network' }, { id: 'security' }, { id: 'collaboration' }],
    });
    expect(await ada.get('/api/calendars')).toMatchObject({ body: [{ name: 'Business hours' }] });
    await second.end('SIGINT');
    const third = new Server(folder, off);
    expect(await third.serving()).not.toContain('set-up');
    await third.end('SIGINT');
  });

  test('a port that somebody else has is named', async () => {
    const other = net.createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const server = new Server(folder, off);
    expect(await server.ended()).toBe(1);
    expect(server.said).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
    other.close();
  });
});
