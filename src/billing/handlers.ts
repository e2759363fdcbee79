import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { adjustmentHandlers } from './adjustment-handlers.ts';
import type { billingApi } from './api.ts';
import { closeRunHandlers } from './close-run-handlers.ts';
import { disputeHandlers } from './dispute-handlers.ts';
import { documentHandlers } from './document-handlers.ts';
import { invoiceHandlers } from './invoice-handlers.ts';
import { monthHandlers } from './month-handlers.ts';
import { lateTimeHandlers } from './late-time-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { taxHandlers } from './tax-handlers.ts';

export const billingHandlers: Handlers<typeof billingApi, Context> = {
  ...monthHandlers,
  ...closeRunHandlers,
  ...invoiceHandlers,
  ...adjustmentHandlers,
  ...disputeHandlers,
  ...lateTimeHandlers,
  ...replayHandlers,
  ...taxHandlers,
  ...documentHandlers,
};
