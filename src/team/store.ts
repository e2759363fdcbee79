import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import {
  DesignationReason,
  TeamMember,
  type DesignationDraft,
  type DesignationId,
  type rulesSetAside,
} from './designation.ts';

/** Whose designations, and on which days: those that hold on a day of [from, to); both ends may be left open. */
export interface Sought {
  readonly person?: PersonId;
  readonly client?: ClientId;
  readonly from?: string;
  readonly to?: string;
}

/** Designations newest first; those that begin on one day: CSDM, then CSEs by technology group, deputies last, then by name. */
export async function designationsOf(db: Db, provider: ProviderId, sought: Sought): Promise<TeamMember[]> {
  const { person, client, from, to } = sought;
  const rows = await memberRows(db, provider)
    .$if(person !== undefined, (query) => query.where('d.person_id', '=', person ?? ''))
    .$if(client !== undefined, (query) => query.where('d.client_id', '=', client ?? ''))
    .$if(from !== undefined, (query) =>
      query.where((eb) => eb.or([eb('d.to_day', 'is', null), eb('d.to_day', '>', from ?? '')])),
    )
    .$if(to !== undefined, (query) => query.where('d.from_day', '<', to ?? ''))
    .orderBy('d.from_day', 'desc')
    .orderBy('d.role')
    .orderBy('d.technology_group_id')
    .orderBy('d.deputy')
    .orderBy('p.name')
    .orderBy('d.id')
    .execute();
  return rows.map(memberFrom);
}

export async function findDesignation(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: DesignationId,
): Promise<TeamMember | null> {
  const row = await memberRows(db, provider)
    .where('d.client_id', '=', client)
    .where('d.id', '=', id)
    .executeTakeFirst();
  return row ? memberFrom(row) : null;
}

export async function insertDesignation(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: DesignationId,
  draft: DesignationDraft,
): Promise<void> {
  await db
    .insertInto('designation')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      person_id: draft.personId,
      role: draft.role,
      technology_group_id: draft.technologyGroup,
      deputy: draft.deputy,
      from_day: draft.from,
      to_day: draft.to,
    })
    .execute();
}

export async function endDesignation(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: DesignationId,
  to: string,
): Promise<void> {
  await db
    .updateTable('designation')
    .set({ to_day: to })
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .where('id', '=', id)
    .execute();
}

/** Keeps why a rule was set aside for a designation. */
export async function insertReason(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { id, rule, reason }: { id: DesignationId; rule: (typeof rulesSetAside)[number]; reason: string },
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('designation_reason')
    .values({
      provider_id: provider,
      designation_id: id,
      rule,
      client_id: client,
      reason,
      given_by: by,
      given_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Why rules were set aside for a client's team, newest first. */
export async function listReasons(
  db: Db,
  provider: ProviderId,
  client: ClientId,
): Promise<DesignationReason[]> {
  const rows = await db
    .selectFrom('designation_reason as r')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'r.provider_id').onRef('p.id', '=', 'r.given_by'),
    )
    .select(['r.designation_id', 'r.rule', 'r.reason', 'p.name', 'r.given_at'])
    .where('r.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('r.client_id', '=', client)
    .orderBy('r.given_at', 'desc')
    .orderBy('r.designation_id')
    .orderBy('r.rule')
    .execute();
  return rows.map((row) =>
    DesignationReason.parse({
      designationId: row.designation_id,
      rule: row.rule,
      reason: row.reason,
      givenBy: row.name,
      givenAt: row.given_at,
    }),
  );
}

const memberRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('designation as d')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'd.provider_id').onRef('p.id', '=', 'd.person_id'),
    )
    .select([
      'd.id',
      'd.client_id',
      'd.person_id',
      'd.role',
      'd.technology_group_id',
      'd.deputy',
      'd.from_day',
      'd.to_day',
      'p.name',
      'p.email',
    ])
    .where('d.provider_id', '=', provider)
    .where('p.provider_id', '=', provider);

function memberFrom(
  row: Awaited<ReturnType<ReturnType<typeof memberRows>['executeTakeFirstOrThrow']>>,
): TeamMember {
  return TeamMember.parse({
    id: row.id,
    clientId: row.client_id,
    personId: row.person_id,
    role: row.role,
    technologyGroup: row.technology_group_id,
    deputy: row.deputy,
    from: row.from_day,
    to: row.to_day,
    name: row.name,
    email: row.email,
  });
}
