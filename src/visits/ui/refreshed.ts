import { hoursApi } from '../../hours/api.ts';
import { visitsApi } from '../api.ts';

/** What an expense makes stale. */
export const changedByExpenses = [
  visitsApi.listExpenses,
  visitsApi.getExpense,
  visitsApi.listSiteVisits,
  hoursApi.getMonthHours,
];
