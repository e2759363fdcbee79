import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exceptions, slipsIn, synonyms } from './glossary.ts';

const root = path.join(import.meta.dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const files = fs
  .globSync(
    [
      'src/**/*.{ts,tsx,md,html,css}',
      'migrations/*.sql',
      'scripts/**/*.{ts,js}',
      'test/**/*.ts',
      'tidy/*.ts',
      'bin/*',
      '*.md',
      'decisions/*.md',
    ],
    {
      cwd: root,
    },
  )
  .map((file) => file.replaceAll('\\', '/'));

describe('the glossary', () => {
  test('has the only word for a thing, in code, tables and public text', () => {
    const slips = files.flatMap((file) =>
      slipsIn(file, read(file)).map(({ line, word, better }) => `${file}:${line}: ${word}; say ${better}`),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(slips).toEqual([]);
  });

  test('has no word that nothing is called by', () => {
    const words = [...read('GLOSSARY.md').matchAll(/^\| ([a-z][a-z -]+) \|/gm)].map(([, word = '']) => word);
    const everything = files
      .filter((file) => /^(src|migrations)\//.test(file))
      .map(read)
      .join('\n')
      .toLowerCase();
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => word !== 'word' && !everything.includes(word))).toEqual([]);
  });

  test('has no word that is forbidden as well', () => {
    const words = [...read('GLOSSARY.md').matchAll(/^\| ([a-z][a-z -]+) \|/gm)].map(([, word = '']) => word);
    expect(words.filter((word) => word in synonyms)).toEqual([]);
  });

  test('makes no exception that nothing needs', () => {
    const unneeded = exceptions.filter(
      ({ file, words }) =>
        !files.some(
          (name) => file.test(name) && words.some((word) => read(name).toLowerCase().includes(word)),
        ),
    );
    expect(unneeded.map(({ why }) => why)).toEqual([]);
  });
});

test.each([
  ['const customerName = 1', ['customer']],
  ['const name = theCustomer', ['customer']],
  ['alter table tenant_setting', ['tenant']],
  ['Our customers, and TENANTS', ['customer', 'tenant']],
  ['accountable, accounting, accompany, subscriptions', ['subscription']],
  ['a client of a provider', []],
])('in "%s" are found: %j', (text, words) => {
  expect(slipsIn('src/example.ts', text).map(({ word }) => word)).toEqual(words);
});
