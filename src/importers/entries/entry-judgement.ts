import type { Client } from '../../clients/client.ts';
import { Refused } from '../../core/refusal.ts';
import type { ClientId, Person, PersonId } from '../../people/person.ts';
import type { Designation } from '../../team/designation.ts';
import { covers, isCommitted, type Commitment } from '../../time/booking.ts';
import { inTheWay, overlaps, requireFitting, requireSound, type Captured } from '../../time/capture.ts';
import { requireChangeable } from '../../time/decision.ts';
import type { EntryDraft } from '../../time/entry.ts';
import type { Cells } from '../cells.ts';
import { changesBetween, refusedRows, type JudgedRow, type RefusedRow } from '../judgement.ts';
import { draftOf, wordsOf, type KnownEntry } from './entry-draft.ts';
import type { EntryRow } from './entry-row.ts';

type Colleague = Pick<Person, 'id' | 'name' | 'roles' | 'timeZone'>;

/** All that the rows of a file are judged by. */
export interface Around {
  readonly people: ReadonlyMap<string, Colleague>;
  readonly clients: ReadonlyMap<string, Pick<Client, 'id' | 'code' | 'name' | 'timeZone'>>;
  /** By person, then client. */
  readonly designations: ReadonlyMap<PersonId, readonly Designation[]>;
  readonly bookings: ReadonlyMap<PersonId, readonly Commitment[]>;
  readonly closures: ReadonlyMap<ClientId, readonly { readonly from: string; readonly to: string }[]>;
  readonly entries: readonly KnownEntry[];
  /** A supervisor or administrator, who may allow people off the team to work for a client. */
  readonly importer: {
    readonly id: PersonId;
    readonly name: string;
    readonly roles: readonly Person['roles'][number][];
  };
  readonly now: Temporal.Instant;
}

/** An entry to be saved: a new one, or `before` as it shall be. */
export interface EntryToSave {
  readonly before: KnownEntry | null;
  readonly personId: PersonId;
  readonly draft: EntryDraft;
  readonly captured: Captured;
  readonly reference: string | null;
  readonly state: EntryRow['state'];
}

export interface JudgedEntries {
  readonly rows: JudgedRow[];
  readonly refused: RefusedRow[];
  readonly saves: EntryToSave[];
}

/** A row whose entry is sound: what it would save or, without `captured`, that all is as it says. */
interface Candidate {
  readonly cells: Cells;
  readonly person: Colleague;
  readonly save: EntryToSave | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly judged: JudgedRow;
}

/** Judges rows by the rules that hold for time logged by hand, one row after another; `finish` then looks for time that is there twice. */
export class EntryJudge {
  readonly #around: Around;
  readonly #byReference = new Map<string, KnownEntry>();
  readonly #byTime = new Map<string, KnownEntry>();
  readonly #seen = new Map<string, number>();
  readonly #refused: RefusedRow[] = [];
  readonly #candidates: Candidate[] = [];
  /** Entries that rows are about; what they say of their time no longer counts. */
  readonly #matched = new Set<KnownEntry>();

  constructor(around: Around) {
    this.#around = around;
    for (const entry of around.entries) {
      if (entry.reference !== null) this.#byReference.set(entry.reference, entry);
      this.#byTime.set(timeKey(entry.personId, entry), entry);
    }
  }

  judge(cells: Cells, row: EntryRow): void {
    try {
      const candidate = this.#candidate(cells, row);
      if (candidate && cells.faults.length === 0) this.#candidates.push(candidate);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code } = error.kind;
      cells.fault(fieldOf[code] ?? null, code, error.message);
    }
    this.#refused.push(...refusedRows(cells.number, cells.faults));
  }

  finish(): JudgedEntries {
    const rows: JudgedRow[] = [];
    const saves: EntryToSave[] = [];
    this.#refuseCollisions();
    for (const { cells, judged, save } of this.#candidates) {
      if (cells.faults.length > 0) continue;
      rows.push(judged);
      if (save) saves.push(save);
    }
    return { rows, saves, refused: this.#refused };
  }

  #candidate(cells: Cells, row: EntryRow): Candidate | undefined {
    const { people, clients, now, importer } = this.#around;
    const person = people.get(row.email);
    if (!person)
      return cells.fault(
        'person',
        'import.unknown-person',
        `No active colleague has the address ${row.email}.`,
      );
    const client = row.clientCode === null ? null : clients.get(row.clientCode);
    if (client === undefined)
      return cells.fault('client', 'import.unknown-client', `No client has the code ${row.clientCode}.`);
    const before = this.#known(person, row);
    if (before && before.personId !== person.id)
      return cells.fault('person', 'import.other-person', 'The entry of this reference is somebody else’s.');
    if (this.#isTwice(cells, person, row)) return undefined;
    const draft = draftOf(cells, row, before, client?.id ?? null);
    if (!draft) return undefined;
    const span = { startedAt: row.startedAt, endedAt: row.endedAt };
    const label = `${person.name}, ${client?.code ?? 'internal'}, ${spanWords(span, person.timeZone)}: ${draft.subject}`;
    const changes = before ? changesBetween(wordsOf(before), wordsOf(draft)) : [];
    if (before) this.#matched.add(before);
    if (before && changes.length === 0)
      return {
        cells,
        person,
        save: null,
        ...span,
        judged: { row: cells.number, outcome: 'unchanged', label, changes },
      };
    if (before) {
      requireChangeable(importer, before);
      this.#requireOpen(cells, before.clientId, before);
    }
    requireSound(draft, now);
    this.#requireOpen(cells, draft.clientId, draft);
    const captured = requireFitting(
      draft,
      {
        person,
        client,
        designations: (this.#around.designations.get(person.id) ?? []).filter(
          ({ clientId }) => clientId === draft.clientId,
        ),
        colliding: null,
        booking: this.#bookingFor(person.id, draft),
      },
      draft.allowance === undefined
        ? null
        : { by: importer.id, byName: importer.name, reason: draft.allowance },
    );
    const { reference, state } = row;
    return {
      cells,
      person,
      save: { before, personId: person.id, draft, captured, reference, state },
      ...span,
      judged: { row: cells.number, outcome: before ? 'changed' : 'created', label, changes },
    };
  }

  #known(person: Colleague, row: EntryRow): KnownEntry | null {
    if (row.reference !== null) return this.#byReference.get(row.reference) ?? null;
    return this.#byTime.get(timeKey(person.id, row)) ?? null;
  }

  #isTwice(cells: Cells, person: Colleague, row: EntryRow): boolean {
    const key = row.reference === null ? timeKey(person.id, row) : `reference ${row.reference}`;
    const earlier = this.#seen.get(key);
    if (earlier === undefined) this.#seen.set(key, cells.number);
    else
      cells.fault(
        row.reference === null ? null : 'reference',
        'import.twice',
        `Row ${earlier} is about this entry already.`,
      );
    return earlier !== undefined;
  }

  #requireOpen(cells: Cells, client: ClientId | null, worked: { startedAt: string; endedAt: string }): void {
    const closed =
      client &&
      this.#around.closures
        .get(client)
        ?.find(({ from, to }) => worked.startedAt < to && from < worked.endedAt);
    if (closed)
      cells.fault(
        'start',
        'month-closed',
        `The month from ${closed.from} is closed for this client; log it as a late entry.`,
      );
  }

  /** The booking that covers the time; of several, one that commits the provider to it. */
  #bookingFor(person: PersonId, draft: EntryDraft): Commitment | null {
    const worked = { ...draft, personId: person };
    const covering = (this.#around.bookings.get(person) ?? []).filter((booking) => covers(booking, worked));
    return covering.find((booking) => isCommitted(booking, worked)) ?? covering[0] ?? null;
  }

  /** Goes through each person's time in its order: of two that share a minute, the row is refused that begins later. */
  #refuseCollisions(): void {
    const others = this.#around.entries.filter((entry) => !this.#matched.has(entry));
    const taken = [
      ...this.#candidates.map((candidate) => ({ ...candidate, personId: candidate.person.id, entry: null })),
      ...others.map((entry) => ({ ...entry, entry, cells: null, person: null, judged: null })),
    ];
    for (const time of Map.groupBy(taken, ({ personId }) => personId).values()) {
      time.sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));
      let last: (typeof time)[number] | undefined;
      for (const next of time) {
        if (last && next.startedAt < last.endedAt) this.#refuseOne(last, next);
        if (!last || next.endedAt > last.endedAt) last = next;
      }
    }
  }

  #refuseOne(earlier: Taken, later: Taken): void {
    const [refused, other] = later.cells ? [later, earlier] : [earlier, later];
    if (!refused.cells || !refused.person) return;
    const message = other.entry
      ? inTheWay(other.entry, refused.person).message
      : `It shares time with row ${other.cells?.number}: ${other.judged?.label}.`;
    refused.cells.fault('start', overlaps.code, message);
    this.#refused.push({ row: refused.cells.number, field: 'start', code: overlaps.code, message });
  }
}

interface Taken {
  readonly cells: Cells | null;
  readonly person: Colleague | null;
  readonly entry: KnownEntry | null;
  readonly judged: JudgedRow | null;
}

const timeKey = (person: PersonId, { startedAt, endedAt }: { startedAt: string; endedAt: string }): string =>
  `${person} ${startedAt} ${endedAt}`;

/** A span by the clock of whoever worked: `2026-11-23 09:00 to 10:30`; an end on another day is told with its date. */
function spanWords({ startedAt, endedAt }: { startedAt: string; endedAt: string }, timeZone: string): string {
  const clockAt = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const [start, end] = [clockAt(startedAt), clockAt(endedAt)];
  const toMinute = { smallestUnit: 'minute' } as const;
  const isSameDay = start.toPlainDate().equals(end.toPlainDate());
  const last = isSameDay ? end.toPlainTime().toString(toMinute) : end.toString(toMinute).replace('T', ' ');
  return `${start.toString(toMinute).replace('T', ' ')} to ${last}`;
}

/** The column in which a rule of time logged by hand is broken. */
const fieldOf: Readonly<Record<string, string>> = {
  'entry.seconds': 'start',
  'entry.no-time': 'end',
  'entry.too-long': 'end',
  'entry.in-future': 'end',
  'entry.client-missing': 'client',
  'entry.technology-group': 'technologyGroup',
  'entry.open-ended': 'definedTask',
  'entry.role-not-held': 'role',
  'entry.not-designated': 'person',
  'entry.supervisor-allows': 'allowance',
};
