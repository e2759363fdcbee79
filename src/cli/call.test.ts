import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useServed } from '../../test/served.ts';
import { useWorld } from '../../test/world.ts';
import { routes } from '../server/apis.ts';
import { commands } from './commands.ts';
import { flagOf } from './flags.ts';
import { routeCommands } from './route-commands.ts';

const world = useWorld();
const served = useServed(world, ['ines']);
const config = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-config-'));
afterAll(() => fs.rmSync(config, { recursive: true }));

/** Types words after `tandem`, with something on standard input and no terminal. */
async function tandem(words: readonly string[], input = '') {
  const main = path.join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, XDG_CONFIG_HOME: config },
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

describe('every route is a command', () => {
  test('each under a name of its own, with a manual that has an example', async () => {
    const names = [...commands, ...routeCommands].map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(routes.length - routeCommands.length).toBe(3);
    for (const { name, summary, load } of routeCommands) {
      const { help } = await load();
      const manual = typeof help === 'string' ? help : await help();
      expect(manual).toContain(summary);
      expect(manual).toContain(`Example:\n\n  tandem ${name}`);
    }
  });

  test('none has a field that the command line keeps for itself', () => {
    const own = ['--json', '--json-output', '--key', '--help', '--file', '--output'];
    const fields = routes.flatMap(({ route }) => Object.keys(route.query?.shape ?? {}));
    expect(fields.filter((name) => own.includes(flagOf(name)))).toEqual([]);
  });
});

describe('a command', () => {
  beforeAll(async () => {
    const { code } = await tandem(
      ['sign-in', '--server', served.base, '--email', 'ines@example.com', '--password-stdin'],
      served.password,
    );
    if (code !== 0) throw new Error('signing in failed');
  });

  test('does what its route does, as whoever signed in, and answers programs in JSON', async () => {
    const words =
      'client create --code maple --name Maple --time-zone America/Toronto --currency CAD --managed-services-spend 12500.00 ' +
      '--device-count 80 --technology-groups network --technology-groups security';
    const made = await tandem(words.split(' '));
    expect(made).toMatchObject({ code: 0, err: '' });
    const client = JSON.parse(made.out);
    expect(client).toMatchObject({
      code: 'MAPLE',
      deviceCount: 80,
      technologyGroups: ['network', 'security'],
    });
    const listed = await tandem(['client', 'list', '--limit', '2']);
    expect(JSON.parse(listed.out).items).toHaveLength(2);
    const { id: _, ...draft } = client;
    const edited = await tandem(
      ['client', 'edit', client.id, '--json', '-', '--device-count', '90'],
      JSON.stringify(draft),
    );
    expect(JSON.parse(edited.out)).toMatchObject({ deviceCount: 90, version: 2 });
  });

  test('is refused with the reason, and every fault by its flag', async () => {
    const { code, out, err } = await tandem([
      'client',
      'create',
      '--code',
      'x y',
      '--name',
      'X',
      '--time-zone',
      'Mars/Olympus',
    ]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('tandem client create: Some of the input cannot be used.\n');
    expect(err).toContain('  --time-zone: this is not a known time zone; write it like America/Chicago\n');
    expect(err).toContain('  code: invalid-input (422)\n');
    expect(await tandem(['person', 'deactivate', world.people.marek.id])).toMatchObject({
      code: 1,
      err: 'tandem person deactivate: Your role does not allow this.\n  This is for: administrator.\n  code: not-allowed (403)\n',
    });
  });

  test('is told in plain words what is missing or of another type than it should be', async () => {
    const { err } = await tandem(['client', 'create', '--code', 'oak', '--device-count', 'many']);
    expect(err).toContain('  --name: is missing\n');
    expect(err).toContain('  --device-count: must be a whole number, not text\n');
  });

  test('that is not understood says so and asks nobody', async () => {
    expect(await tandem(['client', 'show'])).toMatchObject({
      code: 2,
      err: 'tandem client show: <client> is missing. See "tandem client show --help".\n',
    });
    expect((await tandem(['client', 'lists'])).err).toContain('Did you mean "tandem client list"?');
  });
});
