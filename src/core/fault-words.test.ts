import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultWords } from './fault-words.ts';

test.each([
  [z.string(), undefined, 'is missing'],
  [z.string(), 3, 'must be text, not a number'],
  [z.string(), null, 'must be text, not null'],
  [z.string().min(1), '', 'is empty'],
  [z.string().min(2), 'a', 'must have at least 2 characters'],
  [z.string().max(3), 'four', 'must have at most 3 characters'],
  [z.array(z.string()).min(1), [], 'must have at least 1 item'],
  [z.number(), '3', 'must be a number, not text'],
  [z.int(), '3', 'must be a whole number, not text'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.int(), undefined, 'is missing'],
  [z.int().min(0), -1, 'must be at least 0'],
  [z.int().max(9), 10, 'must be at most 9'],
  [z.number().gt(0), 0, 'must be more than 0'],
  [z.coerce.number(), 'many', 'is missing or not a number'],
  [z.coerce.number(), undefined, 'is missing or not a number'],
  [z.boolean(), 'yes', 'must be true or false, not text'],
  [z.array(z.string()), 'a', 'must be a list, not text'],
  [z.object({}), [], 'must be an object, not a list'],
  [z.enum(['open', 'closed']), 'ajar', 'must be one of open, closed'],
  [z.literal('csdm'), 'cse', 'must be csdm'],
  [z.uuid(), 'x', 'is not an id'],
  [z.email(), 'x', 'is not an email address'],
  [z.string().regex(/^a/), 'b', 'is not written as it should be'],
  [z.string().regex(/^a/, 'begins with a'), 'b', 'begins with a'],
  [z.strictObject({}), { colour: 1 }, 'has what nobody knows: colour'],
  [
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('base') }),
      z.object({ kind: z.literal('supplement') }),
    ]),
    { kind: 'both' },
    'must be one of base, supplement',
  ],
  [z.union([z.array(z.string()), z.boolean()]), 3, 'has none of the forms that it may have'],
])('%$: what is wrong with input is told in plain words', (schema, input, words) => {
  expect(schema.safeParse(input, { error: faultWords }).error?.issues.map(({ message }) => message)).toEqual([
    words,
  ]);
});
