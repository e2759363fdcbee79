import { formatInstant, instant, type Instant } from '../../core/instant.ts';
import { minutesOfHours } from '../../core/minutes.ts';
import type { Zone } from '../../core/zone.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import type { Billing, subjectKinds } from '../../time/entry.ts';
import type { ServiceRole } from '../../team/designation.ts';
import type { Cells } from '../cells.ts';
import { field, type Field } from '../field.ts';
import { groupOf } from '../technology-group.ts';

const fields = {
  reference: field(
    'reference',
    'key',
    'What the entry is called where it comes from; the row is about the entry that has it. Without one, an entry is known by person, start and end.',
    'T-10482',
    ['id', 'entry id', 'time entry id', 'external id', 'ref', 'key'],
  ),
  person: field(
    'person',
    'key',
    'Who worked: the e-mail address of a colleague.',
    'marek@example.com',
    ['email', 'e-mail', 'user', 'employee', 'resource', 'engineer', 'technician', 'worker', 'Mitarbeiter'],
    true,
  ),
  client: field('client', 'key', 'For whom: the code of the client; empty for internal time.', 'LAKE', [
    'client code',
    'customer',
    'company',
    'account',
    'Kunde',
  ]),
  role: field('role', 'choice', 'Worked as csdm or cse.', 'cse', ['work role', 'worked as', 'Rolle'], true),
  technologyGroup: field(
    'technologyGroup',
    'key',
    'The technology group of a CSE’s work, by id or name; empty for a CSDM.',
    'network',
    ['technology', 'group', 'discipline'],
  ),
  date: field('date', 'day', 'The day, where start and end are times alone.', '2026-11-24', [
    'day',
    'work date',
    'worked on',
    'Datum',
  ]),
  start: field(
    'start',
    'moment',
    'When the work began: a time, or a moment with its date.',
    '09:00',
    ['start time', 'started', 'started at', 'begin', 'from', 'Beginn', 'Von'],
    true,
  ),
  end: field('end', 'moment', 'When it ended; or say hours or minutes.', '10:30', [
    'end time',
    'ended',
    'ended at',
    'finish',
    'to',
    'until',
    'Ende',
    'Bis',
  ]),
  hours: field('hours', 'hours', 'How many hours it lasted, where there is no end.', '1.5', [
    'duration hours',
    'hours worked',
    'actual hours',
    'Stunden',
  ]),
  minutes: field('minutes', 'count', 'How many minutes it lasted, where there is no end.', '90', [
    'duration minutes',
    'Minuten',
  ]),
  billing: field(
    'billing',
    'choice',
    'service, additional, incremental, goodwill or internal; service unless said.',
    'service',
    ['billing type', 'billed as', 'bill type'],
  ),
  definedTask: field(
    'definedTask',
    'yes-no',
    'Of an additional task: it is specific and defined, for one person.',
    'yes',
    ['defined task', 'specific and defined'],
  ),
  subjectKind: field(
    'subjectKind',
    'choice',
    'What it was for: activity, ticket, change or other; other unless said.',
    'ticket',
    ['kind', 'work type', 'subject type'],
  ),
  subject: field(
    'subject',
    'text',
    'What the time was spent on, in a few words.',
    'Firewall rule for the lab',
    ['summary', 'title', 'task', 'description', 'ticket', 'Betreff', 'Tätigkeit'],
    true,
  ),
  note: field('note', 'text', 'More about it, for the provider alone.', '', [
    'notes',
    'comment',
    'comments',
    'internal notes',
  ]),
  state: field(
    'state',
    'choice',
    'draft, submitted or approved; draft unless said. What is approved here is approved by whoever brings the file in.',
    'approved',
    ['status', 'approval'],
  ),
  allowance: field(
    'allowance',
    'text',
    'Why somebody off the client’s team may have worked for it; the supervisor allows it with this reason.',
    '',
    ['reason allowed', 'allowed because'],
  ),
} as const;

export const entryFields: readonly Field[] = Object.values(fields);

const roles: Readonly<Record<ServiceRole, readonly string[]>> = {
  csdm: ['client service delivery manager', 'delivery manager'],
  cse: ['client service engineer', 'engineer'],
};
const billings: Readonly<Record<Billing, readonly string[]>> = {
  service: ['billable', 'in scope'],
  additional: ['additional task'],
  incremental: ['hourly', 't&m', 'time and material'],
  goodwill: ['no charge', 'courtesy'],
  internal: ['non billable', 'overhead'],
};
const kinds: Readonly<Record<(typeof subjectKinds)[number], readonly string[]>> = {
  activity: ['task'],
  ticket: ['incident', 'service request'],
  change: ['change request'],
  other: [],
};
const states: Readonly<Record<'draft' | 'submitted' | 'approved', readonly string[]>> = {
  draft: ['open', 'new'],
  submitted: ['waiting', 'pending'],
  approved: ['billed', 'posted'],
};

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
