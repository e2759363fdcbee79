import type { Person } from '../person.ts';

/** The first page after signing in: people of a client see their portal, the provider's own their shell. */
export const homeOf = ({ clientId }: Pick<Person, 'clientId'>): string => (clientId ? '/portal' : '/app');
