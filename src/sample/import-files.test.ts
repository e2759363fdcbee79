import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { known } from '../core/id.ts';
import { ImportFile } from '../importers/api.ts';
import { importersHandlers } from '../importers/handlers.ts';
import { importKinds, type ImportKind } from '../importers/mapping.ts';
import { sampleFile } from '../importers/sample-file.ts';
import type { Context } from '../people/context.ts';
import { writeImportFiles } from './import-files.ts';
import { loadSample } from './load.ts';
import type { SamplePerson } from './people.ts';

const { database } = useDatabase();
const providerId = known<'provider'>(randomUUIDv7());
const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
const scope = { providerId, clients: '*', actorId: null, requestId: 'test' } as const;
const newId = <K extends string>() => known<K>(randomUUIDv7());
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-samples-'));
let people: readonly SamplePerson[] = [];

beforeAll(async () => {
  const written = await database.write(scope, null, (tx) => loadSample({ ...tx, providerId, now, newId }));
  if (written.kind === 'done') people = written.answer;
  writeImportFiles(folder, Temporal.PlainDate.from('2026-11-24'));
}, 120_000);
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A file of the folder as the supervisor would bring it in, with those of its lines that are kept. */
const fileOf = (kind: ImportKind, keep: (line: string) => boolean = () => true): ImportFile => {
  const { name } = sampleFile(kind, '2026-11-24');
  const lines = fs.readFileSync(path.join(folder, name), 'utf8').split('\r\n').filter(keep);
  return ImportFile.parse({
    kind,
    fileName: name,
    bytes: Buffer.from(lines.join('\r\n')).toString('base64'),
    mapping: kind === 'entries' ? { zone: 'person' } : {},
  });
};

async function asSofia<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const sofia = people.find(({ name }) => name === 'Sofia Marchetti')!;
  const actor = { ...sofia, providerId, clientId: null, roles: ['supervisor'] } as const;
  const written = await database.write(scope, null, (tx) => work({ ...tx, actor, providerId, now, newId }));
  if (written.kind !== 'done') throw new Error('a write without a key is never replayed');
  return written.answer;
}

const judged = (file: ImportFile) =>
  asSofia(async (context) => {
    context.record({ act: 'test.looked', client: null, object: null, detail: {} });
    return importersHandlers.previewImport(context, { params: {}, query: {}, body: file });
  });

test('there is a file of each kind, two rows of which are refused with their reasons', async () => {
  expect(fs.readdirSync(folder)).toHaveLength(importKinds.length);
  const refused: string[] = [];
  for (const kind of importKinds) {
    const { questions, counts, refusals } = await judged(fileOf(kind));
    expect([kind, questions, counts.refused, counts.created > 0]).toEqual([kind, [], 2, true]);
    refused.push(...refusals.map(({ row, field, code }) => `${kind} ${row} ${field} ${code}`));
  }
  expect(refused).toEqual([
    'clients 7 timeZone import.cell',
    'clients 8 deviceCount import.cell',
    'contracts 5 scope import.cell',
    'contracts 6 client import.unknown-client',
    'entries 5 end entry.no-time',
    'entries 8 client import.unknown-client',
  ]);
});

test('without the rows that are refused, each of them is brought in whole, and again changes nothing', async () => {
  for (const kind of importKinds) {
    const refused = new Set((await judged(fileOf(kind))).refusals.map(({ row }) => row));
    let row = 0;
    const sound = fileOf(kind, () => !refused.has(++row));
    const bringIn = () =>
      asSofia((context) => importersHandlers.bringIn(context, { params: {}, query: {}, body: sound }));
    expect((await bringIn()).created).toBeGreaterThan(0);
    expect(await bringIn()).toMatchObject({ created: 0, changed: 0 });
  }
});
