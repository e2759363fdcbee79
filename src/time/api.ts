import { afterHoursApi } from './after-hours-api.ts';
import { bookingsApi } from './booking-api.ts';
import { decisionsApi } from './decision-api.ts';
import { emergencyApi } from './emergency-api.ts';
import { entriesApi } from './entry-api.ts';
import { scopeDecisionsApi } from './scope-decision-api.ts';
import { splitsApi } from './split-api.ts';
import { timersApi } from './timer-api.ts';

/** All of time: entries and weeks, decisions on them, after-hours bookings. */
export const timeApi = {
  ...entriesApi,
  ...decisionsApi,
  ...afterHoursApi,
  ...emergencyApi,
  ...bookingsApi,
  ...scopeDecisionsApi,
  ...splitsApi,
  ...timersApi,
};
