import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium as playwright, type Browser } from 'playwright-core';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(os.tmpdir(), 'tandem-chromium');
const ready = path.join(folder, 'ready');
const lock = path.join(folder, 'lock');
const waitMostMs = 120_000;

/** Starts the browser of the tests. Its 200 MB are unpacked by whoever comes first, once a machine; everybody else waits for that. */
export async function launch(): Promise<Browser> {
  const deadline = Date.now() + waitMostMs;
  fs.mkdirSync(folder, { recursive: true });
  while (!fs.existsSync(ready)) {
    if (took(lock)) await unpack();
    else if (Date.now() > deadline)
      throw new Error(`another process has not unpacked the browser; remove ${lock}`);
    else await wait(200);
  }
  return playwright.launch({
    executablePath: path.join(folder, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none', '--disable-gpu'],
  });
}

/** Unpacks in a process of its own, because the package unpacks to wherever temporary files go and that cannot be said otherwise. */
async function unpack(): Promise<void> {
  try {
    const program = `await (await import('@sparticuz/chromium')).default.executablePath()`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
    });
    fs.writeFileSync(ready, '');
  } finally {
    fs.rmdirSync(lock);
  }
}

/** A folder can be made by one process only. */
function took(place: string): boolean {
  try {
    fs.mkdirSync(place);
    return true;
  } catch {
    return false;
  }
}
