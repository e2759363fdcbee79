import { hoursApi } from '../../hours/api.ts';
import { poolsApi } from '../../hours/pool-api.ts';
import { plansApi } from '../../plan/api.ts';
import { timeApi } from '../api.ts';
import { previewsApi } from '../../hours/preview-api.ts';

/** What an entry that is logged, changed or taken away makes out of date. */
export const entryRefreshes = [
  timeApi.getWeek,
  timeApi.listApprovals,
  hoursApi.getMonthHours,
  hoursApi.listHours,
  previewsApi.previewEntry,
  poolsApi.listPools,
  plansApi.getOccurrence,
  plansApi.listOccurrences,
  plansApi.getCoverageCell,
];
