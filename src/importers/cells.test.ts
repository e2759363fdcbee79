import { describe, expect, test } from 'vitest';
import { formatInstant } from '../core/instant.ts';
import { parseZone } from '../core/zone.ts';
import { Cells, choices } from './cells.ts';
import { field, type Field } from './field.ts';

const of = (type: Field['type'], required = false) => field('it', type, '', '', [], required);
const layout = {
  header: ['it'],
  columns: new Map([['it', 0]]),
  formats: { dates: 'day-first', decimal: 'comma' },
} as const;
const cell = (text: string) => new Cells({ number: 7, cells: [text] }, layout);

describe('cells', () => {
  test('an empty cell is nothing, and a fault where it is needed', () => {
    const [free, needed] = [cell('  '), cell('')];
    expect(free.text(of('text'))).toBeUndefined();
    expect(free.faults).toEqual([]);
    needed.text(of('text', true));
    expect(needed.faults).toEqual([{ field: 'it', code: 'import.missing', message: 'it is missing.' }]);
  });

  test.each([
    '=1+1',
    '=HYPERLINK("http://x")',
    '@SUM(A1)',
    "-2+3+cmd|' /C calc'!A0",
    '+A1(',
    '#REF!',
    '#N/A',
  ])('what a spreadsheet takes or took for a formula is refused: %s', (text) => {
    const it = cell(text);
    expect(it.text(of('text'))).toBeUndefined();
    expect(it.faults).toMatchObject([{ field: 'it', code: 'import.cell' }]);
  });

  test.each(['-5', '+49 89 123', '- call (weekly)', 'a = b', 'mail to x@example.com', 'two\nlines', '#42'])(
    'what people write is not: %s',
    (text) => {
      const it = cell(text);
      expect(it.text(of('text'))).toBe(text);
      expect(it.faults).toEqual([]);
    },
  );

  test('characters that cannot be seen are refused', () => {
    for (const text of ['a\u0007b', 'abc\u202egpj', 'a\u000bb']) {
      const it = cell(text);
      it.text(of('text'));
      expect(it.faults).toHaveLength(1);
    }
  });

  test('a key that a spreadsheet cut short is refused', () => {
    const it = cell('1.23457E+11');
    it.key(of('key'));
    expect(it.faults[0]?.message).toContain('cut short');
  });

  test('a row with fewer or more cells than the header is refused; empty ones at its end are none', () => {
    const two = { ...layout, header: ['it', 'that'] };
    expect(new Cells({ number: 2, cells: ['1'] }, two).faults).toMatchObject([{ code: 'import.ragged' }]);
    expect(new Cells({ number: 2, cells: ['1', '2', '3'] }, two).faults).toMatchObject([
      { code: 'import.ragged' },
    ]);
    expect(new Cells({ number: 2, cells: ['1', '2', '', ''] }, two).faults).toEqual([]);
  });

  test.each([
    ['1.250', 1250],
    ['1 250', 1250],
    ['80', 80],
    ['80,5', undefined],
    ['-1', undefined],
    ['12.50', undefined],
  ])('%j devices are %s', (text, count) => {
    expect(cell(text).count(of('count'))).toBe(count);
  });

  test('an amount is in decimal notation and not below zero', () => {
    expect(cell('12.500,00').decimal(of('amount'))).toBe('12500.00');
    expect(cell('-1').decimal(of('amount'))).toBeUndefined();
  });

  test('choices are known by their other names and refused with all of them', () => {
    const roles = choices(['csdm', 'cse'], { csdm: ['delivery manager'] });
    expect(cell('Delivery-Manager').choice(of('choice'), roles)).toBe('csdm');
    const it = cell('boss');
    it.choice(of('choice'), roles);
    expect(it.faults[0]?.message).toBe('"boss" is none of: csdm, cse.');
  });
});

describe('moments', () => {
  const chicago = parseZone('America/Chicago');
  const moment = (text: string, date?: string, zone = chicago) => {
    const it = cell(text);
    const at = it.moment(of('moment'), date, zone);
    return at === undefined ? (it.faults[0]?.message ?? 'nothing') : formatInstant(at);
  };

  test.each([
    ['2026-11-24T15:00:00Z', '2026-11-24T15:00:00Z', 'in UTC'],
    ['2026-11-24T09:00-06:00', '2026-11-24T15:00:00Z', 'with an offset'],
    ['24.11.2026 09:00', '2026-11-24T15:00:00Z', 'by the clock of the zone'],
    ['2026-11-24, 9:00 AM', '2026-11-24T15:00:00Z', 'on the twelve-hour clock'],
    ['2026-11-01 01:30', '2026-11-01T06:30:00Z', 'the first of two when the clock is put back'],
    ['2026-03-08 02:30', '2026-03-08T08:30:00Z', 'later where the clock is put forward'],
    ['2026-11-24 24:00', '2026-11-25T06:00:00Z', 'at the end of the day'],
  ])('%s is %s, %s', (text, at) => {
    expect(moment(text)).toBe(at);
  });

  test('a time alone is on the day beside it', () => {
    expect(moment('09:00', '2026-11-24')).toBe('2026-11-24T15:00:00Z');
    expect(moment('09:00')).toBe('"09:00" needs a date.');
  });

  test('seconds, days that are none and hours that are none are refused', () => {
    expect(moment('2026-11-24 09:00:30')).toContain('no time on a whole minute');
    expect(moment('31.02.2026 09:00')).toContain('no date');
    expect(moment('24.11.26 09:00')).toContain('no date');
    expect(moment('2026-11-24 25:00')).toContain('no time');
  });
});
