import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { areas } from '../src/areas.ts';
import { breachesOf, told, type Files } from './architecture.ts';

const root = path.join(import.meta.dirname, '..');

describe('architecture', () => {
  test('every file of the house keeps to its place', () => {
    const files = filesOf(['src', 'test', 'tidy', 'scripts']);
    expect(files.size).toBeGreaterThan(40);
    expect(breachesOf(files, areas).map(told)).toEqual([]);
  });
});

describe('the checker', () => {
  const order = ['people', 'clients', 'time', 'billing'];
  const told1 = (file: string, text: string, others: Record<string, string> = {}) =>
    breachesOf(new Map(Object.entries({ [file]: text, ...others })), order).map(told);

  test.each([
    ['core knows nothing but core', 'src/core/day.ts', `import { x } from '../clients/client.ts'`],
    ['core takes no package but zod', 'src/core/day.ts', `import fs from 'node:fs'`],
    [
      'an area does not know the areas below it',
      'src/clients/client.ts',
      `import { Entry } from '../time/entry.ts'`,
    ],
    ['not even by a type', 'src/clients/api.ts', `import type { Entry } from '../time/entry.ts'`],
    ['not even when asked late', 'src/clients/handlers.ts', `const m = await import('../time/handlers.ts')`],
    ['an area that nobody ordered', 'src/weather/rain.ts', `export const rain = 1`],
    ['a noun asks no database', 'src/time/entry.ts', `import { sql } from 'kysely'`],
    ['a noun knows no contract', 'src/time/entry.ts', `import { timeApi } from './api.ts'`],
    ['a contract knows no store', 'src/time/api.ts', `import { find } from './store.ts'`],
    ['a store knows no contract', 'src/time/store.ts', `import { overlap } from './api.ts'`],
    [
      'a handler mounts nothing of others',
      'src/time/handlers.ts',
      `import { clientsHandlers } from '../clients/handlers.ts'`,
    ],
    ['a handler builds no server', 'src/time/handlers.ts', `import fastify from 'fastify'`],
    [
      'a job is started by the server alone',
      'src/cli/run.ts',
      `import { closeJobs } from '../billing/jobs.ts'`,
    ],
    ['a page asks no store', 'src/time/ui/week-page.tsx', `import { find } from '../store.ts'`],
    ['a page runs in a browser', 'src/time/ui/week-page.tsx', `import fs from 'node:fs'`],
    ['the server draws no page', 'src/server/main.ts', `import { Week } from '../time/ui/week-page.tsx'`],
    [
      'production does not lean on tests',
      'src/time/handlers.ts',
      `import { useWorld } from '../../test/world.ts'`,
    ],
    ['a file without name', 'src/time/index.ts', `export const x = 1`],
    ['an export without name', 'src/time/entry.ts', `export default 1`],
    ['an export renamed to have no name', 'src/time/entry.ts', `const a = 1; export { a as default }`],
    ['a barrel', 'src/time/entry.ts', `export * from '../clients/client.ts'`],
    ['a page out of place', 'src/time/week.tsx', `export const x = 1`],
  ])('reports %s', (_, file, text) => {
    expect(told1(file, text)).toHaveLength(1);
  });

  test.each([
    ['core in core', 'src/core/day.ts', `import { z } from 'zod'; import { m } from './month.ts'`],
    ['a noun of an area above', 'src/time/entry.ts', `import { ClientId } from '../clients/client.ts'`],
    ['a store of an area above', 'src/time/handlers.ts', `import * as clients from '../clients/store.ts'`],
    [
      'what a handler above finds',
      'src/time/handlers.ts',
      `import { theClient } from '../clients/handlers.ts'`,
    ],
    [
      'a file split by noun',
      'src/time/booking-store.ts',
      `import { sql } from 'kysely'; import { x } from './store.ts'`,
    ],
    ['a page of any area', 'src/clients/ui/client-page.tsx', `import { timeApi } from '../../time/api.ts'`],
    [
      'what the pages share',
      'src/clients/ui/client-page.tsx',
      `import { Shell } from '../../web/kit/shell.tsx'`,
    ],
    ['anything in a test', 'src/core/day.test.ts', `import { useWorld } from '../../test/world.ts'`],
  ])('allows %s', (_, file, text) => {
    expect(told1(file, text)).toEqual([]);
  });

  test('a staff page that the portal pulls in is told with the way it came', () => {
    expect(
      told1('src/web/portal/main.tsx', `import { Hours } from '../../time/ui/portal-hours-page.tsx'`, {
        'src/time/ui/portal-hours-page.tsx': `import { Bar } from './bar.tsx'`,
        'src/time/ui/bar.tsx': `const late = import('../../clients/ui/client-page.tsx')`,
        'src/clients/ui/client-page.tsx': '',
      }),
    ).toEqual([
      'src/web/portal/main.tsx: src/web/portal/main.tsx → src/time/ui/portal-hours-page.tsx → src/time/ui/bar.tsx → ' +
        'src/clients/ui/client-page.tsx: a staff page is never sent to the portal.',
    ]);
  });

  test('a breach says the file, the import and the rule', () => {
    expect(told1('src/clients/client.ts', `import { Entry } from '../time/entry.ts'`)).toEqual([
      'src/clients/client.ts: import of ../time/entry.ts: area clients may know only the areas above it in src/areas.ts, and time is below.',
    ]);
  });
});

function filesOf(folders: readonly string[]): Files {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const name of fs.globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })) {
      files.set(name.replaceAll('\\', '/'), fs.readFileSync(path.join(root, name), 'utf8'));
    }
  }
  return files;
}
