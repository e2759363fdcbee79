import { z } from 'zod';
import { Amount, amountFits, Currency, TimeZone } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

/** A field of technology that engineers specialise in; the provider's own list. Example: `network`. */
export const TechnologyGroupId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'a technology group is lower-case letters, digits and dashes, such as "network"',
  )
  .meta({ examples: ['network'] })
  .brand('technology-group');
export type TechnologyGroupId = z.output<typeof TechnologyGroupId>;

export const TechnologyGroup = z
  .object({ id: TechnologyGroupId, name: z.string() })
  .meta({ id: 'TechnologyGroup' });
export type TechnologyGroup = z.output<typeof TechnologyGroup>;

const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'a code is 1 to 20 capital letters, digits and dashes')
  .meta({ examples: ['ACME'] });

/** What is said of a client when it is made or edited. Spend is a month's managed-services spend as a decimal in the client's currency. */
export const ClientDraft = z
  .object({
    code: Code,
    name: z.string().trim().min(1, 'a client needs a name').max(200),
    timeZone: TimeZone,
    currency: Currency,
    managedServicesSpend: Amount,
    deviceCount: z.int().min(0).max(10_000_000),
    technologyGroups: z.array(TechnologyGroupId).max(20),
  })
  .refine((draft) => amountFits(draft.managedServicesSpend, draft.currency), {
    path: ['managedServicesSpend'],
    message: 'this has more decimals than the currency',
  });
export type ClientDraft = z.output<typeof ClientDraft>;

/** The organisation served. `version` counts edits: an edit names the version it was made from. */
export const Client = ClientDraft.safeExtend({ id: ClientId, version: z.int() }).meta({ id: 'Client' });
export type Client = z.output<typeof Client>;
