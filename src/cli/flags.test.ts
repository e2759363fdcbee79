import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { idOf } from '../core/id.ts';
import type { Route } from '../core/route.ts';
import { Day } from '../core/shape.ts';
import { flagOf, readWords } from './flags.ts';

const route: Route = {
  method: 'PUT',
  path: '/clients/{client}/contacts/{contact}',
  command: 'contact edit',
  summary: 'Edits a contact.',
  access: 'public',
  params: z.object({ client: idOf('client'), contact: idOf('contact') }),
  query: z.object({ limit: z.coerce.number().int().optional() }),
  body: z.object({
    name: z.string(),
    phone: z.string().default(''),
    level: z.int().nullable(),
    isActive: z.boolean(),
    until: Day.nullable(),
    groups: z.array(z.string()),
    address: z.object({ city: z.string() }).optional(),
  }),
  out: z.object({}),
  idempotent: true,
};
const read = (line: string) =>
  readWords(
    route,
    line.match(/'[^']*'|\S+/g)!.map((word) => word.replaceAll("'", '')),
  );

describe('words after a command', () => {
  test('are arguments in the order of the path, and flags for query and body', async () => {
    expect(await read('c1 --name Ann c2 --limit 5 --phone=+1=2 --key once-only-1')).toEqual({
      params: { client: 'c1', contact: 'c2' },
      query: { limit: 5 },
      body: { name: 'Ann', phone: '+1=2' },
      jsonOutput: false,
      idempotencyKey: 'once-only-1',
    });
  });

  test.each([
    ['--level 7', { level: 7 }],
    ['--level null --until null', { level: null, until: null }],
    ['--level high', { level: 'high' }],
    ['--name 7', { name: '7' }],
    ['--is-active', { isActive: true }],
    ['--no-is-active', { isActive: false }],
    ['--is-active=false', { isActive: false }],
    ['--groups network --groups security', { groups: ['network', 'security'] }],
    [`--groups '["network"]'`, { groups: ['network'] }],
    [`--address '{"city":"Reno"}'`, { address: { city: 'Reno' } }],
    [`--json '{"name":"Ann","level":1}' --level 2`, { name: 'Ann', level: 2 }],
    ['', {}],
  ])('%s is %j', async (words, body) => {
    expect((await read(`c1 c2 ${words}`)).body).toEqual(body);
  });

  test.each([
    ['c1', '<contact> is missing.'],
    ['c1 c2 c3', '"c3" is one word too many.'],
    ['c1 c2 --nome Ann', 'there is no --nome here.'],
    ['c1 c2 --name', '--name needs a value.'],
    ['c1 c2 --name Ann --name Bob', '--name stands twice.'],
    [`c1 c2 --json '{name'`, 'what --json gives is not JSON.'],
    [`c1 c2 --json '[1]' --name Ann`, '--json with flags beside it has to be an object.'],
    ['c1 c2 --json @/nowhere.json', 'there is no file /nowhere.json.'],
  ])('%s is not understood: %s', async (words, message) => {
    await expect(read(words)).rejects.toThrow(message);
  });
});

test('a field is a flag in small letters with dashes', () => {
  expect(flagOf('managedServicesSpend')).toBe('--managed-services-spend');
});
