import { serviceRoles } from '../../team/designation.ts';
import { billings as allBillings, subjectKinds } from '../../time/entry.ts';
import { choices } from '../cells.ts';
import { field, type Field } from '../field.ts';

/** The columns of a file of time. */
export const fields = {
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

export const roles = choices(serviceRoles, {
  csdm: ['client service delivery manager', 'delivery manager'],
  cse: ['client service engineer', 'engineer'],
});
export const billings = choices(allBillings, {
  service: ['billable', 'in scope'],
  additional: ['additional task'],
  incremental: ['hourly', 't&m', 'time and material'],
  goodwill: ['no charge', 'courtesy'],
  internal: ['non billable', 'overhead'],
});
export const kinds = choices(subjectKinds, {
  activity: ['task'],
  ticket: ['incident', 'service request'],
  change: ['change request'],
});
export const states = choices(['draft', 'submitted', 'approved'], {
  draft: ['open', 'new'],
  submitted: ['waiting', 'pending'],
  approved: ['billed', 'posted'],
});
