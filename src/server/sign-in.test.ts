import { getMigrations } from 'better-auth/db/migration';
import * as OTPAuth from 'otpauth';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { useServed } from '../../test/served.ts';
import { Visitor } from '../../test/visitor.ts';
import { useWorld } from '../../test/world.ts';
import { peopleApi } from '../people/api.ts';
import { invitationApi, setUpApi, signInApi } from '../people/sign-in-api.ts';
import { failuresMax } from './attempts.ts';

const world = useWorld();
const served = useServed(world, ['marek', 'priya', 'ines', 'sofia', 'ada', 'frank']);
const { password } = served;

const signIn = (visitor: Visitor, name: string, more: object = {}) =>
  visitor.post('/api/auth/sign-in', { email: `${name}@example.com`, password, ...more });

async function signedIn(name: string): Promise<Visitor> {
  const visitor = new Visitor(served.base);
  expect(await signIn(visitor, name)).toMatchObject({ status: 200 });
  return visitor;
}

const Said = z.object({ title: z.string(), detail: z.string(), code: z.string() });
const refused = (status: number, code: string) => ({ status, body: { status, code } });

describe('signing in', () => {
  test('with the right password a browser gets a cookie that scripts cannot read, and no token', async () => {
    const visitor = new Visitor(served.base);
    const answer = await signIn(visitor, 'marek');
    expect(answer).toMatchObject({ status: 200, body: { secondFactor: false, token: null } });
    expect(answer.headers.getSetCookie().join()).toMatch(/tandem\.session_token=.*HttpOnly.*SameSite=Lax/);
    expect(answer.headers.get('set-auth-token')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await visitor.get('/api/me')).toMatchObject({ status: 200, body: { person: { name: 'Marek' } } });
  });

  test('it is put on record, with the address and the browser of the session', async () => {
    const visitor = await signedIn('ines');
    const { body } = await visitor.get('/api/me/sessions');
    expect(body).toMatchObject([{ address: '127.0.0.1', userAgent: 'node', current: true }]);
    const { rows } = await world.owner.query('select act from fact where actor_id = $1', [
      world.people.ines.id,
    ]);
    expect(rows).toEqual([{ act: 'session.started' }]);
  });

  test('a wrong password and an unknown address are answered alike', async () => {
    const wrong = await new Visitor(served.base).post('/api/auth/sign-in', {
      email: 'marek@example.com',
      password: 'wrong',
    });
    const unknown = await new Visitor(served.base).post('/api/auth/sign-in', {
      email: 'nobody@example.com',
      password,
    });
    expect(wrong).toMatchObject(refused(401, 'sign-in.wrong'));
    expect(unknown).toMatchObject(refused(401, 'sign-in.wrong'));
    const said = (answer: { body: unknown }) => Said.parse(answer.body);
    expect(said(unknown)).toEqual(said(wrong));
  });

  test('a command line gets a token and no cookie, and the token is of no use without its signature', async () => {
    const answer = await signIn(new Visitor(served.base), 'marek', { bearer: true });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { token } = z.object({ token: z.string() }).parse(answer.body);
    const caller = new Visitor(served.base);
    expect(await caller.get('/api/me', { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 });
    const [raw = ''] = token.split('.');
    expect(await caller.get('/api/me', { authorization: `Bearer ${raw}` })).toMatchObject(
      refused(401, 'not-signed-in'),
    );
  });

  test('a person who is deactivated is kept out although the password is right', async () => {
    await world.as('ada')(peopleApi.deactivatePerson, { params: { person: world.people.frank.id } });
    const visitor = new Visitor(served.base);
    expect(await signIn(visitor, 'frank')).toMatchObject(refused(403, 'sign-in.deactivated'));
    expect(await visitor.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
  });

  test('the password goes nowhere: not into facts, and into its table only as a slow hash', async () => {
    const { rows } = await world.owner.query(
      `select f.detail::text as kept from fact f union all select password from auth.account`,
    );
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(rows.some(({ kept }) => /^[0-9a-f]{32}:[0-9a-f]{128}$/.test(kept))).toBe(true);
  });
});

describe('the second factor', () => {
  test('is enrolled with a first code, asked for from then on, and gives way to a backup code once', async () => {
    const visitor = await signedIn('priya');
    const wrong = await visitor.post('/api/auth/second-factor', { password: 'not mine at all' });
    expect(wrong).toMatchObject(refused(422, 'password.wrong'));
    const started = await visitor.post('/api/auth/second-factor', { password });
    const { address, backupCodes } = signInApi.startSecondFactor.out.parse(started.body);
    const totp = OTPAuth.URI.parse(address);
    if (!(totp instanceof OTPAuth.TOTP)) throw new Error('not a code that changes with time');
    expect([totp.issuer, totp.label, backupCodes.length]).toEqual(['Tandem', 'priya@example.com', 10]);
    expect(await visitor.post('/api/auth/second-factor/confirmation', { code: '000000' })).toMatchObject(
      refused(401, 'sign-in.wrong-code'),
    );
    expect(await visitor.get('/api/me')).toMatchObject({ body: { secondFactor: false } });
    expect(
      await visitor.post('/api/auth/second-factor/confirmation', { code: totp.generate() }),
    ).toMatchObject({ status: 200 });
    expect(await visitor.get('/api/me')).toMatchObject({ body: { secondFactor: true } });

    const next = new Visitor(served.base);
    expect(await signIn(next, 'priya')).toMatchObject({
      status: 200,
      body: { secondFactor: true, token: null },
    });
    expect(await next.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
    expect(await next.post('/api/auth/sign-in/code', { code: '123456' })).toMatchObject(
      refused(401, 'sign-in.wrong-code'),
    );
    expect(await next.post('/api/auth/sign-in/code', { code: totp.generate() })).toMatchObject({
      status: 200,
    });
    expect(await next.get('/api/me')).toMatchObject({ body: { person: { name: 'Priya' } } });

    const [backup = ''] = backupCodes;
    const withBackup = new Visitor(served.base);
    await signIn(withBackup, 'priya', { bearer: true });
    const { body } = await withBackup.post('/api/auth/sign-in/code', { code: backup, bearer: true });
    expect(body).toMatchObject({ token: expect.stringMatching(/\./) });
    const again = new Visitor(served.base);
    await signIn(again, 'priya');
    expect(await again.post('/api/auth/sign-in/code', { code: backup })).toMatchObject(
      refused(401, 'sign-in.wrong-code'),
    );
  });

  test('a code without a password before it is of no use', async () => {
    expect(await new Visitor(served.base).post('/api/auth/sign-in/code', { code: '123456' })).toMatchObject(
      refused(401, 'sign-in.start-again'),
    );
  });

  test('five wrong codes end the attempt: the password is asked for again', async () => {
    const visitor = new Visitor(served.base);
    await signIn(visitor, 'priya');
    for (let i = 0; i < 5; i++) await visitor.post('/api/auth/sign-in/code', { code: '111111' });
    expect(await visitor.post('/api/auth/sign-in/code', { code: '111111' })).toMatchObject(
      refused(401, 'sign-in.start-again'),
    );
  });

  test('an administrator takes it away from somebody who lost it, which ends their sessions', async () => {
    await world.as('ada')(peopleApi.removeSecondFactor, { params: { person: world.people.priya.id } });
    expect(
      await world.as('ada')(peopleApi.listSessions, { params: { person: world.people.priya.id } }),
    ).toEqual([]);
    expect(await signIn(new Visitor(served.base), 'priya')).toMatchObject({ body: { secondFactor: false } });
  });
});

describe('sessions end', () => {
  test('at once where somebody signs out', async () => {
    const visitor = await signedIn('marek');
    const copy = visitor.copy();
    expect(await visitor.post('/api/auth/sign-out')).toMatchObject({ status: 200 });
    expect(await copy.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
  });

  test('within five seconds where an administrator of another server ends them', async () => {
    const visitor = await signedIn('sofia');
    expect(await visitor.get('/api/me')).toMatchObject({ status: 200 });
    await world.as('ada')(peopleApi.endSessions, { params: { person: world.people.sofia.id } });
    const since = performance.now();
    while ((await visitor.get('/api/me')).status === 200 && performance.now() - since < 6000)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.now() - since).toBeLessThan(5000);
    expect(await visitor.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
  });

  test('a role that was taken away is gone within five seconds', async () => {
    const visitor = await signedIn('marek');
    await world.as('ada')(peopleApi.changeRoles, {
      params: { person: world.people.marek.id },
      body: { roles: ['finance'] },
    });
    await expect
      .poll(async () => (await visitor.get('/api/me')).body, { timeout: 5000 })
      .toMatchObject({ person: { roles: ['finance'] } });
    expect(await visitor.post('/api/people', {})).toMatchObject(refused(403, 'not-allowed'));
  });

  test('all but this one where somebody changes the password, and the old password is worth nothing', async () => {
    const [visitor, other] = [await signedIn('sofia'), await signedIn('sofia')];
    const changed = 'another long password';
    expect(await visitor.post('/api/auth/password', { current: 'wrong', password: changed })).toMatchObject(
      refused(422, 'password.wrong'),
    );
    expect(await visitor.post('/api/auth/password', { current: password, password: 'short' })).toMatchObject(
      refused(422, 'invalid-input'),
    );
    expect(await visitor.post('/api/auth/password', { current: password, password: changed })).toMatchObject({
      status: 200,
    });
    expect(await visitor.get('/api/me')).toMatchObject({ status: 200 });
    expect(await other.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
    expect(await signIn(new Visitor(served.base), 'sofia')).toMatchObject(refused(401, 'sign-in.wrong'));
    expect(await signIn(new Visitor(served.base), 'sofia', { password: changed })).toMatchObject({
      status: 200,
    });
  });
});

describe('what is not reachable', () => {
  test('none of the paths of the library behind sign-in is there', async () => {
    const paths = Object.values(served.auth.api).flatMap((endpoint) => endpoint.path ?? []);
    expect(paths.length).toBeGreaterThan(35);
    const own = Object.values({ ...signInApi, ...invitationApi, ...setUpApi }).map(({ path }) =>
      path.replace('/auth', ''),
    );
    const others = paths.filter((path) => !own.includes(path));
    expect(paths.filter((path) => !others.includes(path))).toEqual(['/sign-out']);
    const visitor = await signedIn('ada');
    for (const path of others.map((one) => `/api/auth${one}`)) {
      for (const method of ['GET', 'POST']) {
        const answer = await visitor.send(method, path, method === 'POST' ? {} : undefined);
        expect({ path, ...answer }).toMatchObject({ path, ...refused(404, 'not-found') });
      }
    }
  });

  test('no page of others can act with the cookie of somebody who is signed in', async () => {
    const visitor = await signedIn('ada');
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const path of [
      '/api/auth/sign-in',
      '/api/auth/sign-out',
      '/api/me/sessions/end',
      '/api/auth/set-up',
    ]) {
      expect(await visitor.post(path, {}, foreign)).toMatchObject(refused(403, 'foreign-origin'));
    }
  });

  test('a name that was made to point here is not answered', async () => {
    const { hostname, port } = new URL(served.base);
    const { default: http } = await import('node:http');
    const status = await new Promise((resolve) => {
      http.get({ hostname, port, path: '/api/me', headers: { host: `evil.example:${port}` } }, (answer) =>
        resolve(answer.statusCode),
      );
    });
    expect(status).toBe(400);
  });
});

describe('too many attempts', () => {
  test('after ten wrong passwords an account is not heard for a while, whatever the password', async () => {
    const guess = () =>
      new Visitor(served.base).post('/api/auth/sign-in', { email: 'ines@example.com', password: 'guess' });
    for (let i = 0; i < failuresMax.account; i++)
      expect(await guess()).toMatchObject(refused(401, 'sign-in.wrong'));
    const answer = await signIn(new Visitor(served.base), 'ines');
    expect(answer).toMatchObject(refused(429, 'sign-in.too-many-attempts'));
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(await signIn(new Visitor(served.base), 'ada')).toMatchObject({ status: 200 });
  });
});

test('the tables of sign-in are those that the library asks for', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(served.auth.options);
  expect([...toBeCreated, ...toBeAdded]).toEqual([]);
});
