import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Timer, type TimerDraft } from './timer.ts';

export async function findTimer(db: Db, provider: ProviderId, person: PersonId): Promise<Timer | null> {
  const row = await db
    .selectFrom('timer as t')
    .select([...columns, clientName(provider)])
    .where('t.provider_id', '=', provider)
    .where('t.person_id', '=', person)
    .executeTakeFirst();
  return row ? timerFrom(row) : null;
}

/** Starts a timer; false where one runs already, also one that was started at the same moment. */
export async function insertTimer(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  startedAt: string,
  draft: TimerDraft,
): Promise<boolean> {
  const row = await db
    .insertInto('timer')
    .values({
      provider_id: provider,
      person_id: person,
      started_at: startedAt,
      client_id: draft.clientId,
      role: draft.role,
      technology_group_id: draft.technologyGroup,
      billing: draft.billing,
      subject_kind: draft.subjectKind,
      subject: draft.subject,
      note: draft.note,
      scope_decision_id: draft.scopeDecisionId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'person_id']).doNothing())
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a timer away and answers what it was; of two who do so at one moment, the later finds none. */
export async function takeTimer(db: Db, provider: ProviderId, person: PersonId): Promise<Timer | null> {
  const row = await db
    .deleteFrom('timer as t')
    .where('t.provider_id', '=', provider)
    .where('t.person_id', '=', person)
    .returning([...columns, clientName(provider)])
    .executeTakeFirst();
  return row ? timerFrom(row) : null;
}

const columns = [
  't.person_id',
  't.client_id',
  't.role',
  't.technology_group_id',
  't.started_at',
  't.billing',
  't.subject_kind',
  't.subject',
  't.note',
  't.scope_decision_id',
] as const;

const clientName = (provider: ProviderId) =>
  sql<
    string | null
  >`(select c.name from client c where c.provider_id = ${provider} and c.id = t.client_id)`.as('client_name');

const timerFrom = (row: Readonly<Record<string, unknown>>): Timer =>
  Timer.parse({
    personId: row['person_id'],
    clientId: row['client_id'],
    clientName: row['client_name'],
    role: row['role'],
    technologyGroup: row['technology_group_id'],
    startedAt: row['started_at'],
    billing: row['billing'],
    subjectKind: row['subject_kind'],
    subject: row['subject'],
    note: row['note'],
    scopeDecisionId: row['scope_decision_id'],
  });
