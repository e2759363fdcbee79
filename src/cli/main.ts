import { commands, type Command } from './commands.ts';

/**
 * Runs `tandem` with the words after its name and gives the exit code. Without words, or with `help` or `--help`, it says what there is;
 * a command's own `--help` says how that is used.
 */
export async function run(words: readonly string[]): Promise<number> {
  process.stdout.on('error', endQuietly);
  const asksForHelp = words[0] === 'help' || words.includes('--help') || words.includes('-h');
  const asked = words.filter((word) => word !== '--help' && word !== '-h').slice(words[0] === 'help' ? 1 : 0);
  const known = isAmongOwn(asked) ? commands : [...commands, ...(await routeCommands())];
  if (asked.length === 0) return say(overview(known));
  const command = commandOf(asked, known);
  if (!command) return notUnderstood(asked, known);
  const body = await command.load();
  if (asksForHelp) return say(typeof body.help === 'string' ? body.help : await body.help());
  return body.run(asked.slice(command.name.split(' ').length));
}

/** Whoever reads our answers may stop reading, as `head` does. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

/** The routes are many and take a moment to load, so they are left out where the words after a command's name cannot be more of a name. */
function isAmongOwn(words: readonly string[]): boolean {
  const own = commandOf(words, commands);
  return own !== undefined && !/^[a-z][a-z-]*$/.test(words[own.name.split(' ').length] ?? '');
}

const routeCommands = async (): Promise<readonly Command[]> =>
  (await import('./route-commands.ts')).routeCommands;

/** The command whose name takes up most of the words. */
function commandOf(words: readonly string[], known: readonly Command[]): Command | undefined {
  return known
    .filter(({ name }) => name.split(' ').every((word, index) => word === words[index]))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

function overview(known: readonly Command[]): string {
  const width = Math.max(...known.map(({ name }) => name.length));
  const lines = (some: readonly Command[]) =>
    some.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Tandem: client service management for managed service providers.',
    '',
    'Usage: tandem <command> [options]',
    '',
    ...lines(commands),
    '',
    'These ask a Tandem server, as whoever has signed in:',
    '',
    ...lines(known.filter((command) => !commands.includes(command))),
    '',
    '`tandem <command> --help` explains a command and gives an example.',
  ].join('\n');
}

function say(text: string): number {
  process.stdout.write(`${text.trim()}\n`);
  return 0;
}

function notUnderstood(words: readonly string[], known: readonly Command[]): number {
  const meant = nearest(words, known);
  const hint =
    meant.length > 0
      ? `Did you mean ${meant.map((name) => `"tandem ${name}"`).join(' or ')}?`
      : 'See "tandem --help".';
  process.stderr.write(`tandem: there is no command "${words.slice(0, 2).join(' ')}". ${hint}\n`);
  return 2;
}

/** The one command that is at most a third of its letters away from what was typed, or all that are done to such a thing, or one that begins so. */
function nearest(words: readonly string[], known: readonly Command[]): readonly string[] {
  const names = known.map(({ name }) => name);
  const [close] = names
    .map((name) => ({ name, off: distance(name, words.slice(0, name.split(' ').length).join(' ')) }))
    .filter(({ name, off }) => off <= Math.ceil(name.length / 3))
    .sort((a, b) => a.off - b.off);
  if (close) return [close.name];
  const ofThing = names.filter((name) => name.startsWith(`${words[0]} `));
  return ofThing.length > 0 ? ofThing : names.filter((name) => name.startsWith(words[0] ?? '')).slice(0, 1);
}

/** How many letters must be put in, left out or changed to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
