import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { route, staff, supervisor } from '../people/access.ts';
import { PersonId } from '../people/person.ts';
import { Skill, SkillDraft, skillOfStaff } from './skill.ts';

export const skillsApi = {
  listSkills: route({
    method: 'GET',
    path: '/skills',
    command: 'skill list',
    summary: 'Lists who knows which technology group how well, and what attests it, by name.',
    access: staff,
    out: z.array(Skill),
  }),
  setSkill: route({
    method: 'PUT',
    path: '/people/{person}/skills/{technologyGroup}',
    command: 'skill set',
    summary: 'Sets how well somebody knows a technology group; what was set before stays on record.',
    access: supervisor,
    params: z.object({ person: PersonId, technologyGroup: TechnologyGroupId }),
    body: SkillDraft,
    out: z.object({ skill: Skill.nullable() }),
    idempotent: true,
    refusals: [skillOfStaff],
  }),
};
