import { z } from 'zod';
import { idOf } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

/** One thing that was done, by whom and when. Its id is in order of time. */
export const FactId = idOf('fact');
export type FactId = z.output<typeof FactId>;

/** What was done, `noun.verb-in-the-past`; the noun alone stands for all that was done to such things. Example: `entry.logged`, `entry`. */
export const Act = z
  .string()
  .regex(/^[a-z-]+(\.[a-z-]+)?$/, 'an act is written like entry.logged, or entry for all of them');

/** A fact of the record. `seal` is its place in the provider's chain and its hash, null for the second or so in which it waits for it. */
export const Fact = z
  .object({
    id: FactId,
    at: Moment,
    act: z.string(),
    actorId: PersonId.nullable(),
    actorName: z.string().nullable(),
    clientId: ClientId.nullable(),
    objectId: z.string().nullable(),
    requestId: z.string(),
    detail: z.unknown(),
    seal: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  })
  .meta({ id: 'Fact' });
export type Fact = z.output<typeof Fact>;

/** Which facts are asked for; what is left out does not narrow. `from` is included, `to` is not. */
export const FactFilter = z.object({
  client: ClientId.optional(),
  object: z.uuid().optional(),
  actor: PersonId.optional(),
  act: Act.optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type FactFilter = z.output<typeof FactFilter>;

/** What may be wrong with a chain. What each means stands in the area's README. */
export const ChainFaultKind = z.enum([
  'fact-edited',
  'fact-deleted',
  'fact-unsealed',
  'seal-missing',
  'seal-changed',
  'seals-reordered',
  'tail-missing',
  'tail-rewritten',
]);

/** What came of computing a provider's chain again: where it ends, what waits for its seal, and the first hundred faults in its order. */
export const ChainReport = z
  .object({
    intact: z.boolean(),
    seq: z.int(),
    hash: z.string(),
    waiting: z.int(),
    anchors: z.int(),
    faults: z.array(
      z.object({
        kind: ChainFaultKind,
        seq: z.int().nullable(),
        factId: z.string().nullable(),
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'ChainReport' });
export type ChainReport = z.output<typeof ChainReport>;
