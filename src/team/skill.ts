import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';
import type { DesignationDraft } from './designation.ts';

export const skillMissing = refusal(
  422,
  'designation.skill-missing',
  'A CSE has the skill of the technology group they are named for. Set their skill first, or name them with a reason.',
);
export const skillOfStaff = refusal(
  422,
  'skill.not-engineer',
  'Skills are those of the provider’s own people.',
);

/** How well somebody knows a technology group; `none` takes a skill away. */
export const skillLevels = ['none', 'knows', 'works-alone', 'leads'] as const;
export type SkillLevel = (typeof skillLevels)[number];

/** How well somebody knows a technology group, and what attests it, until when: the last good day; open where it does not expire. */
export const SkillDraft = z
  .object({
    level: z.enum(skillLevels),
    qualification: z.string().trim().max(200).default(''),
    expires: Day.nullable().default(null),
  })
  .refine(({ qualification, expires }) => expires === null || qualification !== '', {
    path: ['qualification'],
    message: 'say which qualification expires',
  })
  .refine(({ level, qualification }) => level !== 'none' || qualification === '', {
    path: ['qualification'],
    message: 'a qualification belongs to a skill; choose how well they know the group',
  })
  .meta({ examples: [{ level: 'works-alone' }] });
export type SkillDraft = z.output<typeof SkillDraft>;

/** A skill that somebody has; `setAt` is when it was set last. */
export const Skill = z
  .object({
    personId: PersonId,
    personName: z.string(),
    technologyGroup: TechnologyGroupId,
    level: z.enum(['knows', 'works-alone', 'leads']),
    qualification: z.string(),
    expires: Day.nullable(),
    setAt: Moment,
  })
  .meta({ id: 'Skill' });
export type Skill = z.output<typeof Skill>;

/**
 * Whether a person has the skill that a designation asks for: a CSE needs a skill of the technology group, at any level and whether or not
 * its qualification has expired; a deputy needs it like whoever they stand in for; a CSDM needs none.
 * Source: service guide, section 2.4 (CSEs specialise in technology groups).
 * Example: Marek knows network: may be CSE of network, not of security.
 */
export const hasSkillFor = (
  skills: readonly Pick<Skill, 'personId' | 'technologyGroup'>[],
  { personId, role, technologyGroup }: Pick<DesignationDraft, 'personId' | 'role' | 'technologyGroup'>,
): boolean =>
  role === 'csdm' ||
  skills.some((skill) => skill.personId === personId && skill.technologyGroup === technologyGroup);
