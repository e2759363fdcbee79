import { createHash } from 'node:crypto';
import { nextCursor, readCursor } from '../core/page.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import {
  noRows,
  notBase64,
  noText,
  rowsRefused,
  unclear,
  unknownMapping,
  type ImportFile,
  type importersApi,
} from './api.ts';
import { Cells } from './cells.ts';
import { clientsImporter } from './clients/handlers.ts';
import { contractsImporter } from './contracts/handlers.ts';
import { readTable } from './csv-handlers.ts';
import { decode } from './encoding.ts';
import { entriesImporter } from './entries/handlers.ts';
import type { Importer } from './importer.ts';
import { countsOf, refusalsShownMax, shownOf, type Judgement } from './judgement.ts';
import { overlaid, type ImportKind, type Mapping } from './mapping.ts';
import { layOut, type Laid } from './reading.ts';
import * as store from './store.ts';
import { delimiterOf } from './table.ts';

const importers: Readonly<Record<ImportKind, Importer<Context>>> = {
  clients: clientsImporter,
  contracts: contractsImporter,
  entries: entriesImporter,
};

export const importersHandlers: Handlers<typeof importersApi, Context> = {
  listImportFields: (_context, { params }) => Promise.resolve([...importers[params.kind].fields]),

  async previewImport(context, { body }) {
    const read = await readFile(context, body);
    const judgement = await judge(context, body.kind, read);
    return {
      fileHash: read.fileHash,
      mapping: read.laid.mapping,
      unusedColumns: [...read.laid.unused],
      questions: [...read.laid.questions],
      counts: countsOf(judgement),
      ...shownOf(judgement),
    };
  },

  async bringIn(context, { body }) {
    const read = await readFile(context, body);
    requireClear(read);
    const judgement = await judge(context, body.kind, read);
    requireAccepted(judgement);
    await judgement.save();
    const id = context.newId<'import'>();
    const counts = countsOf(judgement);
    const { kind, fileName } = body;
    const kept = {
      id,
      kind,
      fileName,
      fileHash: read.fileHash,
      mapping: read.laid.mapping,
      importedBy: context.actor.id,
      importedAt: context.now.toString(),
    };
    await store.insertImport(context.db, context.providerId, kept, counts);
    context.record({
      act: 'file.imported',
      client: null,
      object: id,
      detail: { kind, fileName, fileHash: read.fileHash, counts },
    });
    const { created, changed, unchanged } = counts;
    return { ...kept, created, changed, unchanged };
  },

  async listImports({ db, providerId }, { query }) {
    const [after = null] = readCursor(query.cursor) ?? [];
    const imports = await store.listImports(db, providerId, query.limit + 1, after);
    return nextCursor(imports, query.limit, ({ id }) => [id]);
  },

  listMappings: ({ db, providerId }) => store.listMappings(db, providerId),

  async saveMapping(context, { params, body }) {
    const { db, providerId, actor } = context;
    const id = context.newId<'mapping'>();
    const saved = await store.saveMapping(db, providerId, { ...params, id, mapping: body, by: actor.id });
    context.record({
      act: 'import-mapping.saved',
      client: null,
      object: saved.id,
      detail: { ...params, mapping: body },
    });
    return saved;
  },

  async removeMapping(context, { params: { kind, name } }) {
    const removed = await store.deleteMapping(context.db, context.providerId, kind, name);
    if (!removed) throw new Refused(unknownMapping, `There is no mapping "${name}" of ${kind}.`);
    context.record({
      act: 'import-mapping.removed',
      client: null,
      object: removed.id,
      detail: { kind, name },
    });
    return removed;
  },
};

interface FileRead {
  readonly fileHash: string;
  readonly laid: Laid;
}

async function readFile(context: Context, file: ImportFile): Promise<FileRead> {
  const bytes = bytesOf(file.bytes);
  const told = await mappingOf(context, file);
  const decoded = decode(bytes, told.encoding);
  if (decoded.kind === 'no-text') throw new Refused(noText, decoded.why);
  const delimiter = told.delimiter ?? delimiterOf(decoded.text);
  const table = await readTable(decoded.text, delimiter);
  return {
    fileHash: createHash('sha256').update(bytes).digest('hex'),
    laid: layOut(importers[file.kind].fields, table, { ...told, delimiter, encoding: decoded.encoding }),
  };
}

/** Bytes sent as base64; `Buffer` would leave out what is none without a word. */
function bytesOf(text: string): Buffer {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new Refused(notBase64, notBase64.title);
  return Buffer.from(text, 'base64');
}

async function mappingOf({ db, providerId }: Context, file: ImportFile): Promise<Mapping> {
  if (file.savedMapping === undefined) return file.mapping;
  const saved = await store.findMapping(db, providerId, file.kind, file.savedMapping);
  if (!saved)
    throw new Refused(unknownMapping, `There is no mapping "${file.savedMapping}" of ${file.kind}.`);
  return overlaid(saved.mapping, file.mapping);
}

const nothing: Judgement = { rows: [], refused: [], save: () => Promise.resolve() };

async function judge(context: Context, kind: ImportKind, { laid }: FileRead): Promise<Judgement> {
  if (laid.questions.length > 0) return nothing;
  const rows = laid.table.rows.map((row) => new Cells(row, laid.layout));
  return importers[kind].judge(context, rows, laid.mapping.zone);
}

function requireClear({ laid }: FileRead): void {
  if (laid.table.rows.length === 0) throw new Refused(noRows, noRows.title);
  if (laid.questions.length === 0) return;
  throw new Refused(
    unclear,
    laid.questions.map(({ message }) => message).join(' '),
    {},
    laid.questions.map(({ about, field, message }) => ({
      path: field === null ? `/mapping/${about}` : `/mapping/columns/${field}`,
      message,
    })),
  );
}

function requireAccepted(judgement: Judgement): void {
  const { refused, rows } = countsOf(judgement);
  if (refused === 0) return;
  const { refusals } = shownOf(judgement);
  throw new Refused(
    rowsRefused,
    `${refused} of ${rows} rows: ${refusals
      .slice(0, 3)
      .map(({ row, message }) => `row ${row}: ${message}`)
      .join(' ')}`,
    { refused, rows },
    refusals.slice(0, refusalsShownMax).map(({ row, field, message, code }) => ({
      path: field === null ? `/rows/${row}` : `/rows/${row}/${field}`,
      message,
      code,
    })),
  );
}
