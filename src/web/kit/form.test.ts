import { expect, test } from 'vitest';
import { errorsOf } from './form.tsx';

test('a fault lands on the field it names, as a sentence', () => {
  expect(errorsOf([{ path: '/code', message: 'a code is 1 to 20 capital letters' }])).toEqual({
    code: 'A code is 1 to 20 capital letters',
  });
});

test('a fault inside a list is told where it is and on the list, the first of several first', () => {
  const faults = [
    { path: '/packages/1/hoursPerMonth', message: 'hours are whole' },
    { path: '/packages/2/hoursPerMonth', message: 'hours are above zero' },
  ];
  expect(errorsOf(faults)).toEqual({
    packages: 'Hours are whole',
    'packages.1.hoursPerMonth': 'Hours are whole',
    'packages.2.hoursPerMonth': 'Hours are above zero',
  });
});

test('a form whose fields are called otherwise says which field a fault is for', () => {
  const fieldOf = (path: string): string => (path === '/provider/name' ? 'organisation' : path.slice(1));
  expect(errorsOf([{ path: '/provider/name', message: 'a provider needs a name' }], fieldOf)).toMatchObject({
    organisation: 'A provider needs a name',
  });
});
