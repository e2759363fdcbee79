import { formatInstant, instant, type Instant } from '../../core/instant.ts';
import { minutesOfHours } from '../../core/minutes.ts';
import type { Zone } from '../../core/zone.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import type { Cells } from '../cells.ts';
import { groupOf } from '../technology-group.ts';
import { billings, fields, kinds, roles, states } from './entry-fields.ts';

/** What a row says of an entry; what it leaves out is as it was, or as it is unless said for an entry that is new. */
export interface EntryRow {
  readonly email: string;
  readonly clientCode: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly reference: string | null;
  readonly state: 'draft' | 'submitted' | 'approved';
  readonly said: Readonly<Record<string, unknown>>;
}

/**
 * A row as it stands, or undefined where it has faults. `zoneOf` is the zone by whose clock its times are written, by the e-mail address
 * of the person; a person nobody knows is a fault.
 */
export function readEntryRow(
  cells: Cells,
  groups: readonly TechnologyGroup[],
  zoneOf: (email: string) => Zone | 'none-needed' | undefined,
): EntryRow | undefined {
  const email = cells.key(fields.person)?.toLowerCase();
  const zone = email === undefined ? undefined : zoneOf(email);
  if (email !== undefined && zone === undefined)
    cells.fault('person', 'import.unknown-person', `No active colleague has the address ${email}.`);
  const date = cells.day(fields.date);
  const clock = zone === 'none-needed' ? undefined : zone;
  const start = cells.moment(fields.start, date, clock);
  const end = endOf(cells, start, date, clock);
  const group = cells.key(fields.technologyGroup);
  const said = {
    role: cells.choice(fields.role, roles),
    technologyGroup: group === undefined ? undefined : groupOf(cells, 'technologyGroup', group, groups),
    billing: cells.choice(fields.billing, billings),
    definedTask: cells.yesNo(fields.definedTask),
    subjectKind: cells.choice(fields.subjectKind, kinds),
    subject: cells.text(fields.subject),
    note: cells.text(fields.note),
    allowance: cells.text(fields.allowance),
  };
  const clientCode = cells.key(fields.client)?.toUpperCase() ?? null;
  const reference = cells.key(fields.reference) ?? null;
  const state = cells.choice(fields.state, states) ?? 'draft';
  if (reference !== null && reference.length > referenceMax)
    cells.fault('reference', 'import.cell', `A reference has at most ${referenceMax} characters.`);
  if (email === undefined || start === undefined || end === undefined || cells.faults.length > 0)
    return undefined;
  return {
    email,
    clientCode,
    startedAt: formatInstant(start),
    endedAt: formatInstant(end),
    reference,
    state,
    said: Object.fromEntries(Object.entries(said).filter(([, part]) => part !== undefined)),
  };
}

const referenceMax = 200;

/** The e-mail address of a row, as far as it can be read; nothing is noted. */
export const addressOf = (cells: Cells): string => cells.peek(fields.person).toLowerCase();

/** The client's code of a row likewise. */
export const codeOf = (cells: Cells): string => cells.peek(fields.client).toUpperCase();

/** The end as it is said, or so long after the start; where both are said, they must agree. */
function endOf(
  cells: Cells,
  start: Instant | undefined,
  date: string | undefined,
  zone: Zone | undefined,
): Instant | undefined {
  const hours = cells.decimal(fields.hours);
  const minutes = cells.count(fields.minutes);
  const end = cells.moment(fields.end, date, zone);
  const exact = hours === undefined ? minutes : minutesOfHours(hours);
  if (hours !== undefined && exact === undefined)
    return cells.fault('hours', 'import.cell', `${hours} hours are not whole minutes.`);
  if (start === undefined) return undefined;
  if (end === undefined && exact === undefined)
    return cells.peek(fields.end) !== ''
      ? undefined
      : cells.fault('end', 'import.missing', 'Say when it ended, or how many hours or minutes it lasted.');
  if (end !== undefined && exact !== undefined && end - start !== exact)
    return cells.fault(
      'end',
      'import.contradiction',
      `From start to end it is ${end - start} minutes, not ${exact}.`,
    );
  return end ?? instant(start + (exact ?? 0));
}
