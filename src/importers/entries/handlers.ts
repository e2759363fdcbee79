import { clientsByCode, listTechnologyGroups } from '../../clients/store.ts';
import { Refused, refusal, type RefusalKind } from '../../core/refusal.ts';
import { parseZone, type Zone } from '../../core/zone.ts';
import { refusing } from '../../database/refusals.ts';
import type { Context } from '../../people/context.ts';
import type { ClientId, Person } from '../../people/person.ts';
import { designationsOf } from '../../team/store.ts';
import { overlapping } from '../../time/entry-store.ts';
import type { Cells } from '../cells.ts';
import { throughRows, type Importer } from '../importer.ts';
import { refusedRows, type Judgement, type RefusedRow } from '../judgement.ts';
import { EntryJudge, type Around, type JudgedEntries } from './entry-judgement.ts';
import { entryFields } from './entry-fields.ts';
import { addressOf, codeOf, readEntryRow, type EntryRow } from './entry-row.ts';
import {
  bookingsOf,
  closuresOf,
  colleaguesByEmail,
  entriesAround,
  saveEntries,
  type Extent,
} from './store.ts';

const movedOn = refusal(412, 'edited-meanwhile', 'Somebody changed this meanwhile. Preview the file again.');
const constraints: Readonly<Record<string, RefusalKind>> = {
  ...overlapping,
  entry_provider_id_reference_key: movedOn,
};

/** Time by its reference or, without one, by person, start and end: a row logs time, or changes what it says of an entry. */
export const entriesImporter: Importer<Context> = { fields: entryFields, judge: judgeEntries };

interface Read {
  readonly cells: Cells;
  readonly row: EntryRow;
}

async function judgeEntries(
  context: Context,
  cells: readonly Cells[],
  zone: string | null,
): Promise<Judgement> {
  const { db, providerId } = context;
  const groups = await listTechnologyGroups(db, providerId);
  const people = await colleaguesByEmail(db, providerId, [...new Set(cells.map(addressOf))]);
  const zoneOf = zonesBy(zone, people);
  const read: Read[] = [];
  const unread: RefusedRow[] = [];
  await throughRows(cells, (each) => {
    const row = readEntryRow(each, groups, zoneOf);
    if (row) read.push({ cells: each, row });
    else unread.push(...refusedRows(each.number, each.faults));
  });
  const { rows, refused, saves } = await judgeRead(context, people, read);
  return {
    rows,
    refused: [...unread, ...refused],
    save: async () => {
      const entries = saves.map((entry) => ({ ...entry, id: entry.before?.id ?? context.newId<'entry'>() }));
      const by = { by: context.actor.id, at: context.now.toString() };
      if (!(await refusing(constraints, saveEntries(db, providerId, by, entries))))
        throw new Refused(movedOn, movedOn.title);
    },
  };
}

async function judgeRead(
  context: Context,
  people: ReadonlyMap<string, Person>,
  read: readonly Read[],
): Promise<JudgedEntries> {
  if (read.length === 0) return { rows: [], refused: [], saves: [] };
  const judge = new EntryJudge(await lookAround(context, people, read));
  await throughRows(read, ({ cells, row }) => judge.judge(cells, row));
  return judge.finish();
}

/** Everything the rows are judged by, in a fixed number of statements. */
async function lookAround(
  { db, providerId, actor, now }: Context,
  people: ReadonlyMap<string, Person>,
  read: readonly Read[],
): Promise<Around> {
  const clients = await clientsByCode(db, providerId, [...new Set(read.map(({ cells }) => codeOf(cells)))]);
  const claims = read.flatMap(({ row: { email, startedAt, endedAt, reference } }) => {
    const person = people.get(email)?.id;
    return person && startedAt < endedAt ? [{ person, started: startedAt, ended: endedAt, reference }] : [];
  });
  const entries = await entriesAround(db, providerId, claims);
  // Of an entry that is moved, the month it is moved from must be open too.
  const extent = extentOf(
    [...read.map(({ row }) => row), ...entries],
    [...clients.values().map(({ id }) => id), ...entries.flatMap(({ clientId }) => clientId ?? [])],
  );
  const designations = await designationsOf(db, providerId, {
    from: dayAway(extent.from, -1),
    to: dayAway(extent.to, 2),
  });
  return {
    people,
    clients,
    designations: Map.groupBy(designations, ({ personId }) => personId),
    bookings: await bookingsOf(
      db,
      providerId,
      [...people.values()].map(({ id }) => id),
      extent,
    ),
    closures: await closuresOf(db, providerId, extent),
    entries,
    importer: actor,
    now,
  };
}

function extentOf(
  spans: readonly { readonly startedAt: string; readonly endedAt: string }[],
  clients: readonly ClientId[],
): Extent {
  let [from, to] = ['9999', ''];
  for (const { startedAt, endedAt } of spans) {
    for (const at of [startedAt, endedAt]) {
      if (at < from) from = at;
      if (at > to) to = at;
    }
  }
  return { clients: [...new Set(clients)], from, to };
}

/** A day so many days from a moment's in UTC, far enough to hold its local date in every zone. */
const dayAway = (at: string, days: number): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();

function zonesBy(
  zone: string | null,
  people: ReadonlyMap<string, Person>,
): (email: string) => Zone | 'none-needed' | undefined {
  const named = zone === null || zone === 'person' ? undefined : parseZone(zone);
  return (email) => {
    const person = people.get(email);
    if (!person) return undefined;
    return zone === 'person' ? parseZone(person.timeZone) : (named ?? 'none-needed');
  };
}
