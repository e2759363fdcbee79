import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { actionHandlers } from './action-handlers.ts';
import { agendaHandlers } from './agenda-handlers.ts';
import type { meetingsApi } from './api.ts';
import { calendarFeedHandlers } from './calendar-feed-handlers.ts';
import { minutesHandlers } from './minutes-handlers.ts';
import { touchPointHandlers } from './touch-point-handlers.ts';

export const meetingsHandlers: Handlers<typeof meetingsApi, Context> = {
  ...touchPointHandlers,
  ...agendaHandlers,
  ...minutesHandlers,
  ...actionHandlers,
  ...calendarFeedHandlers,
};
