import { z } from 'zod';
import { refusal, Refused } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { audiences, ItemKey, type AgendaItem } from './agenda.ts';
import { seriesKinds, type Invitee } from './series.ts';
import type { TouchPoint } from './touch-point.ts';

export const minutesTooEarly = refusal(
  409,
  'minutes.too-early',
  'Minutes are begun on the day of the call. Move the call if it is held earlier.',
);
export const minutesNotBegun = refusal(409, 'minutes.not-begun', 'The minutes of this call were not begun.');
export const minutesPublished = refusal(
  409,
  'minutes.published',
  'Published minutes stay as they are. Put right in an addendum what is wrong.',
);
export const minutesNotPublished = refusal(
  409,
  'minutes.not-published',
  'An addendum is to published minutes. Edit these.',
);
export const minutesEdited = refusal(
  412,
  'minutes.edited-meanwhile',
  'Somebody else wrote into these minutes meanwhile. Look at what they wrote, then save yours.',
);
export const minutesEmpty = refusal(
  422,
  'minutes.empty',
  'Say who was there before the minutes are published.',
);
export const minutesUnknownPart = refusal(
  422,
  'minutes.unknown-part',
  'Minutes have the items of the agenda as it was when the call began, and the people who were invited.',
);

const Written = z.string().max(10_000);

/** An item as it was when the call began, with what was written of it. */
const MinutesItem = z.object({
  key: ItemKey,
  title: z.string(),
  lines: z.array(z.string()),
  audience: z.enum(audiences),
  notes: Written,
  decisions: Written,
});
type MinutesItem = z.output<typeof MinutesItem>;

/** What the minutes of a call hold while they are written. */
export const MinutesDocument = z.object({
  items: z.array(MinutesItem),
  /** What was left out of the agenda, and why. */
  leftOut: z.array(z.object({ title: z.string(), reason: z.string(), audience: z.enum(audiences) })),
  /** Of those invited, by their ids. */
  present: z.array(z.uuid()),
});
export type MinutesDocument = z.output<typeof MinutesDocument>;

export const MeetingMinutes = MinutesDocument.extend({
  version: z.int(),
  editedByName: z.string(),
  editedAt: Moment,
}).meta({ id: 'MeetingMinutes' });
export type MeetingMinutes = z.output<typeof MeetingMinutes>;

/** What is written at once: notes and decisions of items, and who was there. Made from a version. */
export const MinutesEdit = z.object({
  version: z.int(),
  items: z.array(z.object({ key: ItemKey, notes: Written, decisions: Written })).max(200),
  present: z.array(z.uuid()).max(100),
});
export type MinutesEdit = z.output<typeof MinutesEdit>;

/** Minutes as both sides have them: nothing in them is for the provider alone. */
export const PublishedMinutes = z
  .object({
    client: z.string(),
    title: z.string(),
    kind: z.enum(seriesKinds),
    startsAt: Moment,
    endsAt: Moment,
    timeZone: z.string(),
    invited: z.array(
      z.object({ name: z.string(), side: z.enum(['provider', 'client']), present: z.boolean() }),
    ),
    items: z.array(MinutesItem.omit({ key: true, audience: true })),
    leftOut: z.array(z.object({ title: z.string(), reason: z.string() })),
    /** All that were open when the minutes were published, and those that ended since the call before. */
    actions: z.array(
      z.object({ title: z.string(), owner: z.string(), dueDay: Day, state: z.enum(['new', 'carried over']) }),
    ),
    published: z.object({ by: z.string(), at: Moment }),
  })
  .meta({ id: 'PublishedMinutes' });
export type PublishedMinutes = z.output<typeof PublishedMinutes>;

/** What everybody reads of a call: the minutes, the SHA-256 of their canonical JSON, and what was put right since. */
export const Publication = z
  .object({
    minutes: PublishedMinutes,
    hash: z.string(),
    addenda: z.array(z.object({ words: z.string(), byName: z.string(), at: Moment })),
  })
  .meta({ id: 'MinutesPublication' });
export type Publication = z.output<typeof Publication>;

const anythingElse = {
  key: 'other',
  title: 'Anything else',
  lines: [],
  audience: 'client',
} as const;

/**
 * Empty minutes for an agenda: its items as they are at this moment, then a place for what else comes up. Nobody counts as present until
 * somebody says so.
 * Example: an agenda of hours, and actions dropped → items hours and other, actions left out.
 */
export function minutesFor(agenda: readonly AgendaItem[]): MinutesDocument {
  return {
    items: [
      ...agenda
        .filter(({ dropped }) => dropped === null)
        .map(({ key, title, lines, audience }) => ({
          key,
          title,
          lines,
          audience,
          notes: '',
          decisions: '',
        })),
      { ...anythingElse, lines: [], notes: '', decisions: '' },
    ],
    leftOut: agenda.flatMap(({ title, audience, dropped }) =>
      dropped === null ? [] : [{ title, reason: dropped, audience }],
    ),
    present: [],
  };
}

/**
 * The minutes with what was written; items that the edit does not name stay as they are.
 * Refused: `minutes.unknown-part` for an item that is not in them, or somebody who was not invited, each with its place.
 */
export function edited(
  document: MinutesDocument,
  edit: Pick<MinutesEdit, 'items' | 'present'>,
  invited: readonly Pick<Invitee, 'id'>[],
): MinutesDocument {
  const faults = [
    ...edit.items.flatMap(({ key }, index) =>
      document.items.some((item) => item.key === key)
        ? []
        : [{ path: `/items/${index}/key`, message: 'these minutes have no such item' }],
    ),
    ...edit.present.flatMap((one, index) =>
      invited.some(({ id }) => id === one)
        ? []
        : [{ path: `/present/${index}`, message: 'nobody who was invited' }],
    ),
  ];
  if (faults.length > 0) throw new Refused(minutesUnknownPart, minutesUnknownPart.title, {}, faults);
  const written = new Map(edit.items.map((item) => [item.key, item]));
  return {
    ...document,
    items: document.items.map((item) => ({ ...item, ...written.get(item.key) })),
    present: [...new Set(edit.present)],
  };
}

/** Refused: `minutes.too-early` before the local day of the call. */
export function requireItsDay(
  { startsAt, timeZone }: Pick<TouchPoint, 'startsAt' | 'timeZone'>,
  now: Temporal.Instant,
): void {
  const dayIn = (at: Temporal.Instant): string => at.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const day = dayIn(Temporal.Instant.from(startsAt));
  if (dayIn(now) < day) throw new Refused(minutesTooEarly, `The call is on ${day}.`, { day });
}

/** Refused: `minutes.empty` where nobody was present. */
export function requireAttended({ present }: MinutesDocument): void {
  if (present.length === 0)
    throw new Refused(minutesEmpty, minutesEmpty.title, {}, [
      { path: '/present', message: 'say who was there' },
    ]);
}

/**
 * What is published of minutes: what is for the client too, with who of those invited was there.
 * Example: an item "Exceptions" for staff alone is not in it.
 */
export function published(
  { items, leftOut, present }: MinutesDocument,
  about: {
    readonly touchPoint: TouchPoint;
    readonly invited: readonly Invitee[];
    readonly actions: PublishedMinutes['actions'];
    readonly by: string;
    readonly at: string;
  },
): PublishedMinutes {
  const { touchPoint, invited, actions, by, at } = about;
  const { clientName, title, kind, startsAt, endsAt, timeZone } = touchPoint;
  return {
    client: clientName,
    title,
    kind,
    startsAt,
    endsAt,
    timeZone,
    invited: invited.map(({ id, name, side }) => ({ name, side, present: present.includes(id) })),
    items: items
      .filter(({ audience }) => audience === 'client')
      .map(({ title: heading, lines, notes, decisions }) => ({ title: heading, lines, notes, decisions })),
    leftOut: leftOut
      .filter(({ audience }) => audience === 'client')
      .map(({ title: heading, reason }) => ({ title: heading, reason })),
    actions,
    published: { by, at },
  };
}
