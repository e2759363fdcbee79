import { everyone, route } from '../people/access.ts';
import { noContract, ofMonth, whichContract } from './api.ts';
import { PlannedWork } from './planned-work.ts';

export const plannedApi = {
  showPlannedWork: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}/planned',
    command: 'hours planned',
    summary:
      'Says what the plan still takes of a month by package, what of it goes beyond them, and what is due later and could be done with hours that would expire.',
    access: everyone,
    params: ofMonth,
    query: whichContract,
    out: PlannedWork,
    refusals: [noContract],
  }),
};
