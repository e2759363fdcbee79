import type { FastifyInstance } from 'fastify';
import { notFound, Refused } from '../core/refusal.ts';
import { fedCalendar } from '../meetings/calendar-feed-handlers.ts';
import { feedTtlSeconds } from '../meetings/calendar-feed.ts';
import type { Attempts } from './attempts.ts';
import type { Mounting } from './mount.ts';

/** Where calendars are that programs subscribe to: outside of the API, because nobody is signed in there and the secret is the address. */
export const feedsAt = '/calendar/';

/** Mounts the calendars. Whoever asks for too many that do not exist is not heard for a while. */
export function mountCalendarFeeds(
  app: FastifyInstance,
  { database, now }: Mounting,
  attempts: Attempts,
): void {
  app.get<{ Params: { secret: string } }>(`${feedsAt}:secret.ics`, async (request, reply) => {
    const calendar = await attempts.make({ address: request.ip }, async () => {
      const found = await fedCalendar({ database, requestId: request.id, now: now() }, request.params.secret);
      if (!found) throw new Refused(notFound, notFound.title);
      return found;
    });
    // Weak, because the same calendar may be sent compressed or not.
    const tag = `W/"${calendar.tag}"`;
    reply.header('etag', tag).header('cache-control', `private, max-age=${feedTtlSeconds / 4}`);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(tag)) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="calendar.ics"')
      .send(calendar.content);
  });
}
