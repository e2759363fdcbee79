import { codeTaken, editedMeanwhile } from '../../clients/api.ts';
import type { Client, ClientDraft } from '../../clients/client.ts';
import { clientsByCode, listTechnologyGroups } from '../../clients/store.ts';
import { Refused, type RefusalKind } from '../../core/refusal.ts';
import { refusing } from '../../database/refusals.ts';
import type { Context } from '../../people/context.ts';
import { findProvider } from '../../people/store.ts';
import type { Cells } from '../cells.ts';
import { throughRows, type Importer } from '../importer.ts';
import { refusedRows, type JudgedRow, type Judgement, type RefusedRow } from '../judgement.ts';
import { changesOf, clientFields, draftOf, readClientRow, type ClientRow } from './client-row.ts';
import { saveClients, type ClientToSave } from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = { client_provider_id_code_key: codeTaken };

/** Clients by their code: a row makes a client, or changes what it says of one. */
export const clientsImporter: Importer<Context> = {
  fields: clientFields,
  judge: judgeClients,
};

async function judgeClients(context: Context, cells: readonly Cells[]): Promise<Judgement> {
  const { db, providerId } = context;
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Error('whoever is signed in has a provider');
  const groups = await listTechnologyGroups(db, providerId);
  const read: { cells: Cells; row: ClientRow }[] = [];
  const rows: JudgedRow[] = [];
  const refused: RefusedRow[] = [];
  const saves: ClientToSave[] = [];
  await throughRows(cells, (each) => {
    const row = readClientRow(each, groups);
    if (row) read.push({ cells: each, row });
    else refused.push(...refusedRows(each.number, each.faults));
  });
  const known = await clientsByCode(db, providerId, [...new Set(read.map(({ row }) => row.code))]);
  const seen = new Map<string, number>();
  await throughRows(read, ({ cells: each, row }) => {
    const { number } = each;
    const before = known.get(row.code) ?? null;
    const twice = seen.get(row.code);
    if (twice !== undefined) each.fault('code', 'import.twice', `Row ${twice} is about ${row.code} already.`);
    seen.set(row.code, twice ?? number);
    const draft = draftOf(each, row, before, provider);
    refused.push(...refusedRows(number, each.faults));
    if (!draft || each.faults.length > 0) return;
    const judged = judgedRow(number, before, draft);
    rows.push(judged);
    if (judged.outcome !== 'unchanged')
      saves.push({ id: before?.id ?? context.newId<'client'>(), version: before?.version ?? null, draft });
  });
  return {
    rows,
    refused,
    save: async () => {
      if (!(await refusing(constraints, saveClients(db, providerId, saves))))
        throw new Refused(editedMeanwhile, 'Preview the file again.');
    },
  };
}

function judgedRow(row: number, before: Client | null, draft: ClientDraft): JudgedRow {
  const label = `${draft.code} ${draft.name}`;
  if (!before) return { row, outcome: 'created', label, changes: [] };
  const changes = changesOf(before, draft);
  return { row, outcome: changes.length > 0 ? 'changed' : 'unchanged', label, changes };
}
