import { expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { exampleOf } from '../core/example.ts';
import { faultWords } from '../core/fault-words.ts';
import { apis, routes } from './apis.ts';
import { areasWith } from './areas.ts';

const world = useWorld();

test('every area that is mounted is described, in the same order', () => {
  const mounted = areasWith(
    world.signIn,
    async () => ({ of: new Map(), unreadable: 0 }),
    () => '',
  );
  for (const { name, api } of mounted) expect(apis[name]).toBe(api);
  expect(Object.keys(apis).slice(1)).toEqual(mounted.map(({ name }) => name));
});

test('no two routes share a name, a path or a command', () => {
  for (const key of [
    routes.map(({ name }) => name),
    routes.map(({ route }) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`),
    routes.map(({ route }) => route.command),
  ]) {
    expect(key.filter((one, index) => key.indexOf(one) !== index)).toEqual([]);
  }
});

test('every route has an example of its input that it would take; where none can be made up, its schema names one', () => {
  const faults = routes.flatMap(({ name, route }) =>
    [route.params, route.query, route.body].flatMap((schema) => {
      const issues = schema?.safeParse(exampleOf(schema)).error?.issues ?? [];
      return issues.map(
        ({ path, message }) => `${name} ${path.join('.')}: ${message}; add .meta({ examples: […] })`,
      );
    }),
  );
  expect(faults).toEqual([]);
});

test('a call is told in plain words what is missing or of another type than it should be', async () => {
  const { statusCode, body } = await world.app.inject({
    method: 'POST',
    url: '/api/clients',
    headers: { authorization: 'ines', 'idempotency-key': 'a key of this test' },
    payload: { code: 'oak', name: 7, deviceCount: 'many' },
  });
  expect({ statusCode, errors: JSON.parse(body).errors }).toEqual({
    statusCode: 422,
    errors: expect.arrayContaining([
      { path: '/name', message: 'must be text, not a number' },
      { path: '/deviceCount', message: 'must be a whole number, not text' },
      { path: '/timeZone', message: 'is missing' },
    ]),
  });
});

test('no route says in the words of a library what is wrong with its input', () => {
  const told = routes.flatMap(({ name, route }) =>
    [route.query, route.body].flatMap((schema) => {
      const example = schema ? exampleOf(schema) : null;
      if (!schema || typeof example !== 'object' || example === null) return [];
      const wrong = Object.entries(example).map(([field, value]) => [
        field,
        typeof value === 'string' ? 7 : 'x',
      ]);
      return [{}, Object.fromEntries(wrong)].flatMap((input) =>
        (schema.safeParse(input, { error: faultWords }).error?.issues ?? []).map(({ path, message }) => ({
          at: `${name} ${path.join('.')}`,
          message,
        })),
      );
    }),
  );
  expect(told.length).toBeGreaterThan(500);
  expect(
    told.filter(({ message }) => /invalid|expected|received|undefined|too (small|big)/i.test(message)),
  ).toEqual([]);
});
