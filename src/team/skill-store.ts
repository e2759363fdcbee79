import { sql } from 'kysely';
import type { TechnologyGroupId } from '../clients/client.ts';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Skill, type SkillDraft } from './skill.ts';

/** The skills that people have now, of one or of all, by name, person and technology group. */
export async function listSkills(
  db: Db,
  provider: ProviderId,
  person: PersonId | null = null,
): Promise<Skill[]> {
  const { rows } = await sql`
    select latest.*, p.name as "personName" from (
      select distinct on (s.person_id, s.technology_group_id) s.person_id as "personId",
        s.technology_group_id as "technologyGroup", s.level, s.qualification, s.qualification_expires as expires,
        s.set_at as "setAt"
      from skill s
      where s.provider_id = ${provider} and (${person}::uuid is null or s.person_id = ${person}::uuid)
      order by s.person_id, s.technology_group_id, s.set_at desc, s.id desc) latest
    join person p on p.provider_id = ${provider} and p.id = latest."personId"
    where latest.level <> 'none'
    order by p.name, p.id, latest."technologyGroup"`.execute(db);
  return Skill.array().parse(rows);
}

export async function insertSkill(
  db: Db,
  provider: ProviderId,
  id: string,
  of: { readonly person: PersonId; readonly technologyGroup: TechnologyGroupId },
  { level, qualification, expires }: SkillDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('skill')
    .values({
      provider_id: provider,
      id,
      person_id: of.person,
      technology_group_id: of.technologyGroup,
      level,
      qualification,
      qualification_expires: expires,
      set_by: by,
      set_at: at,
    })
    .execute();
}
