import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { kindOf, scopeWords } from '../package.ts';
import type { PriceBookDraft, SoldPackage } from '../price-book.ts';
import type { Tier } from '../tier.ts';
import { afterHoursWords, invoiceWords, prorationWords, roundingWords } from './term-words.ts';

/** One thing a price book says: in which part, about what, and what. */
interface BookLine {
  readonly part: string;
  readonly about: string;
  readonly words: string;
}

/** Something two books say differently; null where one of them does not speak of it. */
export interface BookChange {
  readonly part: string;
  readonly about: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What a book says differently from the one before, part by part, in the order in which a book is read. Without a book before, all of it.
 * Example: overage of 180.00 after 175.00 → `{ part: 'Rates', about: 'Overage', before: '$175.00 an hour', after: '$180.00 an hour' }`.
 */
export function changesBetween(
  before: PriceBookDraft | null,
  after: PriceBookDraft,
  groupName: (id: string) => string,
): readonly BookChange[] {
  const keyOf = ({ part, about }: BookLine): string => `${part} ${about}`;
  const [old, now] = [before ? linesOf(before, groupName) : [], linesOf(after, groupName)];
  const [oldBy, nowBy] = [old, now].map((lines) => new Map(lines.map((line) => [keyOf(line), line.words])));
  const gone = old.filter((line) => !nowBy?.has(keyOf(line)));
  return [...now, ...gone]
    .map((line) => ({
      part: line.part,
      about: line.about,
      before: oldBy?.get(keyOf(line)) ?? null,
      after: nowBy?.get(keyOf(line)) ?? null,
    }))
    .filter((change) => change.before !== change.after)
    .toSorted((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part));
}

const parts: readonly string[] = ['Packages', 'Tiers', 'Recommended hours', 'Rates', 'Terms'];

function linesOf(book: PriceBookDraft, groupName: (id: string) => string): readonly BookLine[] {
  const money = (amount: string): string => moneyFigure(amount, book.currency);
  const line = (part: string, about: string, words: string): BookLine => ({ part, about, words });
  return [
    ...book.packages.flatMap((sold) => {
      const name = soldWords(sold, groupName);
      return [
        line('Packages', name, `${money(sold.feePerHour)} a month for an hour`),
        line('Packages', `${name}, smallest`, `${sold.minimumHours} h`),
        line('Packages', `${name}, steps`, `${sold.lotHours} h`),
      ];
    }),
    ...book.tiers.map((tier) =>
      line('Tiers', `From ${tier.fromHours} h`, `${tier.name}, ${limitWords(tier)}`),
    ),
    ...book.bands.map(({ spendFrom, hours }) =>
      line('Recommended hours', `From ${money(spendFrom)}`, `${hours} h`),
    ),
    line('Recommended hours', 'For each further technology group', `${book.groupSupplementHours} h`),
    line('Rates', 'Overage', `${money(book.rates.overage)} an hour`),
    line('Rates', 'Incremental time', `${money(book.rates.incremental)} an hour`),
    line('Rates', 'After hours', `${money(book.rates.afterHours)} an hour`),
    line('Rates', 'After-hours surcharge', `${money(book.rates.afterHoursSurcharge)} an hour`),
    ...termLines(book)
      .filter(([about]) => about !== 'Notice')
      .map(([about, words]) => line('Terms', about, words)),
    line('Terms', 'Notice for a supplement', `${book.noticeDays} days`),
  ];
}

/** What a book says of rating, invoicing and changes, in sentences. */
export const termLines = (
  book: Pick<
    PriceBookDraft,
    'afterHours' | 'proration' | 'roundingIncrement' | 'invoiceTiming' | 'noticeDays' | 'changeDay'
  >,
): readonly (readonly [about: string, words: string])[] => [
  ['After hours', afterHoursWords[book.afterHours]],
  ['Months in part', prorationWords[book.proration]],
  ['Counting', roundingWords(book.roundingIncrement)],
  ['Invoices', invoiceWords[book.invoiceTiming]],
  ['Notice', `A supplement is ordered at least ${book.noticeDays} days before its first day.`],
  ['Changes', changeDayWords[book.changeDay]],
];

/** When a supplement begins unless a day is named, for words and for selects. */
export const changeDayWords: Readonly<Record<PriceBookDraft['changeDay'], string>> = {
  'first-of-next-month': 'A supplement begins on the first of the next month that notice allows.',
  earliest: 'A supplement begins on the first day that notice allows.',
};

/** Example: `Base, CSDM and CSE`; `Supplement, CSE, Network`. */
export const soldWords = (
  { scope, technologyGroup }: Pick<SoldPackage, 'scope' | 'technologyGroup'>,
  groupName: (id: string) => string,
): string =>
  [
    kindOf(scope) === 'base' ? 'Base' : 'Supplement',
    scopeWords[scope],
    technologyGroup === null ? '' : groupName(technologyGroup),
  ]
    .filter(Boolean)
    .join(', ');

/** Whom a tier may be sold to. Example: `for 1 technology group and up to 249 devices`, `for every client`. */
export function limitWords({ technologyGroupsMax, devicesMax }: Tier): string {
  const limits = [
    technologyGroupsMax === null
      ? ''
      : `${technologyGroupsMax} technology ${technologyGroupsMax === 1 ? 'group' : 'groups'}`,
    devicesMax === null ? '' : `up to ${thousands(devicesMax)} devices`,
  ].filter(Boolean);
  return limits.length === 0 ? 'for every client' : `for ${limits.join(' and ')}`;
}
