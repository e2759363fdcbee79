import { describe, expect, test } from 'vitest';
import { clientFields } from './clients/client-row.ts';
import { contractFields } from './contracts/contract-fields.ts';
import { entryFields } from './entries/entry-fields.ts';
import { matchColumns, plain, type Field } from './field.ts';

const matched = (fields: readonly Field[], header: readonly string[], told: Record<string, string> = {}) => {
  const { columns, unused, unclear } = matchColumns(fields, header, told);
  return {
    columns: Object.fromEntries([...columns].map(([name, index]) => [name, header[index]])),
    unused,
    unclear: unclear.map(({ field }) => field.name),
  };
};

describe('which column is which', () => {
  test('headers are known whatever their case, spaces and dashes, and by their other names', () => {
    expect(
      matched(entryFields, ['E-Mail', 'Kunde', 'ROLE', 'Start Time', 'end_time', 'Summary', 'Ticket No.']),
    ).toEqual({
      columns: {
        person: 'E-Mail',
        client: 'Kunde',
        role: 'ROLE',
        start: 'Start Time',
        end: 'end_time',
        subject: 'Summary',
      },
      unused: ['Ticket No.'],
      unclear: [],
    });
  });

  test('what was told counts over names, and a column told for one field is not another', () => {
    expect(
      matched(clientFields, ['Name', 'Client', 'Devices'], { code: 'Name', name: 'Client', deviceCount: '' }),
    ).toEqual({ columns: { code: 'Name', name: 'Client' }, unused: ['Devices'], unclear: [] });
  });

  test('a column that was told for one field is no other, even if it is called so', () => {
    expect(matched(clientFields, ['Name', 'Devices'], { code: 'Name' }).columns).toEqual({
      code: 'Name',
      deviceCount: 'Devices',
    });
  });

  test('a needed field without a column, two columns for one field and a told one that is not there are asked', () => {
    expect(matched(clientFields, ['name']).unclear).toEqual(['code']);
    expect(matched(clientFields, ['code', 'Client Code']).unclear).toEqual(['code']);
    expect(matched(clientFields, ['code'], { name: 'Nom' }).unclear).toEqual(['name']);
    expect(matched(clientFields, ['code'], { code: '' }).unclear).toEqual(['code']);
  });

  test.each([
    ['clients', clientFields],
    ['contracts', contractFields],
    ['entries', entryFields],
  ])('no name means two fields of %s', (_kind, fields) => {
    const names = fields.flatMap(({ name, synonyms }) => [...new Set([name, ...synonyms].map(plain))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
