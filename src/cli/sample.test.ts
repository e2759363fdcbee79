import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const tandem = path.resolve(import.meta.dirname, '../../bin/tandem');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-sample-'));
fs.chmodSync(folder, 0o755);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const runs = (...words: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, TANDEM_DATA: path.join(folder, 'data'), DATABASE_URL: '' };
    execFile(process.execPath, [tandem, 'sample', ...words], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

test(
  'a sample of a size is made in an empty database, and a database that has a provider is left alone',
  {
    timeout: 180_000,
  },
  async () => {
    const made = await runs('--clients', '2', '--months', '4', '--seed', '5');
    expect(made.err).toContain('clients …');
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 clients, 17 people, \d+ entries, 6 invoices/),
    });
    const password = fs.readFileSync(path.join(folder, 'data/sample-password'), 'utf8').trim();
    expect(made.out).toContain(password);
    expect(await runs()).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('holds a provider already'),
    });
  },
);

test('words that are not understood are told, and nothing is begun', async () => {
  expect(await runs('--clients', 'many')).toMatchObject({
    code: 2,
    err: 'tandem sample: --clients is a whole number from 1 to 2000, not "many".\n',
  });
  expect(await runs('--client', '3')).toMatchObject({
    code: 2,
    err: expect.stringContaining('tandem sample --help'),
  });
});
