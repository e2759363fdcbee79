import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { onboardingsApi } from './api.ts';
import { onboardingHandlers } from './onboarding-handlers.ts';
import { successCriterionHandlers } from './success-criterion-handlers.ts';
import { taskHandlers } from './task-handlers.ts';
import { templateHandlers } from './template-handlers.ts';

export const onboardingsHandlers: Handlers<typeof onboardingsApi, Context> = {
  ...onboardingHandlers,
  ...taskHandlers,
  ...templateHandlers,
  ...successCriterionHandlers,
};
