import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { todayIn } from '../core/zone.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { TechnologyGroupId } from './client.ts';
import { ContactId } from './contact.ts';

export type InteractionId = Id<'interaction'>;
export const InteractionId = idOf('interaction');

/** A need and a problem are open until they are settled; an intervention and a conversation are what they are. */
export const interactionKinds = ['need', 'problem', 'intervention', 'conversation'] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export const interactionFuture = refusal(
  422,
  'interaction.future',
  'An interaction is put on record once it has happened. Give a moment that has passed.',
);
export const contactUnknown = refusal(
  422,
  'interaction.contact-unknown',
  'Somebody named is no contact of the client. Add them as a contact first.',
);
export const interactionNotYours = refusal(
  403,
  'interaction.not-yours',
  'Who put an interaction on record edits it, and nobody else. Put yours on record beside it.',
);
export const interactionDayOver = refusal(
  409,
  'interaction.day-over',
  'An interaction can be edited on the day on which it was put on record. Log another that says what was wrong.',
);
export const interactionStays = refusal(
  409,
  'interaction.stays',
  'What was settled or shared with the client stays as it is. Log another that says what was wrong.',
);
export const interactionNeverOpen = refusal(
  409,
  'interaction.never-open',
  'Needs are answered and problems are settled; an intervention or a conversation is neither.',
);
export const interactionSettled = refusal(409, 'interaction.settled', 'It is settled already.');
export const interactionShared = refusal(409, 'interaction.shared', 'The client sees it already.');

/** What is put on record. `contacts` are those of the client it was with; without a moment it was just now. */
export const InteractionDraft = z.object({
  kind: z.enum(interactionKinds),
  title: z.string().trim().min(1, 'say in a few words what it is about').max(200),
  words: z.string().trim().max(5000).default(''),
  happenedAt: Moment.optional(),
  contacts: z.array(ContactId).max(50).default([]),
  technologyGroups: z.array(TechnologyGroupId).max(20).default([]),
});
export type InteractionDraft = z.output<typeof InteractionDraft>;

/** How a need was answered or a problem settled. */
export const InteractionSettlement = z.object({
  words: z.string(),
  settledBy: PersonId,
  settledByName: z.string(),
  settledAt: Moment,
});
export type InteractionSettlement = z.output<typeof InteractionSettlement>;

/** What the client needed or had trouble with, what we did, what was said; with whom, when, and who put it on record. */
export const Interaction = InteractionDraft.extend({
  id: InteractionId,
  clientId: ClientId,
  words: z.string(),
  happenedAt: Moment,
  contacts: z.array(z.object({ id: ContactId, name: z.string() })),
  technologyGroups: z.array(TechnologyGroupId),
  loggedBy: PersonId,
  loggedByName: z.string(),
  loggedAt: Moment,
  /** Null while it is open, and for what is never open. */
  settlement: InteractionSettlement.nullable(),
  /** Since when the client sees it; null where it does not. */
  sharedAt: Moment.nullable(),
  version: z.int(),
}).meta({ id: 'Interaction' });
export type Interaction = z.output<typeof Interaction>;

/** An interaction as the client sees it: as it was when it was shared, and how it was settled since. */
export const SharedInteraction = z
  .object({
    id: InteractionId,
    kind: z.enum(interactionKinds),
    title: z.string(),
    words: z.string(),
    happenedAt: Moment,
    loggedByName: z.string(),
    sharedAt: Moment,
    settlement: z.object({ words: z.string(), settledAt: Moment }).nullable(),
  })
  .meta({ id: 'SharedInteraction' });
export type SharedInteraction = z.output<typeof SharedInteraction>;

/** Whether interactions of a kind are ever open. Example: `need` → true, `conversation` → false. */
export const canBeOpen = (kind: InteractionKind): boolean => kind === 'need' || kind === 'problem';

/** Whether something still has to be done about it. Example: a problem without settlement → true, a conversation → false. */
export const isOpen = ({ kind, settlement }: Pick<Interaction, 'kind' | 'settlement'>): boolean =>
  canBeOpen(kind) && settlement === null;

/**
 * Refuses an edit by anybody but who put it on record, after the day in `zone` (the client's) on which that was done, and of what was
 * settled or shared. Example: logged on 2026-11-24 at 23:50 in Chicago → can be edited until midnight there, ten minutes later.
 */
export function requireEditable(
  { loggedBy, loggedAt, settlement, sharedAt }: Interaction,
  by: PersonId,
  now: Temporal.Instant,
  zone: string,
): void {
  if (loggedBy !== by) throw new Refused(interactionNotYours, interactionNotYours.title);
  if (settlement !== null || sharedAt !== null) throw new Refused(interactionStays, interactionStays.title);
  const day = todayIn(zone, Temporal.Instant.from(loggedAt));
  if (day !== todayIn(zone, now)) throw new Refused(interactionDayOver, interactionDayOver.title, { day });
}

/** Refuses what has not happened yet. Example: at 15:00 a conversation of 15:01 is refused, one of 15:00 is not. */
export function requireHappened(happenedAt: Temporal.Instant, now: Temporal.Instant): void {
  if (Temporal.Instant.compare(happenedAt, now) <= 0) return;
  throw new Refused(interactionFuture, interactionFuture.title, {}, [
    { path: '/happenedAt', message: 'this is still to come' },
  ]);
}

/** Refuses a settlement of what is never open or was settled before. */
export function requireOpen(interaction: Interaction): void {
  if (!canBeOpen(interaction.kind)) throw new Refused(interactionNeverOpen, interactionNeverOpen.title);
  if (interaction.settlement)
    throw new Refused(interactionSettled, `${interaction.settlement.settledByName} settled it.`);
}
