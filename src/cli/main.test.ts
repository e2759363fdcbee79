import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from './commands.ts';

const tandem = path.resolve(import.meta.dirname, '../../bin/tandem');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tandem-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** As a person's shell has it, without the Node that is among Tandem's packages. */
const env = {
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((one) => !one.includes('node_modules'))
    .join(path.delimiter),
};

/** Runs a program in the test's folder, which is not the one that Tandem is in. */
async function runs(program: string, words: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(program, words, { cwd: folder, env });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

/** Runs Tandem under its own Node, at once. */
const runsTandem = (words: readonly string[], input = ''): Promise<Ended> =>
  runs(process.execPath, [tandem, ...words], input);

const pool = { id: 'base', kind: 'base', roles: ['csdm'], hoursPerMonth: 20, monthlyFee: '3300.00' };
const calendar = { timeZone: 'America/Chicago', weekly: { mon: ['08:00-17:00'] } };
const scenario = {
  month: '2026-11',
  currency: 'USD',
  timeZone: 'America/Chicago',
  calendar,
  contract: { start: '2026-01-01', end: '2027-01-01', rates: { overage: '175.00' }, pools: [pool] },
};
const bad = { ...scenario, contract: { ...scenario.contract, pools: [{ ...pool, kind: 'extra' }] } };
const faults = [{ path: '/contract/pools/0/kind', message: 'must be "base" or "supplemental", not "extra"' }];

test('a scenario in a file is answered with its statement, from any folder, through a link, whichever Node starts it', async () => {
  await writeFile(path.join(folder, 'scenario.json'), JSON.stringify(scenario));
  await symlink(tandem, path.join(folder, 'linked'));
  const [plain, linked, bundled] = await Promise.all([
    runs(tandem, ['rate', 'scenario.json']),
    runs(path.join(folder, 'linked'), ['rate', 'scenario.json']),
    runsTandem(['rate', '-'], JSON.stringify(scenario)),
  ]);
  expect(JSON.parse(plain.out)).toMatchObject({ month: '2026-11', total: '3300.00' });
  expect(plain).toMatchObject({ code: 0, err: '' });
  expect([linked, bundled]).toEqual([plain, plain]);
});

test('a scenario with faults is refused whole, with the path of each', async () => {
  const [faulty, noJson, noFile] = await Promise.all([
    runsTandem(['rate', '-'], JSON.stringify(bad)),
    runsTandem(['rate', '-'], '{"month":'),
    runsTandem(['rate', 'nowhere.json']),
  ]);
  expect(faulty.code).toBe(2);
  expect(JSON.parse(faulty.out)).toEqual({ errors: faults });
  expect(noJson.code).toBe(2);
  expect(JSON.parse(noJson.out)).toEqual({
    errors: [{ path: '', message: expect.stringContaining('is not JSON') }],
  });
  expect(noFile.code).toBe(2);
  expect(JSON.parse(noFile.out)).toEqual({
    errors: [{ path: '', message: expect.stringContaining('cannot be read') }],
  });
});

test('each line is answered with one line in order, empty ones are passed over, and bad ones show in the exit code', async () => {
  const months = ['2026-09', '2026-10', '2026-11', '2026-12'];
  const good = months.map((month) => JSON.stringify({ ...scenario, month }));
  const lines = [
    good[0],
    '',
    good[1],
    JSON.stringify(bad),
    '  \r',
    'oops',
    `${good[2]}\r`,
    '\u0000',
    good[3],
  ];
  const mixed = await runsTandem(['rate', '--ndjson'], lines.join('\n'));
  const answers = mixed.out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toEqual([
    expect.objectContaining({ month: '2026-09' }),
    expect.objectContaining({ month: '2026-10' }),
    { errors: faults },
    { errors: [{ path: '', message: expect.stringContaining('is not JSON') }] },
    expect.objectContaining({ month: '2026-11' }),
    { errors: [{ path: '', message: expect.stringContaining('is not JSON') }] },
    expect.objectContaining({ month: '2026-12' }),
  ]);
  expect(mixed.code).toBe(1);
  expect((await runsTandem(['rate', '--ndjson'], `${good.join('\n')}\n`)).code).toBe(0);
});

test('a line is answered before the next one is sent', async () => {
  const child = spawn(process.execPath, [tandem, 'calendar', '--ndjson']);
  const answers = child.stdout.setEncoding('utf8').iterator();
  for (const minutes of [1, 540, 541]) {
    child.stdin.write(`${JSON.stringify({ calendar, from: '2026-11-02T14:00:00Z', minutes })}\n`);
    const { value }: { value?: unknown } = await answers.next();
    expect(JSON.parse(String(value))).toEqual({
      at: { 1: '2026-11-02T14:01:00Z', 540: '2026-11-02T23:00:00Z', 541: '2026-11-09T14:01:00Z' }[minutes],
    });
  }
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('many lines are answered at memory that does not grow with their number', async () => {
  const entries = Array.from({ length: 20 }, (_, index) => ({
    id: String(index).padStart(1_000, 'long '),
    role: 'csdm',
    start: '2026-11-02T15:00:00Z',
    end: '2026-11-02T15:10:00Z',
    billing: 'service',
  }));
  const line = `${JSON.stringify({ ...scenario, entries })}\n`;
  const kilobytesFor = async (count: number): Promise<number> => {
    const report = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';
    const child = spawn(process.execPath, [
      '--import',
      `data:text/javascript,${report}`,
      tandem,
      'rate',
      '--ndjson',
    ]);
    child.stdout.resume();
    const reported = text(child.stderr);
    for (let sent = 0; sent < count; sent++) if (!child.stdin.write(line)) await once(child.stdin, 'drain');
    child.stdin.end();
    return Number(await reported);
  };
  const [few, many] = await Promise.all([kilobytesFor(100), kilobytesFor(2_500)]);
  expect(many - few).toBeLessThan((line.length * 2_500) / 1024 / 2);
});

test('whoever stops reading the answers ends the command without a complaint', async () => {
  const line = JSON.stringify(scenario);
  const piped = await runs('bash', [
    '-c',
    `yes '${line}' | head -5000 | "${tandem}" rate --ndjson | head -1`,
  ]);
  expect(piped.err).toBe('');
  expect(piped.out.trimEnd().split('\n')).toHaveLength(1);
});

test('help lists every command, and the help of each shows an example that works as it stands', async () => {
  const overview = await runsTandem(['--help']);
  const listed = overview.out.split('\n').map((line) => line.trim().split(/ {2,}/));
  for (const { name, summary } of commands) expect(listed).toContainEqual([name, summary]);
  expect(await runsTandem([])).toEqual(overview);
  const example = async (name: string): Promise<Ended> => {
    const help = await runsTandem([name, '--help']);
    expect(help.code).toBe(0);
    const pasted = /^ {2}(tandem .*<<'END'\n[^]*?\n) {2}END$/m.exec(help.out)![1]!;
    return runs('bash', ['-c', `tandem() { "${tandem}" "$@"; }\n${pasted.replaceAll(/^ {2}/gm, '')}END`]);
  };
  const [rated, counted, recurring] = await Promise.all(['rate', 'calendar', 'recurrence'].map(example));
  expect(JSON.parse(rated!.out)).toMatchObject({
    pools: [{ usedMinutes: 100, unusedMinutes: 1100 }],
    total: '3300.00',
  });
  expect(counted!.out).toBe('{"minutes":150}\n{"at":"2026-12-01T14:01:00Z"}\n');
  expect(recurring!.out).toBe(
    '{"occurrences":["2026-01-30T09:00-06:00","2026-02-27T09:00-06:00","2026-03-27T09:00-05:00"]}\n' +
      '{"occurrences":["2026-01-31","2026-03-31"]}\n',
  );
});

test('a word that is no command is answered with the one that was meant', async () => {
  const said = async (words: readonly string[]): Promise<string> => {
    const { code, out, err } = await runsTandem(words);
    expect([code, out]).toEqual([2, '']);
    return err;
  };
  const answers = [
    ['rte', 'x.json'],
    ['cal'],
    ['nonsense'],
    ['rate'],
    ['rate', '--json', 'x'],
    ['calendar', '--ndjson', 'x'],
  ];
  expect((await Promise.all(answers.map(said))).map((err) => err.trim())).toEqual([
    'tandem: there is no command "rte x.json". Did you mean "tandem rate"?',
    'tandem: there is no command "cal". Did you mean "tandem calendar"?',
    'tandem: there is no command "nonsense". See "tandem --help".',
    'tandem rate: give one file, or --ndjson and lines on standard input. See "tandem rate --help".',
    'tandem rate: give one file, or --ndjson and lines on standard input. See "tandem rate --help".',
    'tandem calendar: give one file, or --ndjson and lines on standard input. See "tandem calendar --help".',
  ]);
});
