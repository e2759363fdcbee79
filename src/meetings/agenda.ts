import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';

export type AgendaItemId = Id<'agenda-item'>;
export const AgendaItemId = idOf('agenda-item');

export const agendaClosed = refusal(
  409,
  'agenda.closed',
  'The agenda of a call that was held or cancelled stays as it is; write into its minutes.',
);
export const noSuchItem = refusal(422, 'agenda.no-such-item', 'There is no such item on this agenda.');
export const dropUnexplained = refusal(
  422,
  'agenda.unexplained',
  'This item belongs on every agenda: say why it is left out.',
);

/** Whether a client sees an item too, or the provider alone. */
export const audiences = ['client', 'staff'] as const;

/** What names an item of an agenda: its source, or the id of what somebody added. */
export const ItemKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an item is named as the agenda names it')
  .meta({ examples: ['hours'] });

/** What somebody wants to be spoken about. */
export const AgendaItemDraft = z.object({
  title: z.string().trim().min(1, 'say what it is about').max(200),
  words: z.string().trim().max(2000).default(''),
});
export type AgendaItemDraft = z.output<typeof AgendaItemDraft>;

export const AgendaItem = z
  .object({
    key: ItemKey,
    title: z.string(),
    /** What there is to know of it, a sentence each. */
    lines: z.array(z.string()),
    origin: z.enum(['source', 'added', 'proposed']),
    /** Who added or proposed it; null where it built itself. */
    byName: z.string().nullable(),
    obligatory: z.boolean(),
    audience: z.enum(audiences),
    /** Why it is left out; empty where nobody said, null where it is on the agenda. */
    dropped: z.string().nullable(),
  })
  .meta({ id: 'AgendaItem' });
export type AgendaItem = z.output<typeof AgendaItem>;

/** What a source has found for an agenda. */
export interface Found {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly obligatory: boolean;
  readonly audience: (typeof audiences)[number];
}

/** What somebody added, what was left out and why, and the order that was chosen. */
export interface AgendaWishes {
  readonly added: readonly {
    readonly id: AgendaItemId;
    readonly title: string;
    readonly words: string;
    readonly proposed: boolean;
    readonly byName: string;
  }[];
  readonly dropped: ReadonlyMap<string, string>;
  readonly order: readonly string[];
}

/**
 * The agenda of a call: what the sources found, in their order, then what was added, the earliest first; those that an order names come
 * first, as it names them. A source without anything to say is left away unless it is obligatory. What was dropped stays in the list, with
 * its reason, so that it can be taken back.
 * Example: sources actions and hours, "Printers" added, order [hours] → hours, actions, Printers.
 */
export function arrangeAgenda(
  found: readonly Found[],
  { added, dropped, order }: AgendaWishes,
): AgendaItem[] {
  const items: Omit<AgendaItem, 'dropped'>[] = [
    ...found
      .filter(({ lines, obligatory }) => obligatory || lines.length > 0)
      .map((one) => ({ ...one, lines: [...one.lines], origin: 'source' as const, byName: null })),
    ...added.map(({ id, title, words, proposed, byName }) => ({
      key: id,
      title,
      lines: words === '' ? [] : [words],
      origin: proposed ? ('proposed' as const) : ('added' as const),
      byName,
      obligatory: false,
      audience: 'client' as const,
    })),
  ];
  const placeOf = ({ key }: { readonly key: string }): number => {
    const place = order.indexOf(key);
    return place < 0 ? order.length : place;
  };
  return items
    .map((item) => ({ ...item, dropped: dropped.get(item.key) ?? null }))
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The item of a key. Refused: `agenda.no-such-item`. */
export function theItem(agenda: readonly AgendaItem[], key: string): AgendaItem {
  const item = agenda.find((one) => one.key === key);
  if (!item) throw new Refused(noSuchItem, `It has ${agenda.map((one) => one.key).join(', ')}.`);
  return item;
}

/** Refused: `agenda.unexplained` where an item that belongs on every agenda is dropped without a reason. */
export function requireExplained({ obligatory, title }: AgendaItem, reason: string): void {
  if (!obligatory || reason !== '') return;
  throw new Refused(dropUnexplained, `Say why “${title}” is left out.`, {}, [
    { path: '/reason', message: 'say why' },
  ]);
}
