// `npm test`: every check of the house, in the order in which they fail fastest. The last line counts the tests.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc'],
  ['lint', 'oxlint'],
  ['format', 'oxfmt', '--check'],
  ['unused', 'knip'],
  ['tests', 'vitest', 'run', '--passWithNoTests=false'],
];

for (const [name, command, ...args] of steps) {
  const began = performance.now();
  console.log(`[${name}] …`);
  const { status, error } = spawnSync(path.join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
    // The logs of a build are read as plain text.
    env: process.env['CI'] ? { ...process.env, NO_COLOR: '1' } : process.env,
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (status !== 0) {
    if (name !== 'tests')
      console.log(`[${name}] failed after ${seconds} s; mend what stands above and run npm test again.`);
    process.exit(1);
  }
  // The line that counts the tests stays the last one.
  if (name !== 'tests') console.log(`[${name}] ${seconds} s`);
}
