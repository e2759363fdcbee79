import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { LengthRule, phases, usualLengths } from './phase.ts';

/** The base packages, each with a template of its own. */
export const templatePackages = ['csdm-only', 'standard'] as const;
export type TemplatePackage = (typeof templatePackages)[number];

export const taskOwners = ['csdm', 'cse', 'client'] as const;
export type TaskOwner = (typeof taskOwners)[number];

export type TemplateId = Id<'onboarding-template'>;
export const TemplateId = idOf('onboarding-template');

export const engineerMissing = refusal(
  422,
  'onboarding-template.no-engineer',
  'With CSDM time alone there are no engineers: a task of its template is the CSDM’s or the client’s.',
);

export const templateEdited = refusal(
  412,
  'onboarding-template.edited-meanwhile',
  'Somebody else published this template meanwhile. Look at theirs, then publish yours.',
);

const Title = z.string().trim().min(1, 'say what is to be done').max(200);

/** A task as a template has it; `due` is how far into its phase it is due, in hundredths. */
export const TemplateTask = z.object({
  phase: z.enum(phases),
  title: Title.meta({ examples: ['Draw the diagrams'] }),
  owner: z.enum(taskOwners),
  due: z.int().min(0).max(100),
  /** What shows that it was done; where it is empty, nothing is asked for. */
  evidence: z.string().trim().max(300).default(''),
  /** Whether it is only for clients that buy a security service. */
  security: z.boolean().default(false),
});
export type TemplateTask = z.output<typeof TemplateTask>;

export const TemplateDraft = z.object({
  lengths: LengthRule,
  tasks: z.array(TemplateTask).min(1, 'a template has a task at least').max(100),
});
export type TemplateDraft = z.output<typeof TemplateDraft>;

/** That a provider published a version of a template. */
export const TemplateHead = z
  .object({ id: TemplateId, byName: z.string(), at: Moment })
  .meta({ id: 'OnboardingTemplateVersion' });
export type TemplateHead = z.output<typeof TemplateHead>;

/** What an onboarding with a package begins with; `published` is null for the template of the service guide. */
export const Template = TemplateDraft.extend({
  package: z.enum(templatePackages),
  published: TemplateHead.nullable(),
}).meta({ id: 'OnboardingTemplate' });
export type Template = z.output<typeof Template>;

/**
 * The template of the service guide for a package: what section 4.1 names, and of it, with CSDM time alone, what needs no engineer.
 * Example: `guideTemplate('csdm-only')` has the true-up, done by the CSDM, and no technical baselines.
 */
export const guideTemplate = (bought: TemplatePackage): Template => ({
  package: bought,
  published: null,
  lengths: usualLengths,
  tasks: bought === 'standard' ? guideTasks : guideTasks.flatMap(withoutEngineer),
});

/**
 * The tasks that a client gets out of a template: those of security only where a security service is bought.
 * Example: without managed security, "Agree on how security events are told" is left out.
 */
export const tasksFor = ({ tasks }: Pick<Template, 'tasks'>, hasSecurity: boolean): TemplateTask[] =>
  tasks.filter(({ security }) => hasSecurity || !security);

const task = (
  phase: TemplateTask['phase'],
  due: number,
  owner: TaskOwner,
  title: string,
  evidence = '',
  security = false,
): TemplateTask => ({ phase, title, owner, due, evidence, security });

const guideTasks: TemplateTask[] = [
  task('kick-off', 20, 'csdm', 'Hold the kick-off', 'Where its notes are'),
  task('kick-off', 40, 'client', 'Name who may decide and who is to be told'),
  task('kick-off', 60, 'csdm', 'Write down current state, pain points and gaps'),
  task('kick-off', 70, 'csdm', 'Agree on success criteria'),
  task('kick-off', 80, 'csdm', 'Agree on cadence calls and processes'),
  task('kick-off', 100, 'cse', 'Agree on performance and health checklists', 'Where they are'),
  task('kick-off', 100, 'client', 'Give access for the engineers'),
  task('kick-off', 100, 'cse', 'Agree on how security events are told', 'What was agreed', true),
  task('documentation', 25, 'csdm', 'True up the supported devices', 'Where the list is'),
  task('documentation', 40, 'client', 'Confirm the list of supported devices'),
  task('documentation', 50, 'cse', 'Draw the diagrams', 'Where they are'),
  task('documentation', 60, 'cse', 'Write down the impact of each device', 'Where it is written'),
  task('documentation', 70, 'cse', 'Write down the standards', 'Where they are'),
  task('documentation', 75, 'cse', 'Define the quality checks and audits', 'Where they are'),
  task('documentation', 80, 'cse', 'Go through firewall rules and scans', 'What was found', true),
  task('documentation', 85, 'cse', 'Take the technical baselines', 'Where they are'),
  task('documentation', 100, 'csdm', 'Summarise the current state for the executives', 'Where it is'),
  task('ongoing', 25, 'csdm', 'Hold the first operational call'),
  task('ongoing', 50, 'cse', 'Do the first weekly checks', 'What was found'),
  task('ongoing', 75, 'csdm', 'Update the documentation after the first month'),
  task('ongoing', 100, 'csdm', 'Send the first monthly executive summary', 'Where it is'),
  task('ongoing', 100, 'client', 'Say whether the service is as agreed'),
];

/** Tasks that stay the CSDM's, where there is no engineer, because they need no engineering. */
const csdmCan = ['Agree on performance and health checklists', 'Write down the standards'];

const withoutEngineer = (one: TemplateTask): TemplateTask[] => {
  if (one.owner !== 'cse') return one.title === 'Give access for the engineers' ? [] : [one];
  return csdmCan.includes(one.title) ? [{ ...one, owner: 'csdm' }] : [];
};
