import { expect, test } from 'vitest';
import type { Role } from './access.ts';
import { homeOf } from './home.ts';

test.each<[Role[], string]>([
  [['csdm'], '/app'],
  [['cse', 'csdm'], '/app'],
  [['supervisor'], '/app'],
  [['administrator', 'finance'], '/app'],
  [['cse'], '/app/time'],
  [['cse', 'finance'], '/app/time'],
  [['finance'], '/app/close'],
])('as %j somebody begins at %s', (roles, home) => {
  expect(homeOf({ clientId: null, roles })).toBe(home);
});

test('people of a client begin in their portal', () => {
  expect(homeOf({ clientId: '01900000-0000-7000-8000-000000000000', roles: ['client-executive'] })).toBe(
    '/portal',
  );
});
