import { z } from 'zod';
import { lead, route } from '../people/access.ts';
import { TeamAlarm } from './alarm.ts';

export const alarmsApi = {
  listTeamAlarms: route({
    method: 'GET',
    path: '/team-alarms',
    command: 'team alarms',
    summary:
      'Lists what the teams of all clients lack by the passing of time, today and in the days to come, the earliest first.',
    access: lead,
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    out: z.array(TeamAlarm),
  }),
};
