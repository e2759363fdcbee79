import { onboardingsApi } from '../api.ts';

/** What is out of date once something of an onboarding changed. */
export const refreshed = [onboardingsApi.showOnboarding, onboardingsApi.listOnboardings];

/** What is out of date once a success criterion or a measurement changed. */
export const successRefreshed = [onboardingsApi.listSuccessCriteria, onboardingsApi.showOnboarding];
