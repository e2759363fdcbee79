import { expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { exampleOf } from '../core/example.ts';
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
