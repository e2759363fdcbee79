import { actionApi } from './action-api.ts';
import { agendaApi } from './agenda-api.ts';
import { calendarFeedApi } from './calendar-feed-api.ts';
import { minutesApi } from './minutes-api.ts';
import { touchPointApi } from './touch-point-api.ts';

export const meetingsApi = {
  ...touchPointApi,
  ...agendaApi,
  ...minutesApi,
  ...actionApi,
  ...calendarFeedApi,
};
