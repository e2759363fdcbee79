import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { z } from 'zod';
import type { Config } from './config.ts';

const fileBytesMax = 20_000_000;

/** Everything from `info` up goes to a file in the data folder, a line of JSON each; the console gets one readable line for warnings and faults. */
export function openLog({ dataFolder, logLevel }: Config): pino.Logger {
  const file = path.join(dataFolder, 'tandem.log');
  // One file before this one is kept, so that the log never fills the disk.
  if (fs.existsSync(file) && fs.statSync(file).size > fileBytesMax) fs.renameSync(file, `${file}.1`);
  const level = logLevel === 'debug' ? 'debug' : 'info';
  const streams = [{ level, stream: pino.destination({ dest: file, sync: false }) } as const];
  const options = { level, serializers: { error: pino.stdSerializers.err }, base: null };
  if (logLevel === 'silent') return pino(options, pino.multistream(streams));
  return pino(options, pino.multistream([...streams, { level: logLevel, stream: new Console() }]));
}

const Line = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  reqId: z.string().optional(),
  error: z.object({ message: z.string() }).optional().catch(undefined),
});

/** One line for people: when, how bad, what, and the number of the request to look up in the file. */
class Console extends Writable {
  override _write(chunk: Buffer, _: string, done: () => void): void {
    const { level, time, msg, reqId, error } = Line.parse(JSON.parse(chunk.toString()));
    const clock = new Date(time).toISOString().slice(11, 19);
    const words = [msg, error?.message.split('\n')[0], reqId && `(request ${reqId})`].filter(Boolean);
    process.stderr.write(`${clock} ${pino.levels.labels[level] ?? 'log'} ${words.join(' ')}\n`);
    done();
  }
}
