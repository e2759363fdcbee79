import { expect, test } from 'vitest';
import { z } from 'zod';
import { exampleOf } from './example.ts';
import { idOf } from './id.ts';
import { Amount, Currency, Day, Moment, Month, TimeZone } from './shape.ts';

const draft = z.object({
  client: idOf('client'),
  day: Day,
  month: Month,
  at: Moment.refine((at) => at > '2026').meta({ examples: ['2026-11-24T16:30:00Z'] }),
  zone: TimeZone,
  price: z.object({ amount: Amount, currency: Currency }),
  kind: z.enum(['base', 'supplemental']),
  hours: z.int().min(20),
  count: z.int(),
  note: z.string().optional(),
  until: Day.nullable(),
  lines: z
    .array(
      z.discriminatedUnion('is', [z.object({ is: z.literal('fee') }), z.object({ is: z.literal('time') })]),
    )
    .min(1),
});

test('an example has the required fields and nothing else, and its schema accepts it', () => {
  const example = exampleOf(draft);
  expect(example).toEqual({
    client: '01936d2a-7c00-7000-8000-000000000000',
    day: '2026-11-24',
    month: '2026-11',
    at: '2026-11-24T16:30:00Z',
    zone: 'America/Chicago',
    price: { amount: '175.00', currency: 'USD' },
    kind: 'base',
    hours: 20,
    count: 1,
    until: '2026-11-24',
    lines: [{ is: 'fee' }],
  });
  expect(draft.safeParse(example).success).toBe(true);
});

test('what is known by its name stands in place of what would be made up', () => {
  const known = (name: string) => (name === 'client' ? '01900000-0000-7000-8000-000000000001' : undefined);
  expect(exampleOf(z.object({ client: idOf('client'), hours: z.int() }), known)).toEqual({
    client: '01900000-0000-7000-8000-000000000001',
    hours: 1,
  });
});
