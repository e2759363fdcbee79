import { z } from 'zod';
import { route, staff, supervisor } from '../people/access.ts';
import {
  engineerMissing,
  Template,
  TemplateDraft,
  templateEdited,
  TemplateHead,
  TemplateId,
  templatePackages,
} from './template.ts';

const ofPackage = z.object({ package: z.enum(templatePackages) });

export const templateApi = {
  showOnboardingTemplate: route({
    method: 'GET',
    path: '/onboarding-templates/{package}',
    command: 'onboarding-template show',
    summary:
      'Shows what onboardings with a package begin with: tasks, and the rule by which phases are as long as they are.',
    access: staff,
    params: ofPackage,
    query: z.object({
      /** A version by its id, or `guide` for that of the service guide; unless said, the one in force. */
      version: z.union([z.literal('guide'), TemplateId]).optional(),
    }),
    out: Template,
  }),
  listOnboardingTemplates: route({
    method: 'GET',
    path: '/onboarding-templates/{package}/versions',
    command: 'onboarding-template list',
    summary:
      'Lists the versions that were published of a package’s onboarding template, the newest first; it is the one in force.',
    access: staff,
    params: ofPackage,
    out: z.array(TemplateHead),
  }),
  publishOnboardingTemplate: route({
    method: 'POST',
    path: '/onboarding-templates/{package}',
    command: 'onboarding-template publish',
    summary:
      'Publishes another version of a package’s onboarding template; onboardings that have begun keep what they have.',
    access: supervisor,
    params: ofPackage,
    body: TemplateDraft.extend({
      /** The version it was made from, null for that of the service guide; where it is said, it is refused if another is in force by now. */
      madeFrom: TemplateId.nullable().optional(),
    }),
    out: Template,
    status: 201,
    idempotent: true,
    refusals: [engineerMissing, templateEdited],
  }),
};
