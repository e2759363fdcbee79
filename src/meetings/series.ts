import { z } from 'zod';
import { ContactId } from '../clients/contact.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type SeriesId = Id<'meeting-series'>;
export const SeriesId = idOf('meeting-series');

export const ruleUnusable = refusal(
  422,
  'meeting-series.rule',
  'A series follows a recurrence rule such as FREQ=WEEKLY;BYDAY=TU.',
);
export const seriesReversed = refusal(
  422,
  'meeting-series.reversed',
  'A series ends on a day after the one on which it begins.',
);
export const strangerInvited = refusal(
  422,
  'meeting-series.stranger',
  'Invited are people of the provider who are active, and contacts of this client who have not left.',
);
export const seriesEnded = refusal(409, 'meeting-series.ended', 'This series has ended by that day already.');

export const seriesKinds = ['operational-call', 'service-review', 'quarterly-review', 'other'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

/** One line of text: it stands in subjects and calendar files. */
const Line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'write it in one line');

/** What a series is. Times are by the clocks of the client; who leads the calls is invited in any case. */
export const SeriesDraft = z.object({
  kind: z.enum(seriesKinds),
  title: Line.min(1, 'a series needs a title')
    .max(200)
    .meta({ examples: ['Weekly call'] }),
  rule: Line.min(1, 'say when the calls are')
    .max(300)
    .meta({ examples: ['FREQ=WEEKLY;BYDAY=TU'] }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written 09:30')
    .meta({ examples: ['09:30'] }),
  minutes: z.int().min(5, 'a call lasts 5 minutes at least').max(480, 'a call lasts 8 hours at most'),
  /** Where or by which link people meet. */
  place: Line.max(500)
    .default('')
    .meta({ examples: ['meet.example.com/lake'] }),
  from: Day,
  /** The first day without; null while it goes on. */
  to: Day.nullable().default(null),
  organiserId: PersonId,
  staff: z.array(PersonId).max(50).default([]),
  contacts: z.array(ContactId).max(50).default([]),
});
export type SeriesDraft = z.output<typeof SeriesDraft>;

/** Somebody who is invited; `email` is where invitations go. Contacts who have left are no longer told. */
export const Invitee = z
  .object({
    side: z.enum(['provider', 'client']),
    /** Of the person or the contact. */
    id: z.uuid(),
    /** As whom a contact signs in; null where they do not. */
    personId: PersonId.nullable(),
    name: z.string(),
    email: z.string(),
    /** Whether they are still told: active, or not ended as a contact. */
    told: z.boolean(),
  })
  .meta({ id: 'Invitee' });
export type Invitee = z.output<typeof Invitee>;

/** When a client is spoken with, and who takes part. */
export const Series = SeriesDraft.omit({ staff: true, contacts: true })
  .extend({
    id: SeriesId,
    clientId: ClientId,
    timeZone: z.string(),
    /** The organiser first, then people of the provider, then contacts, each by name. */
    invitees: z.array(Invitee),
    followsId: SeriesId.nullable(),
  })
  .meta({ id: 'MeetingSeries' });
export type Series = z.output<typeof Series>;
