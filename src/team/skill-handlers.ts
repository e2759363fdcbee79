import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { listTechnologyGroups } from '../clients/store.ts';
import type { Context } from '../people/context.ts';
import { thePerson } from '../people/handlers.ts';
import type { skillsApi } from './skill-api.ts';
import { insertSkill, listSkills } from './skill-store.ts';
import { skillOfStaff } from './skill.ts';

export const skillsHandlers: Handlers<typeof skillsApi, Context> = {
  listSkills: ({ db, providerId }) => listSkills(db, providerId),

  async setSkill(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const { technologyGroup } = params;
    const person = await thePerson(context, params.person);
    if (person.clientId !== null) throw new Refused(skillOfStaff, skillOfStaff.title);
    const groups = await listTechnologyGroups(db, providerId);
    if (!groups.some(({ id }) => id === technologyGroup)) throw new Refused(notFound, notFound.title);
    const id = context.newId<'skill'>();
    await insertSkill(
      db,
      providerId,
      id,
      { person: person.id, technologyGroup },
      body,
      actor.id,
      now.toString(),
    );
    const detail = { person: person.id, technologyGroup, ...body };
    context.record({ act: 'skill.set', client: null, object: id, detail });
    const skills = await listSkills(db, providerId, person.id);
    return { skill: skills.find((skill) => skill.technologyGroup === technologyGroup) ?? null };
  },
};
