import { sql, type Expression } from 'kysely';
import type { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import type { ServiceRole } from '../team/designation.ts';
import { isDesignated } from './role-fit-store.ts';
import { roleFitOf } from './role-fit.ts';
import { minutesBetween, type Billing, type Entry, type EntryApproval } from './entry.ts';

/** Joined by single look-ups rather than by joins, so that the plan stays short and the list is read in its own order. */
export function entryRows(db: Db, provider: ProviderId) {
  return db
    .selectFrom('entry as e')
    .leftJoin('submission as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.entry_id', '=', 'e.id'),
    )
    .leftJoin('approval as a', (join) =>
      join.on('a.provider_id', '=', provider).onRef('a.entry_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.client_id', 'e.person_id', 'e.started_at', 'e.ended_at', 'e.subject', 'e.note'])
    .select([
      'e.booking_id',
      'e.allowed_by',
      'e.allowance',
      'e.scope_decision_id',
      'e.occurrence_id',
      'e.version',
      'a.reason',
      'a.decided_by',
      'a.decided_at',
    ])
    .select((eb) => [
      eb.ref('e.role').$castTo<ServiceRole>().as('role'),
      eb.ref('e.technology_group_id').$castTo<TechnologyGroupId | null>().as('technology_group_id'),
      eb.ref('e.billing').$castTo<Billing>().as('billing'),
      eb.ref('e.subject_kind').$castTo<Entry['subjectKind']>().as('subject_kind'),
      eb.ref('a.decision').$castTo<'approved' | 'rejected' | 'referred' | null>().as('decision'),
      eb.fn.coalesce('a.submitted_by', 's.submitted_by').as('submitted_by'),
      eb.fn.coalesce('a.submitted_at', 's.submitted_at').as('submitted_at'),
      nameOf(provider, 'person', eb.ref('e.person_id')).$castTo<string>().as('person_name'),
      nameOf(provider, 'client', eb.ref('e.client_id')).as('client_name'),
      nameOf(provider, 'person', eb.ref('e.allowed_by')).as('allowed_by_name'),
      isDesignated(provider).as('is_designated'),
      afterHoursApproved(provider).as('after_hours_approved'),
    ])
    .where('e.provider_id', '=', provider);
}

const nameOf = (provider: ProviderId, table: 'person' | 'client', id: Expression<string | null>) =>
  sql<
    string | null
  >`(select n.name from ${sql.table(table)} n where n.provider_id = ${provider} and n.id = ${id})`;

/** Whether after-hours time of entry `e` may be billed: what `isCommitted` says of its booking, or the supervisor's approval since. */
const afterHoursApproved = (provider: ProviderId) => sql<boolean>`(
  exists (select from after_hours_approval h where h.provider_id = ${provider} and h.entry_id = e.id)
  or e.booking_id is not null and exists (
    select from booking b join booking_decision d on d.provider_id = ${provider} and d.booking_id = b.id
    where b.provider_id = ${provider} and b.id = e.booking_id and b.client_id = e.client_id and b.person_id = e.person_id
      and b.starts_at <= e.started_at and b.ends_at >= e.ended_at and d.decision = 'approved' and d.decided_at < e.started_at))`;

type Row = Awaited<ReturnType<ReturnType<typeof entryRows>['executeTakeFirstOrThrow']>>;

/** What the table's own checks have seen to is taken as it stands: lists are long, and are parsed once more on their way out. */
export const entryFrom = (row: Row): Entry => ({
  id: known(row.id),
  clientId: row.client_id === null ? null : known(row.client_id),
  clientName: row.client_name,
  personId: known(row.person_id),
  personName: row.person_name,
  role: row.role,
  technologyGroup: row.technology_group_id,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  minutes: minutesBetween(row.started_at, row.ended_at),
  billing: row.billing,
  subjectKind: row.subject_kind,
  subject: row.subject,
  note: row.note,
  bookingId: row.booking_id === null ? null : known(row.booking_id),
  afterHoursApproved: row.after_hours_approved,
  allowance: allowanceFrom(row),
  roleFit: roleFitOf({
    personName: row.person_name,
    role: row.role,
    technologyGroup: row.technology_group_id,
    clientId: row.client_id,
    billing: row.billing,
    isDesignated: row.is_designated,
    allowance: allowanceFrom(row),
  }),
  scopeDecisionId: row.scope_decision_id === null ? null : known(row.scope_decision_id),
  occurrenceId: row.occurrence_id === null ? null : known(row.occurrence_id),
  approval: approvalFrom(row),
  version: row.version,
});

const allowanceFrom = ({
  allowed_by: by,
  allowed_by_name: byName,
  allowance: reason,
}: Row): Entry['allowance'] =>
  by === null || byName === null || reason === null ? null : { by: known(by), byName, reason };

function approvalFrom(row: Row): EntryApproval {
  if (row.submitted_by === null || row.submitted_at === null) return { state: 'draft' };
  const submitted = { submittedBy: known<'person'>(row.submitted_by), submittedAt: row.submitted_at };
  if (row.decision === null || row.decided_by === null || row.decided_at === null)
    return { state: 'submitted', ...submitted };
  const decided = { ...submitted, decidedBy: known<'person'>(row.decided_by), decidedAt: row.decided_at };
  return row.decision === 'approved'
    ? { state: 'approved', ...decided }
    : { state: row.decision, ...decided, reason: row.reason ?? '' };
}
