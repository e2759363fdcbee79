import { expect, test } from 'vitest';
import { addressAfterSignIn, signInAddress } from './session.ts';

test('a reader who had to sign in comes back to the page they wanted', () => {
  const address = signInAddress('/app/clients?view=mine');
  expect(addressAfterSignIn(new URL(address, 'https://x').search, '/app')).toBe('/app/clients?view=mine');
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/sign-in',
  '',
])('a link cannot lead from sign-in to %s', (wanted) => {
  expect(addressAfterSignIn(`?next=${encodeURIComponent(wanted)}`, '/app')).toBe('/app');
});
