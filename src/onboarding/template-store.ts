import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import type { Done } from './onboarding-store.ts';
import { Template, type TemplateDraft, type TemplatePackage } from './template.ts';

/** The newest template that a provider published for a package; null where it uses that of the service guide. */
export async function findTemplate(
  db: Db,
  provider: ProviderId,
  bought: TemplatePackage,
): Promise<Template | null> {
  const row = await db
    .selectFrom('onboarding_template as t')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 't.published_by'),
    )
    .select(['t.document', 't.published_at as at', 'p.name as byName'])
    .where('t.provider_id', '=', provider)
    .where('t.package', '=', bought)
    .orderBy('t.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { document, ...published } = row;
  return Template.parse(Object.assign({}, document, { package: bought, published }));
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
