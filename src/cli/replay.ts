import { parseArgs } from 'node:util';
import type { MonthReplay } from '../billing/replay.ts';
import { readConfig } from '../server/config.ts';
import { replayAll } from '../server/replay.ts';
import { ofEveryProvider, progress, reach } from './reach.ts';

export const help = `
Computes every closed month again, from its time and from the terms it was closed with, straight from the database and
without a server, and compares each statement with the one that was kept, byte for byte. It reads and changes nothing.

  tandem replay                    the database in the data folder, or the one that DATABASE_URL names
  tandem replay --json-output      one JSON document with every month of every provider

Example:

  TANDEM_DATA=/tmp/large tandem replay

It prints a line for each provider, such as:
Northwind Managed Services: 84 statements of 7 months, all equal

Exit code: 0 when all are equal; 1 when one is not, with where it parts; 2 when they cannot be read.
`;

interface Replayed {
  readonly name: string;
  readonly providerId: string;
  readonly months: readonly MonthReplay[];
}

/** Replays every provider's closed months and says what came of it. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { 'json-output': { type: 'boolean' } } });
    const { database, close } = await reach(readConfig(process.env));
    try {
      const replayed = await ofEveryProvider(database, 'replay', async (db, providerId, name) => ({
        name,
        providerId,
        months: await replayAll(db, providerId, (done, total) => progress(name, done, total)),
      }));
      process.stdout.write(
        values['json-output'] ? `${JSON.stringify({ providers: replayed }, null, 2)}\n` : told(replayed),
      );
      return replayed.every(({ months }) => months.every(isEqual)) ? 0 : 1;
    } finally {
      await close();
    }
  } catch (error) {
    process.stderr.write(`tandem replay: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

const isEqual = ({ differences }: MonthReplay): boolean => differences.length === 0;

function told(providers: readonly Replayed[]): string {
  const lines = providers.flatMap(({ name, months }) => {
    const statements = months.reduce((sum, month) => sum + month.statements, 0);
    const different = months.flatMap(({ month, differences }) =>
      differences.map((difference) => ({ month, ...difference })),
    );
    const verdict = different.length === 0 ? 'all equal' : `NOT EQUAL: ${different.length}`;
    return [
      `${name}: ${statements} statements of ${months.length} months, ${verdict}`,
      ...different.map(
        ({ month, contractNumber, kept, computed }) =>
          `  ${month} of ${contractNumber}: kept …${kept}…, computed …${computed}…`,
      ),
    ];
  });
  if (providers.length === 0) lines.push('There is no provider in this database.');
  return `${lines.join('\n')}\n`;
}
