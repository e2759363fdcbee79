import { expect, test } from 'vitest';
import { weekWords } from './week-words.ts';

const usual = ['08:00-17:00'];

test('days in a row that open alike are told together', () => {
  expect(weekWords({ mon: usual, tue: usual, wed: usual, thu: usual, fri: usual })).toBe(
    'Mon to Fri 08:00-17:00',
  );
});

test('a closed day parts days that open alike, and several openings of a day are told in order', () => {
  expect(weekWords({ mon: usual, wed: usual, thu: ['08:00-12:00', '13:00-16:00'] })).toBe(
    'Mon 08:00-17:00, Wed 08:00-17:00, Thu 08:00-12:00 and 13:00-16:00',
  );
  expect(weekWords({ mon: usual, tue: [], wed: usual })).toBe('Mon 08:00-17:00, Wed 08:00-17:00');
});

test('a calendar without openings says so', () => {
  expect(weekWords({ mon: [] })).toBe('Never open');
});
