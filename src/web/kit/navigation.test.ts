import { IconHome } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import type { Role } from '../../people/access.ts';
import { staffPlaces } from '../staff/navigation.ts';
import { placesFor, type Place } from './navigation.ts';

const place = (label: string, access: Place['access'], first: readonly Role[]): Place => ({
  label,
  to: `/${label}`,
  icon: IconHome,
  keys: '',
  access,
  first,
});
const labels = (places: readonly Place[]): string[] => places.map(({ label }) => label);
const places = [
  place('a', ['csdm'], []),
  place('b', ['csdm', 'finance'], ['finance']),
  place('c', ['csdm'], ['csdm']),
  place('d', ['csdm'], ['csdm']),
  place('e', ['csdm'], ['csdm']),
  place('f', ['csdm'], ['csdm']),
  place('g', ['finance'], ['finance']),
];

test('what somebody may not open is nowhere in their navigation', () => {
  const { first, more } = placesFor(places, ['finance']);
  expect(labels([...first, ...more])).toEqual(['b', 'g']);
});

test('the first five are those of the role, filled up in order, and the rest is under More', () => {
  const { first, more } = placesFor(places, ['csdm']);
  expect(labels(first)).toEqual(['a', 'c', 'd', 'e', 'f']);
  expect(labels(more)).toEqual(['b']);
});

test('no two places of the staff shell answer to the same keys or the same address', () => {
  expect(new Set(staffPlaces.map(({ keys }) => keys)).size).toBe(staffPlaces.length);
  expect(new Set(staffPlaces.map(({ to }) => to)).size).toBe(staffPlaces.length);
});
