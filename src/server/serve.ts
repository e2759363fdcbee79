import fs from 'node:fs';
import { CannotStart } from './cannot-start.ts';
import { readConfig, type Config } from './config.ts';
import { steps, told } from './console.ts';
import { reachDatabase, startOwnDatabase } from './own-database.ts';

/** What to end when all is over, in the order in which it was begun. */
type Begun = (() => Promise<unknown>)[];

/** Starts Tandem, serves until it is asked to stop, and gives the exit code. What cannot be is told in a sentence. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<number> {
  const begun: Begun = [];
  const stop = askedToStop();
  try {
    await Promise.race([stop, start(readConfig(environment), begun)]);
    await stop;
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`\nTandem has to stop. ${error.message}\n`);
    return 1;
  } finally {
    for (const end of begun.reverse()) await end();
  }
}

/** Starts everything in its order and goes on until the database is lost. */
async function start(config: Config, begun: Begun): Promise<never> {
  const since = performance.now();
  const step = steps();
  // What takes long to load is loaded while the database starts.
  const loading = import('./opening.ts');
  fs.mkdirSync(config.dataFolder, { recursive: true, mode: 0o755 });
  const own = await step('database started', () =>
    config.databaseUrl === null ? startOwnDatabase(config.dataFolder) : reachDatabase(config.databaseUrl),
  );
  begun.push(own.stop);
  const { openServer } = await loading;
  const { close, wayIn } = await openServer(config, own, step);
  begun.push(close);
  process.stdout.write(told(config, wayIn, performance.now() - since));
  await own.lost;
  throw new CannotStart('Its database has ended. Start Tandem again; nothing that was confirmed is lost.');
}

/** Ctrl-C or a request to end. The first lets what is under way come to its end, the second ends at once. */
function askedToStop(): Promise<void> {
  let isAsked = false;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isAsked) process.exit(130);
        isAsked = true;
        process.stdout.write('\nStopping…\n');
        resolve();
      });
    }
  });
}
