import { z } from 'zod';
import { everyone, route } from '../people/access.ts';
import { CalendarFeed } from './calendar-feed.ts';

export const calendarFeedApi = {
  showCalendarFeed: route({
    method: 'GET',
    path: '/me/calendar-feed',
    command: 'calendar-feed show',
    summary: 'Shows whether you have a calendar to subscribe to, and since when.',
    access: everyone,
    out: z.object({ feed: CalendarFeed.nullable() }),
  }),
  makeCalendarFeed: route({
    method: 'POST',
    path: '/me/calendar-feed',
    command: 'calendar-feed make',
    summary:
      'Makes the secret address of your calendar and tells it this once. An address you had before is dead from then on.',
    access: everyone,
    out: z.object({ address: z.string(), feed: CalendarFeed }),
    status: 201,
  }),
  revokeCalendarFeed: route({
    method: 'POST',
    path: '/me/calendar-feed/revocation',
    command: 'calendar-feed revoke',
    summary: 'Takes back the secret address of your calendar: whoever knows it reads nothing any more.',
    access: everyone,
    out: z.object({ feed: CalendarFeed.nullable() }),
  }),
};
