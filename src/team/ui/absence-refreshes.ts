import type { Route } from '../../core/route.ts';
import { teamApi } from '../api.ts';

/** What an absence changes of what is on screen. */
export const absenceRefreshes: readonly Route[] = [
  teamApi.listAbsences,
  teamApi.weighAbsence,
  teamApi.listTeamAlarms,
  teamApi.listStandIns,
];
