import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutes } from './minutes.ts';
import {
  amountInWords,
  decimalsOf,
  formatMoney,
  money,
  parseCurrency,
  parseMoney,
  price,
  sum,
} from './money.ts';

const [usd, jpy, kwd, clf] = ['USD', 'JPY', 'KWD', 'CLF'].map((code) => parseCurrency(code)!);

test('an amount is read exactly, with no more decimals than its currency has', () => {
  expect(['175.00', '175', '175.5', '0.07', '0'].map((text) => parseMoney(text, usd))).toEqual([
    17500, 17500, 17550, 7, 0,
  ]);
  expect(['175', '175.0'].map((text) => parseMoney(text, jpy))).toEqual([175, undefined]);
  expect(['1.005', '1.0005'].map((text) => parseMoney(text, kwd))).toEqual([1005, undefined]);
  expect(parseMoney('-12.30', usd)).toBe(-1230);
  expect(Object.is(parseMoney('-0.00', usd), 0)).toBe(true);
});

test('what is no amount is not read as one', () => {
  for (const text of [
    '',
    ' 1',
    '1.',
    '.5',
    '1,000.00',
    '1e3',
    '+1',
    '01',
    '$1',
    '1.00 USD',
    'NaN',
    '٣',
    '1000000000000',
  ]) {
    expect(parseMoney(text, usd)).toBeUndefined();
  }
  expect(parseMoney('999999999999.9999', clf)).toBeUndefined();
});

test('any amount is written so that it reads the same again', () => {
  const amounts = fc.integer({ min: -(10 ** 14) + 1, max: 10 ** 14 - 1 });
  fc.assert(
    fc.property(amounts, fc.constantFrom(usd, kwd), (units, currency) => {
      const text = formatMoney(money(units), currency!);
      expect(text).toMatch(currency === usd ? /^-?\d+\.\d\d$/ : /^-?\d+\.\d{3}$/);
      expect(parseMoney(text, currency)).toBe(units);
    }),
  );
  expect([0, 5, -5, 330000].map((units) => formatMoney(money(units), usd!))).toEqual([
    '0.00',
    '0.05',
    '-0.05',
    '3300.00',
  ]);
  expect(formatMoney(money(17500), jpy!)).toBe('17500');
});

test('currencies are those of money in use, with the decimals of ISO 4217', () => {
  expect(['usd', 'DEM', 'XAU', 'XTS', 'XXX', 'US', 'EURO', ''].map(parseCurrency).filter(Boolean)).toEqual(
    [],
  );
  expect(
    ['USD', 'EUR', 'JPY', 'IQD', 'CLF', 'UGX', 'HUF'].map((code) => decimalsOf(parseCurrency(code)!)),
  ).toEqual([2, 2, 0, 3, 4, 0, 2]);
});

test('an amount in a sentence has its thousands apart and a true minus', () => {
  expect(['999.50', '1234567', '-1234567.891'].map((amount) => amountInWords(amount, 'KWD'))).toEqual([
    '999.50 KWD',
    '1,234,567 KWD',
    '−1,234,567.891 KWD',
  ]);
});

test('minutes are priced by the hour, half a cent up, once', () => {
  expect(price(minutes(100), money(17500))).toBe(29167);
  expect(price(minutes(1), money(30))).toBe(1);
  expect(price(minutes(1), money(29))).toBe(0);
  expect(price(minutes(44_640), money(10 ** 13))).toBe(744 * 10 ** 13);
});

test('an amount that is not exact is a bug and stops everything', () => {
  expect(() => money(0.1)).toThrow(RangeError);
  expect(() => sum([money(Number.MAX_SAFE_INTEGER), money(1)])).toThrow(RangeError);
});
