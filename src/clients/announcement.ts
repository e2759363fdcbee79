import { z } from 'zod';
import { dayFrom, dayInWords } from '../core/day.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { todayIn } from '../core/zone.ts';
import type { Message } from '../mail/message.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { TechnologyGroupId } from './client.ts';

export type AnnouncementId = Id<'announcement'>;
export const AnnouncementId = idOf('announcement');

/** A change at the provider, something about a product or service, or maintenance with its window. */
export const announcementKinds = ['provider-change', 'service-information', 'maintenance'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

export const announcementPublished = refusal(
  409,
  'announcement.published',
  'What was published never changes. Correct it with a new announcement, or withdraw it.',
);
export const announcementNotPublished = refusal(
  409,
  'announcement.not-published',
  'It was never published. Edit or discard the draft.',
);
export const announcementReplaced = refusal(
  409,
  'announcement.replaced',
  'It was corrected by another announcement. Turn to that one.',
);
export const announcementWithdrawn = refusal(409, 'announcement.withdrawn', 'It was withdrawn.');
export const audienceEmpty = refusal(
  409,
  'announcement.nobody',
  'No client is meant. Choose all, a technology group that some have in scope, or pick some.',
);
export const audienceChanged = refusal(
  409,
  'announcement.audience-changed',
  'Whom it reaches has changed since you looked. Look at the recipients again, then publish.',
);
export const announcementTooLate = refusal(
  422,
  'announcement.too-late',
  'Its window is over or its last day has passed. Edit the draft, then publish.',
);
export const audienceUnknown = refusal(
  422,
  'announcement.audience-unknown',
  'A client or technology group that it is for does not exist.',
);
export const announcementAcknowledged = refusal(
  409,
  'announcement.acknowledged',
  'Your organisation has acknowledged it already.',
);
export const acknowledgementNotAsked = refusal(
  409,
  'announcement.not-asked',
  'This announcement is for information; nobody has to acknowledge it.',
);

/** For which clients: all, those that have one of some technology groups in scope, or some that were picked. */
export const Audience = z.discriminatedUnion('to', [
  z.object({ to: z.literal('all') }),
  z.object({
    to: z.literal('technology-groups'),
    technologyGroups: z.array(TechnologyGroupId).min(1, 'choose a technology group').max(20),
  }),
  z.object({ to: z.literal('picked'), clients: z.array(ClientId).min(1, 'pick a client').max(1000) }),
]);
export type Audience = z.output<typeof Audience>;

/** When maintenance takes place; the end is the first moment after it. */
export const MaintenanceWindow = z
  .object({ startsAt: Moment, endsAt: Moment })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    path: ['endsAt'],
    message: 'ends before it begins',
  });
export type MaintenanceWindow = z.output<typeof MaintenanceWindow>;

/** `acknowledgeBy` is the last day, by the client's clock, on which a client should say that it knows; null where that is not asked. */
const said = z.object({
  kind: z.enum(announcementKinds),
  title: z.string().trim().min(1, 'an announcement needs a title').max(200),
  words: z.string().trim().min(1, 'say what there is to know').max(10_000),
  window: MaintenanceWindow.nullable().default(null),
  acknowledgeBy: Day.nullable().default(null),
});

const windowFits = {
  path: ['window'],
  message: 'maintenance has a window, from when to when; nothing else has one',
};
const fits = ({ kind, window }: { readonly kind: AnnouncementKind; readonly window: unknown }): boolean =>
  (kind === 'maintenance') === (window !== null);

export const AnnouncementDraft = said.extend({ audience: Audience }).refine(fits, windowFits);
export type AnnouncementDraft = z.output<typeof AnnouncementDraft>;

/** Another announcement, by which this one is replaced or which it replaces. */
const Other = z.object({ id: AnnouncementId, title: z.string() }).nullable();

/** What became of a published announcement, counted. `people` are addresses; `acknowledged` and `overdue` are clients. */
export const DeliveryFigures = z
  .object({
    clients: z.int(),
    people: z.int(),
    queued: z.int(),
    sent: z.int(),
    failed: z.int(),
    read: z.int(),
    acknowledged: z.int(),
    overdue: z.int(),
  })
  .meta({ id: 'DeliveryFigures' });
export type DeliveryFigures = z.output<typeof DeliveryFigures>;

export const announcementStates = ['draft', 'published', 'replaced', 'withdrawn'] as const;
export type AnnouncementState = (typeof announcementStates)[number];

/** An announcement as staff see it. */
export const Announcement = said
  .extend({
    id: AnnouncementId,
    audience: Audience,
    state: z.enum(announcementStates),
    replaces: Other,
    replacedBy: Other,
    draftedBy: PersonId,
    draftedByName: z.string(),
    draftedAt: Moment,
    publication: z.object({ byName: z.string(), at: Moment }).nullable(),
    withdrawal: z.object({ reason: z.string(), byName: z.string(), at: Moment }).nullable(),
    figures: DeliveryFigures,
    version: z.int(),
  })
  .meta({ id: 'Announcement' });
export type Announcement = z.output<typeof Announcement>;

/** An announcement as one client sees it. */
export const ClientAnnouncement = said
  .extend({
    id: AnnouncementId,
    clientId: ClientId,
    state: z.enum(['current', 'replaced', 'withdrawn']),
    replaces: Other,
    replacedBy: Other,
    deliveredAt: Moment,
    /** When the asker first opened it in the portal. */
    readAt: Moment.nullable(),
    acknowledgement: z.object({ byName: z.string(), at: Moment }).nullable(),
    withdrawal: z.object({ reason: z.string(), at: Moment }).nullable(),
    /** Whether it waits for the asker: current, and not read by them or not acknowledged by the client though that is asked. */
    waits: z.boolean(),
  })
  .meta({ id: 'ClientAnnouncement' });
export type ClientAnnouncement = z.output<typeof ClientAnnouncement>;

/** Somebody an announcement goes to by mail; with `personId` they may sign in to the portal. */
export const Recipient = z.object({
  name: z.string(),
  email: z.string(),
  contactId: z.string().nullable(),
  personId: z.string().nullable(),
});
export type Recipient = z.output<typeof Recipient>;

/** A client that a draft would reach if it were published now, and whom of it. */
export const ReachedClient = z
  .object({ clientId: ClientId, name: z.string(), timeZone: z.string(), people: z.array(Recipient) })
  .meta({ id: 'ReachedClient' });
export type ReachedClient = z.output<typeof ReachedClient>;

export const recipientStates = ['queued', 'sent', 'failed'] as const;

/** Proof of what became of an announcement at one recipient; `recipient` is null for a client that had nobody to tell by mail. */
export const ProofLine = z
  .object({
    clientId: ClientId,
    clientName: z.string(),
    recipient: z
      .object({
        name: z.string(),
        email: z.string(),
        state: z.enum(recipientStates),
        /** When it was sent, failed or was tried last; null before the first attempt. */
        at: Moment.nullable(),
        /** What the mail server said last, where it did not take it. */
        reason: z.string().nullable(),
        readAt: Moment.nullable(),
      })
      .nullable(),
    remindedAt: Moment.nullable(),
    acknowledgement: z.object({ byName: z.string(), at: Moment }).nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'ProofLine' });
export type ProofLine = z.output<typeof ProofLine>;

/** Refuses an edit, a discard or a second publication of what was published. */
export function requireDraft({ state, publication }: Announcement): void {
  if (state !== 'draft')
    throw new Refused(announcementPublished, `${publication?.byName ?? 'Somebody'} published it.`);
}

/** Refuses a correction or a withdrawal of what is not published, or not in force any more. */
export function requireInForce({ state }: Pick<Announcement, 'state'>): void {
  if (state === 'draft') throw new Refused(announcementNotPublished, announcementNotPublished.title);
  if (state === 'replaced') throw new Refused(announcementReplaced, announcementReplaced.title);
  if (state === 'withdrawn') throw new Refused(announcementWithdrawn, announcementWithdrawn.title);
}

/**
 * Refuses to publish what comes too late: a window that is over, or a last day that has passed everywhere (by the clock of UTC−12).
 * Example: at 2026-11-24T15:00Z a window until 15:00Z is refused, and so is a last day of 2026-11-23; one of 2026-11-24 is not.
 */
export function requireInTime(
  { window, acknowledgeBy }: Pick<Announcement, 'window' | 'acknowledgeBy'>,
  now: Temporal.Instant,
): void {
  if (window && Temporal.Instant.compare(Temporal.Instant.from(window.endsAt), now) <= 0)
    throw new Refused(announcementTooLate, 'Its maintenance window is over.');
  if (acknowledgeBy !== null && acknowledgeBy < todayIn('Etc/GMT+12', now))
    throw new Refused(announcementTooLate, 'The last day to acknowledge it has passed.');
}

/** Refuses to publish to other clients or people than whoever publishes has seen, and to nobody. */
export function requireAudience(
  reached: readonly ReachedClient[],
  seen: { readonly clients: number; readonly people: number },
): void {
  if (reached.length === 0) throw new Refused(audienceEmpty, audienceEmpty.title);
  const people = peopleIn(reached);
  if (reached.length !== seen.clients || people !== seen.people)
    throw new Refused(
      audienceChanged,
      `It reaches ${reached.length} clients and ${people} people now, not ${seen.clients} and ${seen.people}.`,
      { clients: reached.length, people },
    );
}

/** How many people a draft reaches by mail. Example: two people at one client, none at another → 2. */
export const peopleIn = (reached: readonly ReachedClient[]): number =>
  reached.reduce((sum, { people }) => sum + people.length, 0);

/** What a client's receipt may be refused for: what no longer holds, what is not asked, and what was given before. */
export function requireAcknowledgeable({ state, acknowledgeBy, acknowledgement }: ClientAnnouncement): void {
  if (state !== 'current') requireInForce({ state });
  if (acknowledgeBy === null) throw new Refused(acknowledgementNotAsked, acknowledgementNotAsked.title);
  if (acknowledgement) throw new Refused(announcementAcknowledged, `${acknowledgement.byName} did it.`);
}

export const announcementKindWords: Readonly<Record<AnnouncementKind, string>> = {
  'provider-change': 'Change at your provider',
  'service-information': 'Product and service information',
  maintenance: 'Maintenance',
};

/**
 * A window by the clock of a zone, which is named; where it ends on the day it began, that day is said once.
 * Example: 2026-11-29T04:00Z to 06:30Z in America/Chicago → "28 November 2026, 22:00 to 29 November 2026, 00:30 (America/Chicago)".
 */
export function windowInWords({ startsAt, endsAt }: MaintenanceWindow, zone: string): string {
  const [starts, ends] = [startsAt, endsAt].map((at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone));
  if (!starts || !ends) return '';
  const day = (at: Temporal.ZonedDateTime) => dayInWords(dayFrom(at.toPlainDate().toString()));
  const time = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
  const end = day(starts) === day(ends) ? time(ends) : `${day(ends)}, ${time(ends)}`;
  return `${day(starts)}, ${time(starts)} to ${end} (${zone})`;
}

/** What is told by mail: the announcement, that it is to be acknowledged, or that it no longer holds and why. */
export type Telling =
  | { readonly kind: 'announcement' }
  | { readonly kind: 'announcement-reminder' }
  | { readonly kind: 'announcement-withdrawn'; readonly reason: string };

/**
 * The mail of an announcement to one recipient of a client, in the client's zone, under one key for each client, so that it is told once.
 * Who may sign in is led to the portal to read and acknowledge it; who may not has all of it in the mail.
 * Example: a correction titled "Core switch" is sent as "Correction: Core switch".
 */
export function announcementMail(
  { id, kind, title, words, window, acknowledgeBy, replaces }: MailedAnnouncement,
  client: Pick<ReachedClient, 'clientId' | 'timeZone'>,
  { name, email, personId }: Recipient,
  telling: Telling,
): Message {
  const asked =
    acknowledgeBy === null
      ? 'You find it in the portal:'
      : `Please acknowledge it by ${dayInWords(dayFrom(acknowledgeBy))}, with one click:`;
  const about = replaces ? `Correction: ${title}` : `${announcementKindWords[kind]}: ${title}`;
  const parts = {
    announcement: [
      ...(replaces ? [`This corrects what we told you before as “${replaces.title}”.`] : []),
      words,
      ...(window ? [`When: ${windowInWords(window, client.timeZone)}`] : []),
    ],
    'announcement-reminder': [`Nobody of your organisation has acknowledged “${title}” yet.`],
    'announcement-withdrawn': [
      `What we told you as “${title}” no longer holds.`,
      ...(telling.kind === 'announcement-withdrawn' ? [telling.reason] : []),
    ],
  }[telling.kind];
  const subject = {
    announcement: about,
    'announcement-reminder': `Please acknowledge: ${title}`,
    'announcement-withdrawn': `Withdrawn: ${title}`,
  }[telling.kind];
  const lead = telling.kind === 'announcement-withdrawn' ? 'You find it in the portal:' : asked;
  return {
    kind: telling.kind,
    key: `${telling.kind} ${id} ${client.clientId}`,
    client: client.clientId,
    to: email,
    subject,
    text: [`Hello ${name},`, ...parts, ...(personId === null ? [] : [lead])].join('\n\n'),
    ...(personId === null ? {} : { page: `/portal/announcements/${id}` }),
  };
}

export type MailedAnnouncement = Pick<
  Announcement,
  'id' | 'kind' | 'title' | 'words' | 'window' | 'acknowledgeBy' | 'replaces'
>;
