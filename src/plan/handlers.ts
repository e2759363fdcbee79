import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { plansApi } from './api.ts';
import { catalogueHandlers } from './catalogue-handlers.ts';
import { coverageHandlers } from './coverage-handlers.ts';
import { occurrenceHandlers } from './occurrence-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { planRowHandlers } from './plan-row-handlers.ts';

export const plansHandlers: Handlers<typeof plansApi, Context> = {
  ...catalogueHandlers,
  ...planHandlers,
  ...planRowHandlers,
  ...occurrenceHandlers,
  ...coverageHandlers,
};
