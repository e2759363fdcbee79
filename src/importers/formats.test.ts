import { describe, expect, test } from 'vitest';
import { detectDates, detectDecimal, readClock, readDay, readDecimal } from './formats.ts';

describe('the order of dates', () => {
  test.each([
    ['03/04/2026 13/04/2026', 'day-first'],
    ['03/04/2026 04/13/2026', 'month-first'],
    ['24.11.2026', 'day-first'],
    ['2026-04-03 04/04/2026', null],
    ['2026/04/03', null],
    ['', null],
  ])('%j shows %s', (cells, order) => {
    expect(detectDates(cells.split(' '))).toEqual({ kind: 'clear', format: order });
  });

  test('dates that could be either are told, not guessed', () => {
    expect(detectDates(['2026-01-01', '03/04/2026', '05/06/2026'])).toEqual({
      kind: 'unclear',
      examples: ['03/04/2026'],
    });
  });

  test('dates that contradict each other are told with both', () => {
    expect(detectDates(['13/04/2026', '04/13/2026'])).toEqual({
      kind: 'unclear',
      examples: ['04/13/2026', '13/04/2026'],
    });
  });

  test.each([
    ['2026-11-24', null, '2026-11-24'],
    ['2026/1/5', null, '2026-01-05'],
    ['24.11.2026', 'day-first', '2026-11-24'],
    ['11/24/2026', 'month-first', '2026-11-24'],
    ['24/11/2026', 'month-first', undefined],
    ['03/04/2026', null, undefined],
    ['04/04/2026', null, '2026-04-04'],
    ['31/04/2026', 'day-first', undefined],
    ['24.11.26', 'day-first', undefined],
    ['24 November', 'day-first', undefined],
  ] as const)('%j, %s, is %s', (text, order, day) => {
    expect(readDay(text, order)).toBe(day);
  });
});

describe('the decimal sign', () => {
  test.each([
    ['1.5', 'point'],
    ['1,5', 'comma'],
    ['1,250 1.5', 'point'],
    ['12.500,00', 'comma'],
    ['12,500.00', 'point'],
    ['1.250.000', 'comma'],
    ['1,250,000', 'point'],
    ['0.125', 'point'],
    ['1250 7', null],
  ])('%j shows %s', (cells, sign) => {
    expect(detectDecimal(cells.split(' '))).toEqual({ kind: 'clear', format: sign });
  });

  test('a number that could be either is told, not guessed', () => {
    expect(detectDecimal(['1,250', '7'])).toEqual({ kind: 'unclear', examples: ['1,250'] });
    expect(detectDecimal(['1,5', '1.5'])).toEqual({ kind: 'unclear', examples: ['1.5', '1,5'] });
  });

  test.each([
    ['12.500,00', 'comma', '12500.00'],
    ['12 500,00', 'comma', '12500.00'],
    ["12'500.00", 'point', '12500.00'],
    ['1,250', 'point', '1250'],
    ['1,250', 'comma', '1.250'],
    ['12,50,00', 'point', undefined],
    ['1.2.3', 'point', undefined],
    ['007', null, '7'],
    ['1.5', null, undefined],
    ['$5', 'point', undefined],
    ['(5.00)', 'point', undefined],
    ['1e5', 'point', undefined],
  ] as const)('%j with a %s is %s', (text, sign, number) => {
    expect(readDecimal(text, sign)).toBe(number);
  });
});

describe('times of day', () => {
  test.each([
    ['09:00', 540],
    ['9:05', 545],
    ['9:30 PM', 1290],
    ['12:15 am', 15],
    ['12 p.m.', 720],
    ['24:00', 1440],
    ['09:00:00', 540],
    ['09:00:30', undefined],
    ['24:01', undefined],
    ['13:00 PM', undefined],
    ['9', undefined],
    ['9:60', undefined],
  ])('%j is minute %s', (text, minute) => {
    expect(readClock(text)).toBe(minute);
  });
});
