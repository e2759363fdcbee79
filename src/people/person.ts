import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { roles } from './access.ts';

export type ProviderId = Id<'provider'>;
export type PersonId = Id<'person'>;
/** Declared with people because portal users belong to a client; `clients/client.ts` holds what a client is. */
export type ClientId = Id<'client'>;

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
