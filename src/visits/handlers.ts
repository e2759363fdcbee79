import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { visitsApi } from './api.ts';
import { expensesHandlers } from './expense-handlers.ts';
import { receiptsHandlers } from './receipt-handlers.ts';
import { siteVisitsHandlers } from './site-visit-handlers.ts';
import { travelRatesHandlers } from './travel-rate-handlers.ts';

export const visitsHandlers: Handlers<typeof visitsApi, Context> = {
  ...siteVisitsHandlers,
  ...expensesHandlers,
  ...receiptsHandlers,
  ...travelRatesHandlers,
};
