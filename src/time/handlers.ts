import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { timeApi } from './api.ts';
import { afterHoursHandlers } from './after-hours-handlers.ts';
import { bookingsHandlers } from './booking-handlers.ts';
import { decisionsHandlers } from './decision-handlers.ts';
import { emergencyHandlers } from './emergency-handlers.ts';
import { entriesHandlers } from './entry-handlers.ts';
import { scopeDecisionsHandlers } from './scope-decision-handlers.ts';
import { splitsHandlers } from './split-handlers.ts';
import { timersHandlers } from './timer-handlers.ts';

export const timeHandlers: Handlers<typeof timeApi, Context> = {
  ...entriesHandlers,
  ...decisionsHandlers,
  ...afterHoursHandlers,
  ...emergencyHandlers,
  ...bookingsHandlers,
  ...scopeDecisionsHandlers,
  ...splitsHandlers,
  ...timersHandlers,
};
