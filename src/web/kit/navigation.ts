import type { Icon } from '@tabler/icons-react';
import { mayCall, type Access, type Role } from '../../people/access.ts';

/** A place in the navigation of a shell. */
export interface Place {
  readonly label: string;
  readonly to: string;
  readonly icon: Icon;
  /** Two keys in a row that go there: `g c`. */
  readonly keys: string;
  /** Who sees it; the same as its page's first route. */
  readonly access: Access;
  /** Roles for whom it is among the first five; for others it is under More. */
  readonly first: readonly Role[];
}

const firstMost = 5;

/**
 * The places a person sees: at most five first, in the order of the table, the rest under More. What they may not open is in neither.
 * Somebody with several roles gets the first places of all of them, as far as five go; free places are filled in the table's order.
 */
export function placesFor(
  places: readonly Place[],
  roles: readonly Role[],
): { first: readonly Place[]; more: readonly Place[] } {
  const open = places.filter(({ access }) => mayCall(roles, access));
  const own = open.filter(({ first }) => first.some((role) => roles.includes(role)));
  const chosen = new Set([...new Set([...own, ...open])].slice(0, firstMost));
  return {
    first: open.filter((place) => chosen.has(place)),
    more: open.filter((place) => !chosen.has(place)),
  };
}
