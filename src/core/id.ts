import { z } from 'zod';

declare const kind: unique symbol;

/** A uuid that names one kind of thing; ids of different kinds do not mix. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/**
 * The parser of one kind of id, for use at the edge.
 *
 * Refused: anything that is not a uuid. Letters come out in lower case, as the database writes them.
 * Example: `idOf('client').parse('0190A5B0-…')` → the `ClientId` `0190a5b0-…`.
 */
export const idOf = <Kind extends string>(_kind: Kind) =>
  z.uuid().transform((text) => text.toLowerCase() as Id<Kind>);

/**
 * An id that was checked before: it comes from the database or was just made. Nothing is refused here.
 * Example: `known<'client'>(row.client_id)`.
 */
export const known = <Kind extends string>(text: string): Id<Kind> => text as Id<Kind>;
