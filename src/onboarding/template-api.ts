import { z } from 'zod';
import { route, staff, supervisor } from '../people/access.ts';
import { engineerMissing, Template, TemplateDraft, templatePackages } from './template.ts';

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
    out: Template,
  }),
  publishOnboardingTemplate: route({
    method: 'POST',
    path: '/onboarding-templates/{package}',
    command: 'onboarding-template publish',
    summary:
      'Publishes another version of a package’s onboarding template; onboardings that have begun keep what they have.',
    access: supervisor,
    params: ofPackage,
    body: TemplateDraft,
    out: Template,
    status: 201,
    idempotent: true,
    refusals: [engineerMissing],
  }),
};
