import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as OTPAuth from 'otpauth';
import { afterAll, describe, expect, test } from 'vitest';
import { useServed } from '../../test/served.ts';
import { Visitor } from '../../test/visitor.ts';
import { useWorld } from '../../test/world.ts';
import { peopleApi } from '../people/api.ts';
import { signInApi } from '../people/sign-in-api.ts';
import { signedInCall } from './session.ts';

const world = useWorld();
const served = useServed(world, ['marek', 'priya']);
const config = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-config-'));
const file = path.join(config, 'tandem/session.json');
afterAll(() => fs.rmSync(config, { recursive: true }));

/** Types words after `tandem`, with something on standard input and no terminal. */
async function tandem(words: readonly string[], input = '') {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { TANDEM_SERVER: _, TANDEM_TOKEN: __, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...words], { env: { ...env, XDG_CONFIG_HOME: config } });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

const as = (name: string) => ['--server', served.base, '--email', `${name}@example.com`, '--password-stdin'];

describe('signing in on the command line', () => {
  test('keeps a token that only its owner can read, with which commands call as that person, until signing out', async () => {
    const signedIn = await tandem(['sign-in', ...as('marek')], `${served.password}\n`);
    expect(signedIn).toMatchObject({
      code: 0,
      out: `tandem sign-in: signed in at ${served.base} as marek@example.com.\n`,
    });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(file, 'utf8')).not.toContain(served.password);
    const call = await signedInCall({ XDG_CONFIG_HOME: config });
    expect(await call(peopleApi.showSelf, {})).toMatchObject({ person: { name: 'Marek' } });
    expect(await call(peopleApi.listOwnSessions, {})).toMatchObject([
      { userAgent: 'tandem command line', current: true },
    ]);

    expect(await tandem(['sign-out'])).toMatchObject({ code: 0, out: 'tandem sign-out: signed out.\n' });
    expect(fs.existsSync(file)).toBe(false);
    await expect(call(peopleApi.showSelf, {})).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(signedInCall({ XDG_CONFIG_HOME: config })).rejects.toThrow('tandem sign-in');
    expect(await tandem(['sign-out'])).toMatchObject({ code: 0 });
  });

  test('a second factor asks for its code', async () => {
    const visitor = new Visitor(served.base);
    await visitor.post('/api/auth/sign-in', { email: 'priya@example.com', password: served.password });
    const started = await visitor.post('/api/auth/second-factor', { password: served.password });
    const totp = OTPAuth.URI.parse(signInApi.startSecondFactor.out.parse(started.body).address);
    if (!(totp instanceof OTPAuth.TOTP)) throw new Error('not a code that changes with time');
    await visitor.post('/api/auth/second-factor/confirmation', { code: totp.generate() });

    const without = await tandem(['sign-in', ...as('priya')], served.password);
    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('--code') });
    const signedIn = await tandem(['sign-in', ...as('priya'), '--code', totp.generate()], served.password);
    expect(signedIn).toMatchObject({ code: 0 });
  });

  test('what is refused is told in a sentence, and nothing is kept', async () => {
    fs.rmSync(file, { force: true });
    const wrong = await tandem(['sign-in', ...as('marek')], 'wrong');
    expect(wrong).toMatchObject({
      code: 1,
      err: 'tandem sign-in: The e-mail address or the password is not right.\n',
    });
    expect(fs.existsSync(file)).toBe(false);
    expect(await tandem(['sign-in', '--mail', 'x'])).toMatchObject({ code: 2 });
  });

  test.each([
    [
      'a password is never sent unencrypted to another machine',
      'http://tandem.example.com',
      'is not encrypted',
    ],
    ['a server that does not answer is named', 'http://127.0.0.1:9', 'does not answer at http://127.0.0.1:9'],
    ['an address that is none is refused', 'tandem', 'is no address'],
  ])('%s', async (_, server, reason) => {
    const words = ['sign-in', '--server', server, '--email', 'marek@example.com', '--password-stdin'];
    expect(await tandem(words, served.password)).toMatchObject({
      code: 1,
      err: expect.stringContaining(reason),
    });
  });
});
