import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import {
  Interaction,
  SharedInteraction,
  type InteractionDraft,
  type InteractionId,
  type InteractionKind,
} from './interaction.ts';

/** Which interactions of a client; what is left out restricts nothing. */
export interface SoughtInteractions {
  readonly kind?: InteractionKind | undefined;
  readonly state?: 'open' | 'settled' | undefined;
  readonly person?: PersonId | undefined;
  readonly text?: string | undefined;
}

/** Where a page of interactions ended: among the open ones or not, and at which moment. */
export interface InteractionPlace {
  readonly open: string;
  readonly happenedAt: string;
  readonly id: string;
}

/** Interactions of a client, open ones first, each part the latest first, then by id; `after` is where the page before ended. */
export async function listInteractions(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { kind, state, person, text = '' }: SoughtInteractions,
  limit: number,
  after: InteractionPlace | null,
): Promise<Interaction[]> {
  const rows = await interactionRows(db, provider)
    .where('i.client_id', '=', client)
    .$if(kind !== undefined, (query) => query.where('i.kind', '=', kind ?? ''))
    .$if(person !== undefined, (query) => query.where('i.logged_by', '=', person ?? ''))
    .$if(state === 'open', (query) => query.where(openness, '=', 1))
    .$if(state === 'settled', (query) => query.where('s.interaction_id', 'is not', null))
    .$if(text !== '', (query) =>
      query.where(
        sql<boolean>`position(lower(${text}) in lower(i.title || ' ' || i.words || ' ' || coalesce(s.words, ''))) > 0`,
      ),
    )
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(${openness}, i.happened_at, i.id) < (${after?.open ?? '0'}::int, ${after?.happenedAt ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy(openness, 'desc')
    .orderBy('i.happened_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(interactionFrom);
}

/**
 * What is on record of a client from a moment on until (not including) another, the earliest first, then by id: what areas further down
 * count as proof that needs, problems and interventions were put on record. A thousand at most.
 */
export async function interactionsBetween(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Interaction[]> {
  const rows = await interactionRows(db, provider)
    .where('i.client_id', '=', client)
    .where('i.happened_at', '>=', from.toString())
    .where('i.happened_at', '<', to.toString())
    .orderBy('i.happened_at')
    .orderBy('i.id')
    .limit(1000)
    .execute();
  return rows.map(interactionFrom);
}

export async function findInteraction(
  db: Db,
  provider: ProviderId,
  id: InteractionId,
): Promise<Interaction | null> {
  const row = await interactionRows(db, provider).where('i.id', '=', id).executeTakeFirst();
  return row ? interactionFrom(row) : null;
}

/** Has an interaction to itself until the transaction ends: nobody else settles, shares or edits it meanwhile. */
export async function lockInteraction(db: Db, provider: ProviderId, id: InteractionId): Promise<void> {
  await db
    .selectFrom('interaction')
    .select('id')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

type Said = Omit<InteractionDraft, 'happenedAt'> & { readonly happenedAt: string };

export async function insertInteraction(
  db: Db,
  provider: ProviderId,
  { id, client, by, at }: { id: InteractionId; client: ClientId; by: PersonId; at: string },
  said: Said,
): Promise<void> {
  const { kind, title, words, happenedAt } = said;
  await db
    .insertInto('interaction')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      kind,
      title,
      words,
      happened_at: happenedAt,
      logged_by: by,
      logged_at: at,
    })
    .execute();
  await insertParts(db, provider, id, client, said);
}

/** Saves an edit made from `version`; false where it has moved on since. */
export async function updateInteraction(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Interaction, 'id' | 'clientId'>,
  said: Said,
  version: number,
): Promise<boolean> {
  const { kind, title, words, happenedAt } = said;
  const updated = await db
    .updateTable('interaction')
    .set({ kind, title, words, happened_at: happenedAt, version: version + 1 })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  for (const table of ['interaction_contact', 'interaction_technology_group'] as const)
    await db.deleteFrom(table).where('provider_id', '=', provider).where('interaction_id', '=', id).execute();
  await insertParts(db, provider, id, clientId, said);
  return true;
}

/** Keeps how it was settled; where the client sees it, the client sees that too. */
export async function insertSettlement(
  db: Db,
  provider: ProviderId,
  { id, clientId, sharedAt }: Interaction,
  words: string,
  by: PersonId,
  at: string,
): Promise<void> {
  const of = { provider_id: provider, interaction_id: id, client_id: clientId, words };
  await db
    .insertInto('interaction_settlement')
    .values({ ...of, settled_by: by, settled_at: at })
    .execute();
  if (sharedAt !== null)
    await db
      .insertInto('interaction_share_settlement')
      .values({ ...of, settled_at: at })
      .execute();
}

/** Copies it to where the client sees it, with its settlement where it has one. */
export async function insertShare(
  db: Db,
  provider: ProviderId,
  { id, clientId, kind, title, words, happenedAt, loggedBy, settlement }: Interaction,
  by: PersonId,
  at: string,
): Promise<void> {
  const of = { provider_id: provider, interaction_id: id, client_id: clientId };
  await db
    .insertInto('interaction_share')
    .values({
      ...of,
      kind,
      title,
      words,
      happened_at: happenedAt,
      logged_by: loggedBy,
      shared_by: by,
      shared_at: at,
    })
    .execute();
  if (settlement)
    await db
      .insertInto('interaction_share_settlement')
      .values({ ...of, words: settlement.words, settled_at: settlement.settledAt })
      .execute();
}

/** What a client sees, the latest first, then by id; `after` is where the page before ended. */
export async function listShares(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  limit: number,
  after: { readonly happenedAt: string; readonly id: string } | null,
): Promise<SharedInteraction[]> {
  const rows = await db
    .selectFrom('interaction_share as i')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'i.provider_id').onRef('p.id', '=', 'i.logged_by'),
    )
    .leftJoin('interaction_share_settlement as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.interaction_id', '=', 'i.interaction_id'),
    )
    .select(['i.interaction_id', 'i.kind', 'i.title', 'i.words', 'i.happened_at', 'i.shared_at'])
    .select(['p.name', 's.words as settled_words', 's.settled_at'])
    .where('i.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('i.client_id', '=', client)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('i.happened_at', 'i.interaction_id'),
          '<',
          eb.tuple(after?.happenedAt ?? '', after?.id ?? ''),
        ),
      ),
    )
    .orderBy('i.happened_at', 'desc')
    .orderBy('i.interaction_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) =>
    SharedInteraction.parse({
      id: row.interaction_id,
      kind: row.kind,
      title: row.title,
      words: row.words,
      happenedAt: row.happened_at,
      loggedByName: row.name,
      sharedAt: row.shared_at,
      settlement: row.settled_at === null ? null : { words: row.settled_words, settledAt: row.settled_at },
    }),
  );
}

async function insertParts(
  db: Db,
  provider: ProviderId,
  id: InteractionId,
  client: ClientId,
  { contacts, technologyGroups }: Said,
): Promise<void> {
  const of = { provider_id: provider, interaction_id: id, client_id: client };
  if (contacts.length > 0)
    await db
      .insertInto('interaction_contact')
      .values([...new Set(contacts)].map((contact) => ({ ...of, contact_id: contact })))
      .execute();
  if (technologyGroups.length > 0)
    await db
      .insertInto('interaction_technology_group')
      .values([...new Set(technologyGroups)].map((group) => ({ ...of, technology_group_id: group })))
      .execute();
}

/** 1 for what is open, 0 for the rest: open ones come first. */
const openness = sql<number>`(case when i.kind in ('need', 'problem') and s.interaction_id is null then 1 else 0 end)`;

const interactionRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('interaction as i')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'i.provider_id').onRef('p.id', '=', 'i.logged_by'),
    )
    .leftJoin('interaction_settlement as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.interaction_id', '=', 'i.id'),
    )
    .leftJoin('person as w', (join) =>
      join.on('w.provider_id', '=', provider).onRef('w.id', '=', 's.settled_by'),
    )
    .leftJoin('interaction_share as h', (join) =>
      join.on('h.provider_id', '=', provider).onRef('h.interaction_id', '=', 'i.id'),
    )
    .select(['i.id', 'i.client_id', 'i.kind', 'i.title', 'i.words', 'i.happened_at', 'i.logged_by'])
    .select(['i.logged_at', 'i.version', 'p.name as logged_by_name', 'h.shared_at'])
    .select(['s.words as settled_words', 's.settled_by', 's.settled_at', 'w.name as settled_by_name'])
    .select([contactsOf(provider).as('contacts'), groupsOf(provider).as('groups')])
    .where('i.provider_id', '=', provider)
    .where('p.provider_id', '=', provider);

/** With whom interaction `i` was, by name. */
const contactsOf = (provider: ProviderId) => sql<readonly object[]>`
  coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.name, k.id)
    from interaction_contact c join contact k on k.provider_id = ${provider} and k.id = c.contact_id
    where c.provider_id = ${provider} and c.interaction_id = i.id), '[]')`;

/** What interaction `i` is about, in the provider's order of its groups. */
const groupsOf = (provider: ProviderId) => sql<readonly string[]>`
  array(select g.id from interaction_technology_group t
    join technology_group g on g.provider_id = ${provider} and g.id = t.technology_group_id
    where t.provider_id = ${provider} and t.interaction_id = i.id order by g.position, g.id)`;

const interactionFrom = (
  row: Awaited<ReturnType<ReturnType<typeof interactionRows>['executeTakeFirstOrThrow']>>,
): Interaction =>
  Interaction.parse({
    id: row.id,
    clientId: row.client_id,
    kind: row.kind,
    title: row.title,
    words: row.words,
    happenedAt: row.happened_at,
    contacts: row.contacts,
    technologyGroups: row.groups,
    loggedBy: row.logged_by,
    loggedByName: row.logged_by_name,
    loggedAt: row.logged_at,
    settlement:
      row.settled_at === null
        ? null
        : {
            words: row.settled_words,
            settledBy: row.settled_by,
            settledByName: row.settled_by_name,
            settledAt: row.settled_at,
          },
    sharedAt: row.shared_at,
    version: row.version,
  });
