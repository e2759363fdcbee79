import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Catalogue, CatalogueHead, type CatalogueDraft, type CatalogueId } from './catalogue.ts';

/** The provider's versions of the catalogue, the latest first; the template is none of them. */
export async function listCatalogues(db: Db, provider: ProviderId): Promise<CatalogueHead[]> {
  return (await headRows(db, provider).execute()).map((row) => CatalogueHead.parse(row));
}

/** Versions with all their rows, the latest first: two statements, however many. `ids` restricts them. */
export async function findCatalogues(
  db: Db,
  provider: ProviderId,
  ids: readonly CatalogueId[] | null = null,
): Promise<Catalogue[]> {
  const heads = await headRows(db, provider)
    .$if(ids !== null, (query) => query.where('c.id', '=', sql<string>`any (${ids ?? []}::uuid[])`))
    .execute();
  if (heads.length === 0) return [];
  const rows = await db
    .selectFrom('catalogue_activity')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('catalogue_id', '=', sql<string>`any (${heads.map(({ id }) => id)}::uuid[])`)
    .orderBy('row_number')
    .execute();
  const byCatalogue = Map.groupBy(rows, ({ catalogue_id }) => catalogue_id);
  return heads.map((head) =>
    Catalogue.parse({
      ...head,
      activities: (byCatalogue.get(head.id) ?? []).map((row) => ({
        row: row.row_number,
        section: row.section,
        name: row.name,
        owners: row.owners,
        footnote: row.footnote,
        area: row.area,
        cadence: row.cadence,
        businessDay: row.business_day,
        trigger: row.trigger,
        timesAYear: row.times_a_year,
        evidence: row.evidence,
        evidenceWords: row.evidence_words,
        needs: row.needs,
        securityCse: row.security_cse,
        minutes: row.minutes,
        checklist: row.checklist,
        home: row.home,
        waitsFor: row.waits_for,
        holdsUp: row.holds_up,
      })),
    }),
  );
}

/** Writes a version whole; the database takes no row of it in any later transaction. */
export async function insertCatalogue(
  db: Db,
  provider: ProviderId,
  id: CatalogueId,
  { from, note, activities }: CatalogueDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('catalogue')
    .values({ provider_id: provider, id, from_day: from, note, published_by: by, published_at: at })
    .execute();
  await db
    .insertInto('catalogue_activity')
    .values(
      activities.map((activity) => ({
        provider_id: provider,
        catalogue_id: id,
        row_number: activity.row,
        section: activity.section,
        name: activity.name,
        owners: activity.owners,
        footnote: activity.footnote,
        area: activity.area,
        cadence: activity.cadence,
        business_day: activity.businessDay,
        trigger: activity.trigger,
        times_a_year: activity.timesAYear,
        evidence: activity.evidence,
        evidence_words: activity.evidenceWords,
        needs: activity.needs,
        security_cse: activity.securityCse,
        minutes: activity.minutes,
        checklist: activity.checklist,
        home: activity.home,
        waits_for: activity.waitsFor,
        holds_up: activity.holdsUp,
      })),
    )
    .execute();
}

const headRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('catalogue as c')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'c.provider_id').onRef('p.id', '=', 'c.published_by'),
    )
    .select([
      'c.id',
      'c.from_day as from',
      'c.note',
      'p.name as publishedByName',
      'c.published_at as publishedAt',
    ])
    .where('c.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .orderBy('c.from_day', 'desc');
