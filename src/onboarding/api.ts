import { onboardingApi } from './onboarding-api.ts';
import { successCriterionApi } from './success-criterion-api.ts';
import { taskApi } from './task-api.ts';
import { templateApi } from './template-api.ts';

export const onboardingsApi = { ...onboardingApi, ...taskApi, ...templateApi, ...successCriterionApi };
