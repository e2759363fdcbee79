import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A server that has answered its first request. */
export interface Running {
  /** From the start of the process to the first answer, in milliseconds. */
  readonly ms: number;
  /** What the process itself holds in memory, in MiB; its database is another process. */
  readonly memory: () => number;
  readonly stop: () => Promise<void>;
}

/** Our server and the least that could be called one, each with a database of its own in a folder that exists already. */
export interface Servers {
  readonly ours: () => Promise<Running>;
  readonly floor: () => Promise<Running>;
  readonly release: () => void;
}

/** Ours wants a port told; this one is in nobody's way as long as one bench runs at a time. */
const port = 20_000 + (process.pid % 20_000);

export async function twoServers(): Promise<Servers> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-servers-'));
  fs.chmodSync(folder, 0o755);
  const of = (name: string) => path.join(folder, name);
  const servers = {
    ours: () =>
      run('../src/server/main.ts', [], { TANDEM_DATA: of('ours'), TANDEM_SAMPLE: 'off', PORT: String(port) }),
    floor: () => run('bare-server.ts', [of('floor')], {}),
    release: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
  fs.mkdirSync(of('floor'), { mode: 0o755 });
  // The first start makes the database, which is not what anybody waits for again.
  await (await servers.ours()).stop();
  await (await servers.floor()).stop();
  return servers;
}

async function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const from = performance.now();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const address = await addressOf(child);
  const answer = await fetch(`${address}/health/ready`);
  if (!answer.ok) throw new Error(`${program} answered ${answer.status}`);
  return {
    ms: performance.now() - from,
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The address that a server prints once it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  let told = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const address = /at (http:\/\/[\d.:]+)[ .]/.exec(told)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`a server ended before it answered:\n${told}`)));
  });
}
