import { createHash, randomBytes } from 'node:crypto';
import type { Handlers } from '../core/route.ts';
import type { Scope } from '../database/transaction.ts';
import type { Context, Visit } from '../people/context.ts';
import type { Person, ProviderId } from '../people/person.ts';
import { findPerson, findProvider } from '../people/store.ts';
import { listCommittedBookings } from '../time/booking-store.ts';
import { feedFile } from './calendar-document.ts';
import { eventOfBooking, eventOfCall } from './calendar-event.ts';
import type { calendarFeedApi } from './calendar-feed-api.ts';
import * as store from './calendar-feed-store.ts';
import { feedSecret, feedTtlSeconds, providerIn } from './calendar-feed.ts';
import { listTouchPoints } from './touch-point-store.ts';

/** How far a feed reaches back and ahead, in days, and how many calls it has at most. */
const backDays = 60;
const aheadDays = 190;
const callsMax = 2000;

export const calendarFeedHandlers: Handlers<typeof calendarFeedApi, Context> = {
  async showCalendarFeed({ db, providerId, actor }) {
    const madeAt = await store.findFeed(db, providerId, actor.id);
    return { feed: madeAt === null ? null : { madeAt } };
  },

  async makeCalendarFeed(context) {
    const { db, providerId, actor, now } = context;
    const secret = feedSecret(providerId, randomBytes(32).toString('base64url'));
    const madeAt = now.toString();
    await store.saveFeed(
      db,
      providerId,
      { person: actor.id, client: actor.clientId },
      hashOf(secret),
      madeAt,
    );
    context.record({ act: 'calendar-feed.made', client: actor.clientId, object: actor.id, detail: {} });
    return { address: `/calendar/${secret}.ics`, feed: { madeAt } };
  },

  async revokeCalendarFeed(context) {
    const { db, providerId, actor } = context;
    await store.deleteFeed(db, providerId, actor.id);
    context.record({ act: 'calendar-feed.revoked', client: actor.clientId, object: actor.id, detail: {} });
    return { feed: null };
  },
};

/** A calendar as its subscribers get it; the same calls give the same bytes, and so the same tag. */
export interface FedCalendar {
  readonly content: string;
  readonly tag: string;
}

/**
 * The calendar that a secret opens, read as the person whose it is and with no more than they may see; null where it opens none or they are
 * kept out. Whoever reads it is not signed in.
 */
export async function fedCalendar(
  { database, requestId, now }: Pick<Visit, 'database' | 'requestId' | 'now'>,
  secret: string,
): Promise<FedCalendar | null> {
  const providerId = providerIn(secret);
  if (providerId === null) return null;
  const everywhere: Scope = { providerId, clients: '*', actorId: null, requestId };
  const person = await database.read(everywhere, async ({ db }) => {
    const owner = await store.findFeedOwner(db, providerId, hashOf(secret));
    return owner && findPerson(db, providerId, owner);
  });
  if (!person?.active) return null;
  const own: Scope = {
    providerId,
    clients: person.clientId === null ? '*' : [person.clientId],
    actorId: person.id,
    requestId,
  };
  const content = await database.read(own, ({ db }) => calendarOf({ db, providerId, now }, person));
  return { content, tag: createHash('sha256').update(content).digest('base64url') };
}

async function calendarOf(
  { db, providerId, now }: Pick<Context, 'db' | 'now'> & { readonly providerId: ProviderId },
  person: Person,
): Promise<string> {
  const [from, to] = [now.subtract({ hours: backDays * 24 }), now.add({ hours: aheadDays * 24 })].map(String);
  const provider = await findProvider(db, providerId);
  const sought = { invited: person, from, to };
  const calls = await listTouchPoints(db, providerId, sought, callsMax, null);
  const bookings = await listCommittedBookings(db, providerId, person.id, from ?? '', to ?? '');
  return feedFile(
    `${provider?.name ?? 'Tandem'}: ${person.name}`,
    [...calls.map((call) => eventOfCall(call, null, [])), ...bookings.map(eventOfBooking)],
    feedTtlSeconds,
  );
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
