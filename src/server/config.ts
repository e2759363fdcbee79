import path from 'node:path';
import { z } from 'zod';
import { faultWords } from '../core/fault-words.ts';
import { CannotStart } from './cannot-start.ts';
import type { MailSettings } from './smtp.ts';

/** What an operator may set, each by the environment variable of the same name; all have an answer where nothing is set. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where everything of this server lies that is not in a database of one's own. */
  readonly dataFolder: string;
  /** A PostgreSQL of one's own; null for the one inside the data folder. */
  readonly databaseUrl: string | null;
  /** Whether an empty database gets the sample provider. */
  readonly sample: boolean;
  /** Null where one is made and kept in the data folder. */
  readonly secret: string | null;
  /** Where people reach Tandem, without a slash at the end. */
  readonly url: string;
  /** Whether anybody but this machine can reach it. */
  readonly isPublic: boolean;
  /** Addresses of proxies whose word about the caller's address is taken. */
  readonly proxies: readonly string[];
  /** By which mail server mail is sent, and whose name and address it bears; null where none is set and mail waits. */
  readonly mail: MailSettings | null;
  readonly logLevel: z.output<typeof Level>;
}

const Level = z.enum(
  ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
  'is fatal, error, warn, info, debug or silent',
);

const Environment = z.object({
  PORT: z.coerce
    .number('is a port number')
    .int('is a port number')
    .min(1, 'is a port number from 1 to 65535')
    .max(65_535, 'is a port number from 1 to 65535')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'is a host name or address, such as 127.0.0.1')
    .default('127.0.0.1'),
  TANDEM_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is an address like postgresql://user:password@host/database')
    .optional(),
  TANDEM_SAMPLE: z.enum(['on', 'off'], 'is on or off').optional(),
  TANDEM_SECRET: z
    .string()
    .min(32, 'has at least 32 characters; make one with: openssl rand -hex 32')
    .optional(),
  TANDEM_URL: z
    .url({ protocol: /^https?$/, error: 'is an address like https://tandem.example.com' })
    .optional(),
  TANDEM_PROXIES: z
    .string()
    .regex(
      /^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$/,
      'is a list of addresses with commas between, such as 10.0.0.1,10.0.0.2',
    )
    .optional(),
  TANDEM_SMTP: z
    .string()
    .regex(
      /^smtps?:\/\/[^\s/]+\/?$/,
      'is the address of a mail server, like smtps://user:password@mail.example.com',
    )
    .refine(
      (text) => URL.canParse(text),
      'is the address of a mail server, like smtps://user:password@mail.example.com',
    )
    .optional(),
  TANDEM_MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'is an address like tandem@example.com or Tandem <tandem@example.com>',
    )
    .optional(),
  LOG_LEVEL: Level.default('warn'),
});

const project = path.join(import.meta.dirname, '../..');

/** Reads the configuration once, and refuses whatever would be unsafe or is not understood. Variables that are set to nothing count as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(set, { error: faultWords });
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new CannotStart(`${issue?.path.join('.')} ${issue?.message}.`);
  }
  const read = result.data;
  const url = (read.TANDEM_URL ?? `http://${hostInUrl(read.HOST)}:${read.PORT}`).replace(/\/+$/, '');
  if (new URL(url).pathname !== '/') {
    throw new CannotStart('TANDEM_URL has no path: Tandem answers at the root of its host.');
  }
  const isOpen = !isLoopback(read.HOST);
  const isPublic = isOpen || !isLoopback(new URL(url).hostname);
  if (isOpen && !read.TANDEM_SECRET) {
    throw new CannotStart(
      `TANDEM_SECRET must be set where others can reach Tandem (HOST is ${read.HOST}); make one with: openssl rand -hex 32`,
    );
  }
  if (isPublic && !(read.TANDEM_URL?.startsWith('https://') ?? false)) {
    throw new CannotStart(
      `TANDEM_URL must be set to the https address of Tandem where others can reach it (HOST is ${read.HOST}): passwords and sessions never travel unencrypted.`,
    );
  }
  if (isPublic && read.TANDEM_SAMPLE === 'on') {
    throw new CannotStart(
      'TANDEM_SAMPLE cannot be on where others can reach Tandem: the password of the sample people is no secret.',
    );
  }
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder: path.resolve(read.TANDEM_DATA ?? path.join(project, 'data')),
    databaseUrl: read.DATABASE_URL ?? null,
    sample: (read.TANDEM_SAMPLE ?? (isPublic ? 'off' : 'on')) === 'on',
    secret: read.TANDEM_SECRET ?? null,
    url,
    isPublic,
    proxies: read.TANDEM_PROXIES?.split(',') ?? [],
    mail: mailOf(read.TANDEM_SMTP, read.TANDEM_MAIL_FROM),
    logLevel: read.LOG_LEVEL,
  };
}

function mailOf(server: string | undefined, from: string | undefined): MailSettings | null {
  if (server === undefined) return null;
  if (from === undefined) {
    throw new CannotStart(
      'TANDEM_MAIL_FROM must be set where TANDEM_SMTP is: the address that mail is sent from, like tandem@example.com.',
    );
  }
  return { server, from };
}

/** Whether an address or name can only mean this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
