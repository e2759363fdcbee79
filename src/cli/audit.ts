import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { anchorsFile, readAnchors, type Anchors } from '../database/anchors.ts';
import type { Database } from '../database/transaction.ts';
import { verifyChain, type ChainReport } from '../database/verification.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { readConfig } from '../server/config.ts';
import { ofEveryProvider, progress, reach } from './reach.ts';

export const help = `
Computes the record of all facts again, straight from the database and without a server, and tells whatever was edited,
deleted, exchanged, slipped in or cut off since it was sealed. It reads and changes nothing.

  tandem audit verify                    the database in the data folder, or the one that DATABASE_URL names
  tandem audit verify --json-output      one JSON document with a report for each provider
  tandem audit verify --anchors <file>   anchors from elsewhere, such as the copy on another machine

The anchors, one a minute at most, say where a chain ended; they lie in the data folder (TANDEM_DATA), outside the
database, and tell when a whole tail was computed anew. Facts that were written this very second still wait for their
seal, which is no fault.

Example:

  DATABASE_URL=postgresql://tandem@db/tandem tandem audit verify --anchors /safe/anchors.ndjson

It prints a line for each provider, such as:
Northwind Managed Services: intact (facts sealed: 12,345, waiting: 2, anchors compared: 31)

Exit code: 0 when every chain is intact; 1 when one is not, with what is wrong and where; 2 when it cannot be read.
`;

interface Verified extends ChainReport {
  readonly name: string;
}

/** Verifies every provider's chain and says so. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { 'json-output': { type: 'boolean' }, anchors: { type: 'string' } },
    });
    const config = readConfig(process.env);
    const anchors = await anchorsOf(
      values.anchors ?? anchorsFile(config.dataFolder),
      values.anchors !== undefined,
    );
    const { database, close } = await reach(config);
    try {
      const reports = await verifyAll(database, anchors, progress);
      const orphans = [...anchors.of.keys()].filter(
        (id) => !reports.some((report) => report.providerId === id),
      );
      process.stdout.write(
        values['json-output']
          ? `${JSON.stringify({ reports, providersGone: orphans, anchorsUnreadable: anchors.unreadable }, null, 2)}\n`
          : told(reports, orphans, anchors),
      );
      return reports.every(({ intact }) => intact) && orphans.length === 0 ? 0 : 1;
    } finally {
      await close();
    }
  } catch (error) {
    process.stderr.write(`tandem audit verify: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function anchorsOf(file: string, isAsked: boolean): Promise<Anchors> {
  if (isAsked && !fs.existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
  return readAnchors(file);
}

async function verifyAll(
  database: Database,
  anchors: Anchors,
  tell: (name: string, done: number, total: number) => void,
): Promise<Verified[]> {
  return ofEveryProvider(database, 'audit-verify', async (db, providerId, name) => {
    const chain = await verifyChain(db, providerId, anchors.of.get(providerId) ?? [], (done, total) =>
      tell(name, done, total),
    );
    return { name, ...chain };
  });
}

const number = new Intl.NumberFormat('en');

function told(reports: readonly Verified[], orphans: readonly string[], anchors: Anchors): string {
  const lines = reports.flatMap(({ name, intact, seq, waiting, anchors: compared, faults }) => [
    `${name}: ${intact ? 'intact' : 'NOT INTACT'} (facts sealed: ${number.format(seq)}, waiting: ${number.format(waiting)}, ` +
      `anchors compared: ${number.format(compared)})`,
    ...faults.map(
      ({ kind, seq: at, factId, detail }) =>
        `  ${kind}${at === null ? '' : ` at seal ${at}`}${factId === null ? '' : ` (fact ${factId})`}: ${detail}`,
    ),
  ]);
  if (reports.length === 0) lines.push('There is no provider in this database.');
  for (const id of orphans)
    lines.push(`NOT INTACT: provider ${id} has anchors and is gone from the database.`);
  if (anchors.unreadable > 0)
    lines.push(`${anchors.unreadable} lines of the anchors could not be read and prove nothing.`);
  return `${lines.join('\n')}\n`;
}
