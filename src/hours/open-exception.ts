import { z } from 'zod';
import { EntryId } from '../time/entry.ts';
import { type Day, dayInWords, formatDay } from '../core/day.ts';
import { idOf, known } from '../core/id.ts';
import { Day as DayText } from '../core/shape.ts';
import { durationInWords } from './in-words.ts';
import type { Expense } from './scenario.ts';
import type { Exception } from './statement.ts';

/** What somebody can do about an exception. */
export const settlements = [
  'submit',
  'approve',
  'reject',
  'approve-after-hours',
  'bill-incrementally',
  'give-as-goodwill',
  'refer',
  'approve-visit',
  'write-off',
] as const;
export type Settlement = (typeof settlements)[number];

export const exceptionReasons = [
  'not-approved',
  'after-hours-not-approved',
  'no-matching-pool',
  'site-visit-not-approved',
] as const;

/** Time or an expense that is on no invoice until somebody has decided, in words, with what settles it. */
export const OpenException = z
  .object({
    reason: z.enum(exceptionReasons),
    entry: EntryId.nullable(),
    expense: idOf('expense').nullable(),
    /** Null for an expense. */
    minutes: z.int().nullable(),
    personName: z.string(),
    day: DayText,
    /** What it was for. */
    about: z.string(),
    /** Why it is on no invoice, for a heading above several. */
    why: z.string(),
    words: z.string(),
    settles: z.array(z.enum(settlements)),
    /** Whether it lies in the part that runs on into the next month. */
    runsOn: z.boolean(),
  })
  .meta({ id: 'OpenException' });
export type OpenException = z.output<typeof OpenException>;

/** What must be known of an entry to speak of it. */
export interface EntryDetail {
  readonly personName: string;
  readonly day: Day;
  readonly subject: string;
  /** In words: "CSDM", "CSE (Security)". */
  readonly work: string;
  readonly isSubmitted: boolean;
  /** Why its booking was approved only once the work had begun; null where that was not so. */
  readonly bookedLate: string | null;
}

/** What must be known of an expense to speak of it. */
export interface ExpenseDetail {
  readonly personName: string;
  readonly day: Day;
  readonly about: string;
}

/**
 * An exception in words, with what settles it, the most usual first. Service guide, sections 2.4, 5 and 6.
 * Example: "Marek, 2 h on 3 November 2026 (Firewall review): after hours without a booking that was approved before." settled by the
 * supervisor's approval, by goodwill or by referring it.
 */
export function openException(
  exception: Exception,
  runsOn: boolean,
  details: {
    readonly entry: (id: string) => EntryDetail;
    /** With what was decided about its site visit; null where it has none. */
    readonly expense: (id: string) => ExpenseDetail & Pick<Expense, 'siteVisit'>;
  },
): OpenException {
  if (exception.reason === 'site-visit-not-approved') {
    const { personName, day, about, siteVisit } = details.expense(exception.expense);
    const why = visitWords(siteVisit);
    return {
      reason: exception.reason,
      entry: null,
      expense: known(exception.expense),
      minutes: null,
      personName,
      day: formatDay(day),
      about,
      why,
      words: `${personName}, expense of ${dayInWords(day)} (${about}): ${why}.`,
      settles: siteVisit === 'requested' ? ['approve-visit', 'write-off'] : ['write-off'],
      runsOn,
    };
  }
  const { entry, reason, minutes } = exception;
  const detail = details.entry(entry);
  const [why, settles] = entryReasons[reason](detail);
  const part = runsOn ? ', the part after the month’s end' : '';
  return {
    reason,
    entry: known(entry),
    expense: null,
    minutes,
    personName: detail.personName,
    day: formatDay(detail.day),
    about: detail.subject,
    why,
    words:
      `${detail.personName}, ${durationInWords(minutes)} on ${dayInWords(detail.day)}${part}` +
      ` (${detail.subject}): ${why}.`,
    settles,
    runsOn,
  };
}

function visitWords(siteVisit: string | null): string {
  if (siteVisit === null) return 'it belongs to no site visit';
  if (siteVisit === 'requested') return 'its site visit waits for a decision';
  if (siteVisit === 'refused') return 'its site visit was refused';
  return `it is ${siteVisit}, not in the contract’s currency`;
}

type HeldBackEntry = Extract<Exception, { readonly entry: string }>;

const entryReasons: Readonly<
  Record<HeldBackEntry['reason'], (entry: EntryDetail) => readonly [string, Settlement[]]>
> = {
  'not-approved': ({ isSubmitted }) =>
    isSubmitted
      ? ['submitted, and not yet approved or rejected', ['approve', 'reject', 'refer']]
      : ['not submitted yet', ['submit']],
  'after-hours-not-approved': ({ bookedLate }) => [
    bookedLate === null
      ? 'after hours without a booking that was approved before'
      : `after hours, and its booking was approved only once it had begun (“${bookedLate}”)`,
    ['approve-after-hours', 'give-as-goodwill', 'refer'],
  ],
  'no-matching-pool': ({ work }) => [
    `no package of the contract takes the time of a ${work} on this day`,
    ['bill-incrementally', 'give-as-goodwill', 'refer'],
  ],
};
