import { z } from 'zod';
import { Currency, TimeZone } from '../core/shape.ts';
import { ProviderId } from './person.ts';

/** What is said of the provider itself. Clients and contracts begin with its zone and currency and may then have their own. */
export const ProviderDraft = z.object({
  name: z.string().trim().min(1, 'a provider needs a name').max(200),
  timeZone: TimeZone,
  currency: Currency,
});
export type ProviderDraft = z.output<typeof ProviderDraft>;

/** The managed service provider. `version` counts edits; `sample` is one made up to try Tandem with. */
export const Provider = ProviderDraft.extend({
  id: ProviderId,
  sample: z.boolean(),
  version: z.int(),
}).meta({ id: 'Provider' });
export type Provider = z.output<typeof Provider>;
