import type { Route } from '../../core/route.ts';
import { hoursApi } from '../../hours/api.ts';
import { consentApi } from '../../hours/consent-api.ts';
import { timeApi } from '../api.ts';
import { visitsApi } from '../../visits/api.ts';
import { previewsApi } from '../../hours/preview-api.ts';

/** What a decision on time or money makes stale. */
export const changedByDecisions: readonly Route[] = [
  timeApi.listApprovals,
  timeApi.listBookings,
  timeApi.weighBooking,
  visitsApi.listSiteVisits,
  timeApi.getWeek,
  hoursApi.getMonthHours,
  hoursApi.listHours,
  hoursApi.forecastMonth,
  consentApi.showOverageCap,
  previewsApi.previewEntry,
];

/** For a dialog that decides: what it changes, and what was out of date where it is refused. */
export const deciding = { refreshes: changedByDecisions, stale: [timeApi.listApprovals] } as const;
