import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { TimeZone } from '../core/shape.ts';
import { portal, roles, type Role } from './access.ts';

export type ProviderId = Id<'provider'>;
export type PersonId = Id<'person'>;
/** Declared with people because portal users belong to a client; `clients/client.ts` holds what a client is. */
export type ClientId = Id<'client'>;

export const ProviderId = idOf('provider');
export const PersonId = idOf('person');
export const ClientId = idOf('client');

/** Somebody who works for the provider or, with a client, uses the portal. */
export const Person = z
  .object({
    id: PersonId,
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    clientId: ClientId.nullable(),
    timeZone: z.string(),
    active: z.boolean(),
  })
  .meta({ id: 'Person' });
export type Person = z.output<typeof Person>;

/** Somebody on the list of people, with how they stand with signing in: can, was sent a link, or neither. */
export const ListedPerson = Person.extend({
  signIn: z.enum(['ready', 'invited', 'never']),
}).meta({ id: 'ListedPerson' });
export type ListedPerson = z.output<typeof ListedPerson>;

/** One or more roles, each once, in the order of `roles`. */
export const Roles = z
  .array(z.enum(roles))
  .min(1, 'somebody without a role can do nothing; choose at least one')
  .transform((held) => roles.filter((role) => held.includes(role)));

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('this is not an e-mail address'))
  .meta({ examples: ['someone@example.com'] });
export const PersonName = z.string().trim().min(1, 'a person needs a name').max(200);

/** Whom an administrator invites. With a client it is a portal user; without one, somebody of the provider's own. */
export const PersonDraft = z
  .object({
    name: PersonName,
    email: Email,
    roles: Roles,
    clientId: ClientId.nullable().default(null),
    timeZone: TimeZone,
  })
  .refine((draft) => rolesFit(draft.roles, draft.clientId), {
    path: ['roles'],
    message:
      'people of a client hold the roles of the portal and no others, people of the provider all but those',
  });
export type PersonDraft = z.output<typeof PersonDraft>;

/**
 * Whether roles go together with belonging to a client or not: the two of the portal are for people of a client, the others for the
 * provider's own. Example: `csdm` with a client → false, `client-contact` with a client → true, both at once → false either way.
 */
export const rolesFit = (held: readonly Role[], client: ClientId | null): boolean =>
  held.every((role) => portal.some((one) => one === role) === (client !== null));

/**
 * Whether nobody would be left to administer once `leaving` no longer does. `administrators` are those who are active and can sign in;
 * people who were invited and have no password yet do not count, because nobody may ever sign in as them.
 * Example: administrators [ada], leaving ada → true; [ada, ben], leaving ada → false; [ada], leaving ben → false.
 */
export const leavesNoAdministrator = (administrators: readonly PersonId[], leaving: PersonId): boolean =>
  administrators.length === 1 && administrators[0] === leaving;

/** Who did something, and when. */
export interface Done {
  readonly by: PersonId;
  readonly at: string;
}
