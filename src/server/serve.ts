import fs from 'node:fs';
import { CannotStart } from './cannot-start.ts';
import { readConfig, type Config } from './config.ts';
import { steps, told } from './console.ts';
import { reachDatabase, startOwnDatabase } from './own-database.ts';

/** What to end when all is over, in the order in which it was begun. */
type Begun = (() => Promise<unknown>)[];

/** What has not ended after this is left: the database ends with this process, and what was confirmed is kept. */
const endMs = 8000;
const sameMs = 300;

/** Starts Tandem, serves until it is asked to stop, and gives the exit code. What cannot be is told in a sentence. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<number> {
  const begun: Begun = [];
  // Whoever read what is told here may be gone before it ends.
  process.stdout.on('error', () => {});
  const stop = Promise.race([askedToStop(), leftByNpm(environment)]);
  try {
    await Promise.race([stop, start(readConfig(environment), begun)]);
    await stop;
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`\nTandem has to stop. ${error.message}\n`);
    return 1;
  } finally {
    await Promise.race([endAll(begun), new Promise((resolve) => setTimeout(resolve, endMs))]);
  }
}

async function endAll(begun: Begun): Promise<void> {
  for (const end of begun.reverse()) await end();
}

/** Starts everything in its order and goes on until the database is lost. */
async function start(config: Config, begun: Begun): Promise<never> {
  const since = performance.now();
  const step = steps();
  // What takes long to load is loaded while the database starts.
  const loading = import('./opening.ts');
  fs.mkdirSync(config.dataFolder, { recursive: true, mode: 0o755 });
  const { databaseUrl, dataFolder } = config;
  const own = await (databaseUrl === null
    ? step('database started', () => startOwnDatabase(dataFolder))
    : step('database reached', () => reachDatabase(databaseUrl)));
  begun.push(own.stop);
  const { openServer } = await loading;
  const { close, wayIn } = await openServer(config, own, step);
  begun.push(close);
  process.stdout.write(told(config, wayIn, performance.now() - since));
  await own.lost;
  throw new CannotStart('Its database has ended. Start Tandem again; nothing that was confirmed is lost.');
}

/**
 * Ctrl-C or a request to end. The first lets what is under way come to its end, another ends at once. npm may hand on the same Ctrl-C that
 * the terminal gave us already, so what comes right after the first is no other.
 */
function askedToStop(): Promise<void> {
  let askedAt: number | null = null;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (askedAt !== null && performance.now() - askedAt > sameMs) process.exit(130);
        if (askedAt !== null) return;
        askedAt = performance.now();
        process.stdout.write('\nStopping…\n');
        resolve();
      });
    }
  });
}

/** npm passes no signal on when it is killed itself, so a server that `npm start` started ends when npm is gone. */
function leftByNpm(environment: NodeJS.ProcessEnv): Promise<void> {
  if (environment['npm_lifecycle_event'] !== 'start') return new Promise(() => {});
  const begun = ancestors();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (ancestors() === begun) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  });
}

/** Who started us and, where the system tells, who started them: between npm and us stands a shell. */
function ancestors(): string {
  const file = `/proc/${process.ppid}/stat`;
  const parents = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split(') ')[1]?.split(' ')[1] : '';
  return `${process.ppid} ${parents}`;
}
