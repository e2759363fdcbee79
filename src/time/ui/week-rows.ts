import type { TechnologyGroupId } from '../../clients/client.ts';
import type { ClientId } from '../../people/person.ts';
import type { ServiceRole } from '../../team/designation.ts';
import { dayIn } from '../../web/kit/figures.ts';
import type { Billing, Entry } from '../entry.ts';
import type { EntryValues } from './entry-values.ts';
import { keyOf, type WorkPlace } from './work-place.ts';

/** What a row of the week stands for: for whom, as what, what for, how it is billed. */
export interface RowSubject {
  readonly clientId: ClientId | null;
  readonly role: ServiceRole;
  readonly technologyGroup: TechnologyGroupId | null;
  readonly billing: Billing;
  readonly subjectKind: Entry['subjectKind'];
  /** Empty where a place is offered and nobody has said what for. */
  readonly subject: string;
}

/** A row of the week, with the entries of each of its seven days in order of their start. */
export interface WeekRow extends RowSubject {
  readonly key: string;
  readonly clientName: string;
  /** Where time can be logged; null for a place that is offered no more, whose entries are shown all the same. */
  readonly place: WorkPlace | null;
  readonly cells: readonly (readonly Entry[])[];
  readonly minutes: number;
}

/** What the rows of a week are made from. */
export interface RowsKnown {
  readonly days: readonly string[];
  readonly entries: readonly Entry[];
  /** What was worked in the week before; its rows are offered again. */
  readonly before: readonly Entry[];
  readonly places: readonly WorkPlace[];
  /** Rows that were added by hand and have no time yet. */
  readonly added: readonly RowSubject[];
  readonly timeZone: string;
}

/**
 * The rows of a week: what has time in it, what had time in the week before and can be worked on again, what was added, and each place of
 * the team that has no row yet. They stand by client, internal time last, then by role and what for; a row that still asks what for is the
 * last of its client.
 * Example: with a firewall review for Lakeside last week, this week begins with that row, empty.
 */
export function weekRows(known: RowsKnown): readonly WeekRow[] {
  const { days, entries, before, places, added, timeZone } = known;
  const placeOf = new Map(places.map((place) => [place.key, place]));
  const isOffered = (row: RowSubject): boolean => placeOf.get(placeKeyOf(row))?.offTeam === false;
  const subjects = new Map(
    [...entries, ...before.filter(isOffered), ...added].map((row) => [rowKey(row), row]),
  );
  const used = new Set([...subjects.values()].map(placeKeyOf));
  for (const place of places)
    if (place.client && !place.offTeam && !used.has(place.key)) {
      const row = offered(place, '');
      subjects.set(rowKey(row), row);
    }
  const byRow = Map.groupBy(entries, rowKey);
  const nameOf = new Map([...before, ...entries].map(({ clientId, clientName }) => [clientId, clientName]));
  return [...subjects]
    .map(([key, { clientId, role, technologyGroup, billing, subjectKind, subject }]): WeekRow => {
      const own = byRow.get(key) ?? [];
      const place = placeOf.get(placeKeyOf({ clientId, role, technologyGroup })) ?? null;
      const byDay = Map.groupBy(own, ({ startedAt }) => dayIn(startedAt, timeZone));
      return {
        key,
        clientId,
        clientName: clientId === null ? 'Internal' : (place?.client?.name ?? nameOf.get(clientId) ?? ''),
        role,
        technologyGroup,
        billing,
        subjectKind,
        subject,
        place,
        cells: days.map((day) => byDay.get(day) ?? []),
        minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
      };
    })
    .sort(inOrder);
}

/** A row that is offered for a place: service, or the provider's own time. */
export const offered = ({ client, role, technologyGroup }: WorkPlace, subject: string): RowSubject => ({
  clientId: client?.id ?? null,
  role,
  technologyGroup,
  billing: client ? 'service' : 'internal',
  subjectKind: 'other',
  subject,
});

/** What makes two entries stand in one row. */
export const rowKey = (row: RowSubject): string =>
  [placeKeyOf(row), row.billing, row.subjectKind, row.subject].join(' · ');

/** The cell of a row and a day among what is being saved; a cell that takes several at once numbers them behind it. */
export const cellKey = (row: WeekRow, day: string): string => `${row.key}@${day}`;

/** The form filled with what a row says. */
export const filledOf = (row: RowSubject): Partial<EntryValues> => ({
  place: placeKeyOf(row),
  subject: row.subject,
  billing: row.billing,
  subjectKind: row.subjectKind,
});

/** Internal time is one place, in whatever role it was logged. */
export const placeKeyOf = ({
  clientId,
  role,
  technologyGroup,
}: Pick<RowSubject, 'clientId' | 'role' | 'technologyGroup'>): string =>
  clientId === null ? 'house' : keyOf(clientId, role, technologyGroup);

function inOrder(a: WeekRow, b: WeekRow): number {
  if ((a.clientId === null) !== (b.clientId === null)) return a.clientId === null ? 1 : -1;
  return (
    a.clientName.localeCompare(b.clientName) ||
    (a.clientId ?? '').localeCompare(b.clientId ?? '') ||
    Number(a.subject === '') - Number(b.subject === '') ||
    placeKeyOf(a).localeCompare(placeKeyOf(b)) ||
    a.subject.localeCompare(b.subject) ||
    a.key.localeCompare(b.key)
  );
}
