import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { route, supervisor } from '../people/access.ts';
import { PersonId } from '../people/person.ts';
import { Field } from './field.ts';
import { Counts, JudgedRow, RefusedRow } from './judgement.ts';
import { ImportId, importKinds, Mapping, Question, SavedMapping } from './mapping.ts';
import { badQuotes, emptyFile, tooLarge } from './table.ts';

export const notBase64 = refusal(422, 'import.not-base64', 'The bytes of the file are sent as base64.');
export const noText = refusal(422, 'import.no-text', 'The file is no text that can be read as a table.');
export const noRows = refusal(422, 'import.no-rows', 'The file has a header and no rows.');
export const unclear = refusal(
  422,
  'import.unclear',
  'Some of the file can be read in more than one way. Nothing is guessed: say how it is meant.',
);
export const rowsRefused = refusal(
  422,
  'import.rows-refused',
  'A file is brought in whole or not at all, and some of its rows are refused.',
);
export const unknownMapping = refusal(404, 'import.unknown-mapping', 'No mapping is kept under this name.');

const fileBytesMax = 48 * 1024 * 1024;
const bodyBytesMax = 64 * 1024 * 1024 + 100_000;

/** A file and how to read it: what is told here counts over the mapping kept under a name. */
export const ImportFile = z.object({
  kind: z.enum(importKinds),
  fileName: z.string().trim().min(1).max(255),
  bytes: z.string().max(Math.ceil(fileBytesMax / 3) * 4),
  mapping: Mapping.prefault({}),
  savedMapping: z.string().max(100).optional(),
});
export type ImportFile = z.output<typeof ImportFile>;

/** What the file would do: how it was read, what must be told first, how many rows would be what, and the first of each kind. */
const Preview = z
  .object({
    fileHash: z.string(),
    /** How the file was read, with what was found out. */
    mapping: Mapping,
    unusedColumns: z.array(z.string()),
    /** While there are any, no row was read. */
    questions: z.array(Question),
    counts: Counts,
    rows: z.array(JudgedRow),
    refusals: z.array(RefusedRow),
  })
  .meta({ id: 'ImportPreview' });

/** A file that was brought in, whole. */
const Import = z
  .object({
    id: ImportId,
    kind: z.enum(importKinds),
    fileName: z.string(),
    fileHash: z.string(),
    mapping: Mapping,
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    importedBy: PersonId,
    importedAt: Moment,
  })
  .meta({ id: 'Import' });

const ofKind = z.object({ kind: z.enum(importKinds) });
const ofMapping = ofKind.extend({ name: z.string().trim().min(1).max(100) });
const fileRefusals = [notBase64, noText, emptyFile, badQuotes, tooLarge, unknownMapping];

export const importersApi = {
  listImportFields: route({
    method: 'GET',
    path: '/import-fields/{kind}',
    command: 'import fields',
    summary:
      'Lists the columns a file of clients, contracts or entries may have, what they mean and their other names.',
    access: supervisor,
    params: ofKind,
    out: z.array(Field),
  }),
  previewImport: route({
    method: 'POST',
    path: '/import-preview',
    command: 'import preview',
    summary:
      'Says row by row what a CSV file would create, change and leave, and why rows are refused; writes nothing.',
    access: supervisor,
    body: ImportFile,
    bodyBytesMax,
    out: Preview,
    reads: true,
    refusals: fileRefusals,
  }),
  bringIn: route({
    method: 'POST',
    path: '/imports',
    command: 'import run',
    summary: 'Brings a CSV file in, whole or not at all. A file brought in again changes nothing.',
    access: supervisor,
    body: ImportFile,
    bodyBytesMax,
    out: Import,
    status: 201,
    idempotent: true,
    refusals: [...fileRefusals, noRows, unclear, rowsRefused],
  }),
  listImports: route({
    method: 'GET',
    path: '/imports',
    command: 'import list',
    summary: 'Lists the files that were brought in, the latest first.',
    access: supervisor,
    query: PageQuery,
    out: pageOf(Import),
  }),
  listMappings: route({
    method: 'GET',
    path: '/import-mappings',
    command: 'import-mapping list',
    summary: 'Lists the mappings that are kept for the next file, by kind and name.',
    access: supervisor,
    out: z.array(SavedMapping),
  }),
  saveMapping: route({
    method: 'PUT',
    path: '/import-mappings/{kind}/{name}',
    command: 'import-mapping save',
    summary: 'Keeps a mapping under a name, in place of one that had it.',
    access: supervisor,
    params: ofMapping,
    body: Mapping,
    out: SavedMapping,
  }),
  removeMapping: route({
    method: 'DELETE',
    path: '/import-mappings/{kind}/{name}',
    command: 'import-mapping remove',
    summary: 'Forgets a mapping.',
    access: supervisor,
    params: ofMapping,
    out: SavedMapping,
    refusals: [unknownMapping],
  }),
};
