import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { Done, ProviderId } from '../people/person.ts';
import {
  Template,
  TemplateHead,
  type TemplateDraft,
  type TemplateId,
  type TemplatePackage,
} from './template.ts';

/** A version that a provider published for a package, the newest unless said; null where there is none. */
export async function findTemplate(
  db: Db,
  provider: ProviderId,
  bought: TemplatePackage,
  id: TemplateId | null = null,
): Promise<Template | null> {
  const row = await templateRows(db, provider, bought)
    .select('t.document')
    .$if(id !== null, (query) => query.where('t.id', '=', id ?? ''))
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { document, ...published } = row;
  return Template.parse(Object.assign({}, document, { package: bought, published }));
}

/** What a provider published for a package, the newest first. */
export async function listTemplates(
  db: Db,
  provider: ProviderId,
  bought: TemplatePackage,
): Promise<TemplateHead[]> {
  return (await templateRows(db, provider, bought).execute()).map((row) => TemplateHead.parse(row));
}

/** Has a package's template to itself until the transaction ends. */
export async function lockTemplates(db: Db, provider: ProviderId, bought: TemplatePackage): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`onboarding-template ${provider} ${bought}`}, 0))`.execute(
    db,
  );
}

export async function insertTemplate(
  db: Db,
  provider: ProviderId,
  bought: TemplatePackage,
  id: string,
  draft: TemplateDraft,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('onboarding_template')
    .values({
      provider_id: provider,
      id,
      package: bought,
      document: JSON.stringify(draft),
      published_by: by,
      published_at: at,
    })
    .execute();
}

const templateRows = (db: Db, provider: ProviderId, bought: TemplatePackage) =>
  db
    .selectFrom('onboarding_template as t')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 't.published_by'),
    )
    .select(['t.id', 't.published_at as at', 'p.name as byName'])
    .where('t.provider_id', '=', provider)
    .where('t.package', '=', bought)
    .orderBy('t.id', 'desc');
