import type { Config } from './config.ts';
import type { WayIn } from './first-start.ts';

/** Does a piece of the start; pieces that take their time are told with it. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

const worthTellingMs = 300;

export const steps = (): Step => async (what, work) => {
  const since = performance.now();
  const result = await work();
  const took = performance.now() - since;
  if (took > worthTellingMs) process.stdout.write(`  ${what.padEnd(32)} ${seconds(took)}\n`);
  return result;
};

/** What whoever started Tandem needs to know: where it is and how to get in. */
export function told({ url, dataFolder, databaseUrl }: Config, wayIn: WayIn, tookMs: number): string {
  const lines = [
    '',
    `Tandem is at ${url} (ready in ${seconds(tookMs)}). Stop it with Ctrl-C.`,
    `Its data ${databaseUrl === null ? 'are' : 'are in your database, its log and secrets'} in ${dataFolder}.`,
    '',
  ];
  switch (wayIn.kind) {
    case 'sign-in':
      break;
    case 'set-up':
      lines.push(
        'Nobody has set it up yet. This link makes the provider and its first administrator; it works once, for 24 hours:',
        '',
        `  ${url}/set-up#${wayIn.secret}`,
        '',
      );
      break;
    case 'sample':
      lines.push(
        'It shows a sample provider. Sign in as any of these people, all with one password:',
        '',
        ...wayIn.people.map(({ role, name, email }) => `  ${email.padEnd(38)} ${name.padEnd(20)} ${role}`),
        '',
        `  password: ${wayIn.password}`,
        '',
      );
      break;
  }
  return `${lines.join('\n')}\n`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
