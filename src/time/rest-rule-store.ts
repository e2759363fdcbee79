import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { restRuleUnlessSet, type RestRule } from './booking-rest.ts';

export async function findRestRule(db: Db, provider: ProviderId): Promise<RestRule> {
  const row = await db
    .selectFrom('rest_rule')
    .select('hours_min')
    .where('provider_id', '=', provider)
    .executeTakeFirst();
  return row ? { hoursMin: row.hours_min } : restRuleUnlessSet;
}

export async function saveRestRule(
  db: Db,
  provider: ProviderId,
  { hoursMin }: RestRule,
  by: { readonly person: PersonId; readonly at: Temporal.Instant },
): Promise<void> {
  const set = { hours_min: hoursMin, set_by: by.person, set_at: by.at.toString() };
  await db
    .insertInto('rest_rule')
    .values({ provider_id: provider, ...set })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet(set))
    .execute();
}
