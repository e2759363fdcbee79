import { expect, test } from 'vitest';
import { taught } from './columns.ts';

test('a column that is said to be another field is no longer what it was', () => {
  expect(taught({ code: 'Name' }, {}, 'Name', 'name')).toEqual({ code: '', name: 'Name' });
});

test('a column that is left out leaves its field without one', () => {
  expect(taught({ code: 'Kürzel', name: 'Firma' }, {}, 'Firma', null)).toEqual({ name: '' });
});

test('a field has one column, the one that was said last, and what else was told stays', () => {
  const told = { person: 'User', client: 'Kunde' };
  expect(taught(told, told, 'E-Mail', 'person')).toEqual({ person: 'E-Mail', client: 'Kunde' });
});
