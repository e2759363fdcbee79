import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type ContactId = Id<'contact'>;
export const ContactId = idOf('contact');

/** What a contact may decide for the client. */
export const authorities = ['approve-change', 'approve-overage', 'sign-contract', 'request-work'] as const;
export type Authority = (typeof authorities)[number];

export const ContactDraft = z.object({
  name: z.string().trim().min(1, 'a contact needs a name').max(200),
  title: z.string().trim().max(200).default(''),
  email: z.email('this is not an e-mail address').toLowerCase(),
  phone: z.string().trim().max(60).default(''),
  authority: z.array(z.enum(authorities)).default([]),
});
export type ContactDraft = z.output<typeof ContactDraft>;

/** Somebody at the client whom the provider deals with. `personId` is set where the contact may sign in to the portal. */
export const Contact = ContactDraft.extend({
  id: ContactId,
  clientId: ClientId,
  personId: PersonId.nullable(),
  endedAt: Moment.nullable(),
}).meta({ id: 'Contact' });
export type Contact = z.output<typeof Contact>;
