import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Action, type ActionDraft, type ActionId } from './action.ts';
import type { TouchPoint, TouchPointId } from './touch-point.ts';

/** Which actions; what is left out restricts nothing. */
export interface SoughtActions {
  readonly id?: ActionId | undefined;
  readonly client?: ClientId | undefined;
  readonly touchPoint?: TouchPointId | undefined;
  /** Those that this person took on, as somebody of the provider or as a contact. */
  readonly owner?: { readonly id: PersonId } | undefined;
  readonly open?: boolean | undefined;
  /** Those alone of calls whose minutes are published: what a client knows of. */
  readonly published?: boolean | undefined;
}

/** Actions by the day they are due, then by id; `after` is where the page before ended. */
export async function listActions(
  db: Db,
  provider: ProviderId,
  { id, client, touchPoint, owner, open, published = false }: SoughtActions,
  limit: number,
  after: { readonly dueDay: string; readonly id: string } | null,
): Promise<Action[]> {
  const rows = await actionRows(db, provider)
    .$if(id !== undefined, (query) => query.where('a.id', '=', id ?? ''))
    .$if(client !== undefined, (query) => query.where('a.client_id', '=', client ?? ''))
    .$if(touchPoint !== undefined, (query) => query.where('a.touch_point_id', '=', touchPoint ?? ''))
    .$if(owner !== undefined, (query) => query.where(isOwner(provider, owner?.id ?? '')))
    .$if(open !== undefined, (query) => query.where('e.action_id', open === true ? 'is' : 'is not', null))
    .$if(published, (query) =>
      query.where(
        sql<boolean>`exists (select from minutes_publication m where m.provider_id = ${provider} and m.touch_point_id = a.touch_point_id)`,
      ),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('a.due_day', 'a.id'), '>', eb.tuple(after?.dueDay ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('a.due_day')
    .orderBy('a.id')
    .limit(limit)
    .execute();
  return rows.map(actionFrom);
}

/** Whether somebody took an action on: as somebody of the provider, or as the contact that they sign in as. */
const isOwner = (
  provider: ProviderId,
  person: string,
) => sql<boolean>`(a.owner_person = ${person}::uuid or exists (
  select from contact k join person p on p.provider_id = ${provider} and p.id = ${person}::uuid and p.client_id = k.client_id
    and (p.id = k.person_id or p.email = k.email)
  where k.provider_id = ${provider} and k.id = a.owner_contact))`;

export async function insertAction(
  db: Db,
  provider: ProviderId,
  { id: touchPoint, clientId }: Pick<TouchPoint, 'id' | 'clientId'>,
  id: ActionId,
  draft: ActionDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('action')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      touch_point_id: touchPoint,
      ...columnsOf(draft),
      added_by: by,
      added_at: at,
    })
    .execute();
}

/** Saves an edit made from `version`; false where the action has moved on since. */
export async function updateAction(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Action, 'id' | 'clientId'>,
  draft: ActionDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('action')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Ends an action, once; false where it ended before, also by somebody at the same moment. */
export async function insertEnd(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Action, 'id' | 'clientId'>,
  end: {
    readonly outcome: 'done' | 'dropped';
    readonly reason: string | null;
    readonly by: PersonId;
    readonly at: string;
  },
): Promise<boolean> {
  const row = await db
    .insertInto('action_end')
    .values({
      provider_id: provider,
      action_id: id,
      client_id: clientId,
      outcome: end.outcome,
      reason: end.reason,
      ended_by: end.by,
      ended_at: end.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('action_id')
    .executeTakeFirst();
  return row !== undefined;
}

const columnsOf = ({ title, owner, dueDay }: ActionDraft) => ({
  title,
  owner_person: owner.side === 'provider' ? owner.id : null,
  owner_contact: owner.side === 'client' ? owner.id : null,
  due_day: dueDay,
});

const actionRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('action as a')
    .innerJoin('client as c', (join) =>
      join.on('c.provider_id', '=', provider).onRef('c.id', '=', 'a.client_id'),
    )
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'a.owner_person'),
    )
    .leftJoin('contact as k', (join) =>
      join.on('k.provider_id', '=', provider).onRef('k.id', '=', 'a.owner_contact'),
    )
    .leftJoin('action_end as e', (join) =>
      join.on('e.provider_id', '=', provider).onRef('e.action_id', '=', 'a.id'),
    )
    .leftJoin('person as q', (join) =>
      join.on('q.provider_id', '=', provider).onRef('q.id', '=', 'e.ended_by'),
    )
    .select(['a.id', 'a.client_id', 'a.touch_point_id', 'a.title', 'a.owner_person', 'a.owner_contact'])
    .select(['a.due_day', 'a.version', 'a.added_at', 'c.name as client_name', 'p.name as person_name'])
    .select(['k.name as contact_name', 'e.outcome', 'e.reason', 'e.ended_at', 'q.name as ended_by_name'])
    .where('a.provider_id', '=', provider);

const actionFrom = (
  row: Awaited<ReturnType<ReturnType<typeof actionRows>['executeTakeFirstOrThrow']>>,
): Action =>
  Action.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    touchPointId: row.touch_point_id,
    title: row.title,
    owner:
      row.owner_person === null
        ? { side: 'client', id: row.owner_contact, name: row.contact_name }
        : { side: 'provider', id: row.owner_person, name: row.person_name },
    dueDay: row.due_day,
    version: row.version,
    addedAt: row.added_at,
    end: row.outcome && {
      outcome: row.outcome,
      reason: row.reason,
      byName: row.ended_by_name,
      at: row.ended_at,
    },
  });
