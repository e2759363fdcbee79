import type { Terms } from '../terms.ts';

/** A term of rating as people read it: what it is about, what holds, at which rate an hour, and where the service guide says so. */
export interface TermInWords {
  readonly about: string;
  readonly words: string;
  readonly rate?: string;
  /** Null where the guide is silent and the contract decides. */
  readonly section: string | null;
}

/**
 * How a contract is rated and invoiced, in sentences. Sections are those of the service guide.
 * Example: terms with `afterHours: 'separate'` and 262.50 → "Approved work … draws on no package and is billed by the hour.", 262.50, 2.4.
 */
export const termsInWords = (terms: Terms): readonly TermInWords[] => [
  {
    about: 'Overage',
    words: 'Work that the packages no longer cover is billed by the hour, in addition to the fees.',
    rate: terms.rates.overage,
    section: '2.2',
  },
  {
    about: 'Incremental time',
    words: 'Work accepted beyond what the contract covers is billed by the hour, whatever the packages hold.',
    rate: terms.rates.incremental,
    section: '2.4',
  },
  afterHours[terms.afterHours](terms),
  {
    about: 'Unused hours',
    words: 'What is left at the end of a month expires. Nothing carries over.',
    section: '5',
  },
  {
    about: 'Site visits',
    words: 'The service is remote. Time and travel of an approved visit are billed in addition to the fees.',
    section: '5',
  },
  { about: 'Months in part', words: prorationWords[terms.proration], section: null },
  { about: 'Counting', words: roundingWords(terms.roundingIncrement), section: null },
  { about: 'Invoices', words: invoiceWords[terms.invoiceTiming], section: null },
];

const afterHours: Readonly<Record<Terms['afterHours'], (terms: Terms) => TermInWords>> = {
  separate: ({ rates }) => ({
    about: 'After hours',
    words: afterHoursWords.separate,
    rate: rates.afterHours,
    section: '2.4',
  }),
  'pool-with-surcharge': ({ rates }) => ({
    about: 'After hours',
    words: afterHoursWords['pool-with-surcharge'],
    rate: rates.afterHoursSurcharge,
    section: '5',
  }),
};

/** What each choice of a term means, for words and for selects. */
export const afterHoursWords: Readonly<Record<Terms['afterHours'], string>> = {
  separate: 'Approved work outside business hours draws on no package and is billed by the hour.',
  'pool-with-surcharge':
    'Approved work outside business hours draws on the packages, and a surcharge is billed by the hour.',
};

export const prorationWords: Readonly<Record<Terms['proration'], string>> = {
  'calendar-days': 'A month that a package covers in part has its share of hours and fee, by calendar days.',
  'whole-month': 'A month that a package covers in part counts whole: all its hours, all its fee.',
};

export const roundingWords = (increment: Terms['roundingIncrement']): string =>
  increment === 1
    ? 'Work counts to the minute.'
    : `Each piece of work is rounded up to the next ${increment} minutes.`;

export const invoiceWords: Readonly<Record<Terms['invoiceTiming'], string>> = {
  arrears: 'Fees and usage of a month are invoiced together once it is over.',
  advance: 'The fees of the next month are invoiced with the usage of the month that is over.',
};
