import { type Minutes } from './minutes.ts';
import { halfUp } from './ratio.ts';

declare const unit: unique symbol;
declare const code: unique symbol;

/** Whole minor units of a currency that is known from elsewhere: cents, yen, fils. A credit is below zero. */
export type Money = number & { readonly [unit]: 'money' };

/** An ISO 4217 code of money in use. */
export type Currency = string & { readonly [code]: 'currency' };

/** Whole minor units as money. A fraction, or an amount too large to be exact, is a bug of the caller and throws. */
export function money(minorUnits: number): Money {
  if (!Number.isSafeInteger(minorUnits)) throw new RangeError(`${minorUnits} is not a number of minor units`);
  return minorUnits as Money;
}

/** The sum, exact. Example: `sum([330000, 82500])` is 412500. */
export function sum(amounts: Iterable<Money>): Money {
  let total = 0;
  for (const amount of amounts) total = money(total + amount);
  return money(total);
}

/**
 * What minutes cost at a rate an hour: half up to a minor unit, once.
 * Example: 100 minutes at 175.00 are 291.67; 1 minute at 0.30 is 0.01 (0.005 goes up).
 */
export function price(worked: Minutes, ratePerHour: Money): Money {
  return money(halfUp(ratePerHour, worked, 60));
}

/**
 * The currency of a code, letters in capitals, as ISO 4217 lists it. Undefined for withdrawn codes (`DEM`), for funds, metals and
 * test codes (`XAU`, `XTS`), and for anything else.
 */
export function parseCurrency(text: string): Currency | undefined {
  return currencies.has(text) ? (text as Currency) : undefined;
}

/** How many decimals the currency is written with: 2 for USD, 0 for JPY, 3 for KWD, as ISO 4217 has it (not as habit has it). */
export function decimalsOf(currency: Currency): number {
  return decimals.get(currency) ?? 2;
}

const amountForm = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,4}))?$/;

/**
 * An amount in decimal notation: `"175.00"`, `"175"` and `"175.0"` are the same in USD. Undefined for more decimals than the currency
 * has (also zeros: `"175.00"` is no amount of yen), for 1,000,000,000,000 and more (or, with four
 * decimals, what is too large to be exact), for exponents, signs and signs of currency.
 * A credit has a minus in front. Where the currency is not known, only the form is read and the result means nothing.
 */
export function parseMoney(text: string, currency: Currency | undefined): Money | undefined {
  const parts = amountForm.exec(text);
  if (!parts) return undefined;
  const places = currency === undefined ? 4 : decimalsOf(currency);
  const fraction = parts[3] ?? '';
  if (fraction.length > places) return undefined;
  const size = Number(parts[2]) * 10 ** places + Number(fraction.padEnd(places, '0'));
  if (!Number.isSafeInteger(size)) return undefined;
  return money(parts[1] === '-' && size !== 0 ? -size : size);
}

/** The amount in decimal notation, with all the decimals of its currency. Example: 330000 in USD is `"3300.00"`, in JPY `"330000"`. */
export function formatMoney(amount: Money, currency: Currency): string {
  const places = decimalsOf(currency);
  const sign = amount < 0 ? '-' : '';
  const figures = String(Math.abs(amount)).padStart(places + 1, '0');
  return places === 0 ? sign + figures : `${sign}${figures.slice(0, -places)}.${figures.slice(-places)}`;
}

/** An amount with its thousands apart: `-1234.50` is `−1,234.50`. */
export function figure(amount: string): string {
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${amount.startsWith('-') ? '−' : ''}${apart}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** An amount as it stands in a sentence. Example: `amountInWords('1234.50', 'USD')` is "1,234.50 USD". */
export const amountInWords = (amount: string, currency: string): string => `${figure(amount)} ${currency}`;

const currencies = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY COP CRC ' +
    'CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK ' +
    'JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ' +
    'ZMW ZWG'
  ).split(' '),
);

const decimals = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
    .split(' ')
    .map((name) => [name, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((name) => [name, 3] as const),
  ...'CLF UYW'.split(' ').map((name) => [name, 4] as const),
]);

/**
 * Minor units as the database keeps them, written out in their currency. What was checked when it was saved is not checked again:
 * an unknown currency is a bug and throws. Example: `amountOf(17500, 'USD')` is `"175.00"`.
 */
export const amountOf = (minorUnits: number, currency: string): string =>
  formatMoney(money(minorUnits), knownCurrency(currency));

/** The opposite, for saving an amount whose form and currency the edge has checked. Example: `minorOf('175', 'USD')` is 17500. */
export function minorOf(text: string, currency: string): Money {
  const amount = parseMoney(text, knownCurrency(currency));
  if (amount === undefined) throw new RangeError(`${text} is not an amount of ${currency}`);
  return amount;
}

function knownCurrency(text: string): Currency {
  const currency = parseCurrency(text);
  if (currency === undefined) throw new RangeError(`${text} is not a currency`);
  return currency;
}
