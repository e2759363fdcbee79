import { z } from 'zod';
import { invalidInput, Refused } from './refusal.ts';

/** How many of a list are asked for at a time, and from where on. A cursor is what the page before gave as `next`. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});

/** One page of a list; `next` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** The items of a page out of one more than was asked for, and the cursor of the next. */
export function nextCursor<Item>(
  items: readonly Item[],
  limit: number,
  keyOf: (item: Item) => readonly string[],
): { items: Item[]; next: string | null } {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page,
    next: items.length > limit && last ? btoa(encodeURIComponent(JSON.stringify(keyOf(last)))) : null,
  };
}

/** The key a cursor was made of, or null for the first page. A cursor that none of ours made is refused. */
export function readCursor(cursor: string | undefined): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    return z.array(z.string()).parse(JSON.parse(decodeURIComponent(atob(cursor))));
  } catch {
    throw new Refused(invalidInput, 'Take the cursor as the page before gave it.', {}, [
      { path: '/query/cursor', message: 'unknown cursor' },
    ]);
  }
}
