import { parseArgs } from 'node:util';
import type { BackTest } from '../hours/back-test.ts';
import { readConfig } from '../server/config.ts';
import { backTestAll } from '../server/back-test.ts';
import { ofEveryProvider, progress, reach } from './reach.ts';

export const help = `
Tests the forecast of hours on the past: foretells every closed client month from the months before it alone, at several stages
of the month, and counts how often it ended within the 50% and the 80% band. It reads the database without a server and
changes nothing.

  tandem forecast back-test                    the database in the data folder, or the one that DATABASE_URL names
  tandem forecast back-test --json-output      one JSON document with every provider

Example:

  TANDEM_DATA=/tmp/large tandem forecast back-test

It prints a line for each stage, and one for all of them:
Northwind Managed Services: 4,379 client months of 22 months, foretold at 6 stages
  business time passed   50% band held   80% band held
                   25%             51%             81%

A band is honest where it holds about as often as it is called; far less often means that months have changed.

Exit code: 0 when it is told; 2 when the database cannot be read.
`;

/** Tests the forecast of every provider and says how often it held. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { 'json-output': { type: 'boolean' } } });
    const { database, close } = await reach(readConfig(process.env));
    try {
      const tested = await ofEveryProvider(database, 'back-test', async (db, providerId, name) => ({
        name,
        providerId,
        ...(await backTestAll(db, providerId, (done, total) => progress(name, done, total))),
      }));
      process.stdout.write(
        values['json-output'] ? `${JSON.stringify({ providers: tested }, null, 2)}\n` : told(tested),
      );
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    process.stderr.write(
      `tandem forecast back-test: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 2;
  }
}

function told(providers: readonly ({ readonly name: string } & BackTest)[]): string {
  const lines = providers.flatMap(({ name, stages, all }) => {
    if (!all) return [`${name}: no month can be foretold; it takes 60 closed client months before it.`];
    const [first] = stages;
    const row = (stage: string, held: BackTest['all']) =>
      `  ${stage.padStart(20)}   ${`${held?.percent50}%`.padStart(13)}   ${`${held?.percent80}%`.padStart(13)}`;
    return [
      `${name}: ${number.format(first?.held.clientMonths ?? 0)} client months of ${all.months} ${all.months === 1 ? 'month' : 'months'}, foretold at ${stages.length} stages`,
      '  business time passed   50% band held   80% band held',
      ...stages.map(({ percentPassed, held }) => row(`${percentPassed}%`, held)),
      row('all stages', all),
    ];
  });
  if (providers.length === 0) lines.push('There is no provider in this database.');
  return `${lines.join('\n')}\n`;
}

const number = new Intl.NumberFormat('en');
