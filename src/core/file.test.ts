import { expect, test } from 'vitest';
import { dispositionOf, nameIn } from './file.ts';

test.each(['INV-000042.pdf', 'Facture « mai ».pdf', `it's 100% (new)*.csv`, 'a "b" \\ c.txt', '請求書.xlsx'])(
  'a file called %s is saved under this name',
  (name) => {
    expect(nameIn(dispositionOf(name))).toBe(name);
    expect(dispositionOf(name)).toMatch(/^[\x20-\x7e]+$/);
    expect(dispositionOf(name).match(/"/g)).toHaveLength(2);
  },
);

test('no name breaks out of its header', () => {
  expect(dispositionOf('a\r\nset-cookie: x=1')).not.toMatch(/[\r\n]/);
});
