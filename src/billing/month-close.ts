import { z } from 'zod';
import { ContractId, type Contract } from '../contracts/contract.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import { daysOf, formatMonth, monthFrom, monthsLater, type Month } from '../core/month.ts';
import { Refused, refusal, type Fault } from '../core/refusal.ts';
import { Moment, Month as MonthText, SignedAmount } from '../core/shape.ts';
import type { ContractMonth } from '../hours/contract-month.ts';
import { durationInWords, monthInWords } from '../hours/in-words.ts';
import { exceptionReasons, OpenException } from '../hours/open-exception.ts';
import { CapStanding } from '../hours/overage-cap.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { InvoiceTax } from './invoice-paper.ts';
import { InvoiceId, InvoiceLine } from './invoice.ts';

export const notReady = refusal(
  409,
  'close.not-ready',
  'A month is closed once it is over, every earlier month of the contract is closed, and everything in it is settled.',
);
export const closedAlready = refusal(409, 'close.closed', 'The month is closed already.');
export const notOver = refusal(
  409,
  'close.month-not-over',
  'A month is reviewed and closed once it is over.',
);
export const notInReview = refusal(409, 'close.not-in-review', 'The month is not in review.');

/** What stands in the way of closing a month, in words. */
export const Missing = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('month-not-over'), endsAt: Moment, words: z.string() }),
    z.object({ kind: z.literal('earlier-month-open'), month: MonthText, words: z.string() }),
    /** Time was worked for the client in a month in which it has no contract. */
    z.object({ kind: z.literal('contract-missing'), entries: z.int(), words: z.string() }),
    /** Overage that neither the client's cap nor its consent nor an emergency covers. */
    z.object({
      kind: z.literal('overage-beyond-cap'),
      clientId: ClientId,
      month: MonthText,
      minutes: z.int(),
      beyond: CapStanding.shape.beyond,
      words: z.string(),
    }),
    z.object({ kind: z.enum(exceptionReasons), exception: OpenException, words: z.string() }),
  ])
  .meta({ id: 'Missing' });
export type Missing = z.output<typeof Missing>;

const ofMonth = { contractId: ContractId, clientId: ClientId, contractNumber: z.string(), month: MonthText };
const unclosed = {
  ...ofMonth,
  currency: z.string(),
  missing: z.array(Missing),
  /** The lines its invoice would have now, and what they come to. */
  lines: z.array(InvoiceLine),
  total: z.string(),
  /** The tax on them as it is today, and what would be to pay: the day of issue decides. */
  taxes: z.array(InvoiceTax),
  gross: SignedAmount,
};

/** A month of a contract on its way to an invoice. */
export const MonthClose = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('open'), ...unclosed }),
    z.object({ state: z.literal('in-review'), ...unclosed, startedBy: PersonId, startedAt: Moment }),
    z.object({
      state: z.literal('closed'),
      ...ofMonth,
      currency: z.string(),
      closedBy: PersonId,
      closedAt: Moment,
      invoiceId: InvoiceId,
      invoiceNumber: z.string(),
      total: z.string(),
    }),
  ])
  .meta({ id: 'MonthClose' });
export type MonthClose = z.output<typeof MonthClose>;

/**
 * What stands in the way of closing a month; nothing, and it can be closed. A month ends in the contract's zone. Months of a contract
 * are closed in order: `lastClosed` is the latest closed one before this, null where none is. Service guide, sections 2.2, 2.4 and 5.
 *
 * Example: asked on 2026-11-24 about 2026-11 of a contract that began in January and whose last closed month is September, with one
 * entry not approved: `month-not-over`, `earlier-month-open` (2026-10), `not-approved`.
 */
export function missingOf(
  { contract, month, frame }: Pick<ContractMonth, 'contract' | 'month' | 'frame'>,
  lastClosed: Month | null,
  exceptions: readonly OpenException[],
  standing: CapStanding | null,
  now: Instant,
): Missing[] {
  const missing: Missing[] = [];
  const end = frame.zone.momentAt(daysOf(month).to, 0);
  if (now < end) {
    const words = `${monthInWords(month)} ends at ${formatInstant(end)}.`;
    missing.push({ kind: 'month-not-over', endsAt: formatInstant(end), words });
  }
  const due = lastClosed === null ? firstMonth(contract) : monthsLater(lastClosed, 1);
  if (due < month) {
    const words = `${monthInWords(due)} comes first and is still open.`;
    missing.push({ kind: 'earlier-month-open', month: formatMonth(due), words });
  }
  if (standing && standing.minutesBeyond > 0) {
    missing.push({
      kind: 'overage-beyond-cap',
      clientId: contract.clientId,
      month: formatMonth(month),
      minutes: standing.minutesBeyond,
      beyond: standing.beyond,
      words: `${durationInWords(standing.minutesBeyond)} are beyond what the client agreed to: ${standing.words} The client agrees to more, it was an emergency, or it is goodwill.`,
    });
  }
  return [
    ...missing,
    ...exceptions.map((exception) => ({ kind: exception.reason, exception, words: exception.words })),
  ];
}

const firstMonth = ({ start }: Contract): Month => monthFrom(start);

const toldMax = 100;

/** Refuses to close, listing what is missing; of more than a hundred things, the first hundred. */
export function refuseUnready(missing: readonly Missing[]): Refused {
  const faults: Fault[] = missing.slice(0, toldMax).map((one) => ({
    path: 'exception' in one ? placeOf(one.exception) : `/${one.kind}`,
    message: one.words,
    code: one.kind,
  }));
  return new Refused(notReady, inShort(missing), { missing: missing.length }, faults);
}

const placeOf = ({ entry, expense }: OpenException): string =>
  entry === null ? `/expenses/${expense}` : `/entries/${entry}`;

/** The first few things in words, and how many more there are. */
export function inShort(missing: readonly Missing[]): string {
  const first = missing.slice(0, 3).map(({ words }) => words);
  const more = missing.length - first.length;
  return [...first, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
