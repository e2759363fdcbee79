import { z } from 'zod';
import { ContractId, type Contract } from '../contracts/contract.ts';
import { PackageId } from '../contracts/package.ts';
import { idOf, known, type Id } from '../core/id.ts';
import { formatMoney, money, sum, type Currency, type Money } from '../core/money.ts';
import { formatMonth, monthsLater, type Month } from '../core/month.ts';
import { Amount, Day, Moment, Month as MonthText, SignedAmount } from '../core/shape.ts';
import type { ContractMonth } from '../hours/contract-month.ts';
import { monthInWords } from '../hours/in-words.ts';
import { expenseNamesOf, packageNamesOf, type Details } from '../hours/month-hours.ts';
import { allot } from '../hours/pool.ts';
import { hourWords, lineKinds as statementKinds } from '../hours/statement-line.ts';
import type { FeeLine, Statement } from '../hours/statement.ts';
import { ClientId } from '../people/person.ts';
import { ExpenseId } from '../visits/expense.ts';
import { agreedInWords, type AgreedOverage } from './agreed-overage.ts';
import { AdjustmentId, type Adjustment } from './adjustment.ts';
import { Buyer, InvoiceTax, Seller } from './invoice-paper.ts';

export type InvoiceId = Id<'invoice'>;
export const InvoiceId = idOf('invoice');

/** What an invoice is asked for by: its id, or the number on it. */
export const InvoiceKey = z.union([
  InvoiceId.transform((id) => ({ id })),
  z
    .string()
    .regex(/^[A-Z0-9-]{1,40}$/, 'an invoice number is capital letters, figures and dashes')
    .transform((number) => ({ number })),
]);
export type InvoiceKey = z.output<typeof InvoiceKey>;

/** How invoices are numbered: what stands before the figures, and the figure given last, 0 before the first. */
export const InvoiceSeries = z
  .object({
    prefix: z
      .string()
      .regex(/^[A-Z0-9-]{0,12}$/, 'a prefix is up to 12 capital letters, figures and dashes')
      .meta({ examples: ['INV-'] }),
    lastNumber: z.int(),
  })
  .meta({ id: 'InvoiceSeries' });
export type InvoiceSeries = z.output<typeof InvoiceSeries>;

export const invoiceLineKinds = [...statementKinds, 'adjustment'] as const;

/** A line of an invoice. `month` is the month it is for. What a kind of line has not, is null. */
export const InvoiceLine = z
  .object({
    position: z.int(),
    kind: z.enum(invoiceLineKinds),
    month: MonthText,
    package: PackageId.nullable(),
    expense: ExpenseId.nullable(),
    adjustment: AdjustmentId.nullable(),
    minutes: z.int().nullable(),
    /** For an hour. */
    rate: Amount.nullable(),
    /** Below zero for a credit. */
    amount: SignedAmount,
    words: z.string(),
  })
  .meta({ id: 'InvoiceLine' });
export type InvoiceLine = z.output<typeof InvoiceLine>;

export const invoiceKinds = ['month', 'adjustments'] as const;

/** An invoice without its lines: of a month that was closed with it, or of adjustments alone, in the month in which it was issued. */
export const InvoiceSummary = z
  .object({
    id: InvoiceId,
    number: z.string(),
    kind: z.enum(invoiceKinds),
    clientId: ClientId,
    clientName: z.string(),
    contractId: ContractId,
    contractNumber: z.string(),
    month: MonthText,
    issuedAt: Moment,
    currency: z.string(),
    /** The sum of the lines, before tax. */
    total: SignedAmount,
    tax: SignedAmount,
    /** What is to be paid: total and tax. */
    gross: SignedAmount,
  })
  .meta({ id: 'InvoiceSummary' });
export type InvoiceSummary = z.output<typeof InvoiceSummary>;

/** A line of an issued invoice with its share of the tax; `taxGroup` counts the invoice's taxes from 1. */
const TaxedLine = InvoiceLine.extend({ taxGroup: z.int(), tax: SignedAmount }).meta({ id: 'TaxedLine' });

/** Days are those of the contract's zone. `dueOn` is null where no terms were known. */
export const Invoice = InvoiceSummary.extend({
  issuedOn: Day,
  dueOn: Day.nullable(),
  seller: Seller,
  buyer: Buyer,
  lines: z.array(TaxedLine),
  taxes: z.array(InvoiceTax),
}).meta({ id: 'Invoice' });
export type Invoice = z.output<typeof Invoice>;

/** Below zero, tax included, an invoice is a credit note: its papers say so, and nothing is to be paid. Zero is an invoice. */
export const isCreditNote = ({ gross }: Pick<InvoiceSummary, 'gross'>): boolean => gross.startsWith('-');

/** What it is called on paper and page. */
export const invoiceName = (invoice: Pick<InvoiceSummary, 'gross'>): string =>
  isCreditNote(invoice) ? 'Credit note' : 'Invoice';

/** Example: prefix "INV-" and the 42nd invoice of the provider is "INV-000042". */
export const invoiceNumber = (prefix: string, nth: number): string =>
  `${prefix}${String(nth).padStart(6, '0')}`;

/** A line before it has a position and words. */
export interface DraftLine {
  readonly kind: (typeof invoiceLineKinds)[number];
  readonly month: Month;
  readonly package: string | null;
  readonly expense: string | null;
  readonly adjustment: string | null;
  readonly minutes: number | null;
  readonly rate: Money | null;
  readonly amount: Money;
}

/** What was billed before for a package and a month. */
export interface FeeBilled {
  readonly invoice: string;
  readonly number: string;
  readonly package: string;
  readonly amount: Money;
}

/** An adjustment that waits for the client's next invoice, and the month of the invoice it corrects. */
export interface PendingAdjustment {
  readonly id: string;
  readonly month: Month;
  readonly amount: Money;
}

/**
 * The lines of the invoice of a month: fees, then what was worked and spent as the statement has it, then the adjustments that wait, in
 * the order in which they were made.
 *
 * Arrears: the fees of the month itself. Advance: the fees of the next month, by the packages known now, after what is still owed for
 * the month itself: all of it on the contract's first invoice, and the difference where a package was added since it was billed ahead.
 * Each package's fee of a month is so billed once and whole, whatever the timing; one that a change ended before the month, after it was
 * billed ahead, is given back. The last month has nothing to bill ahead.
 * Service guide, sections 2.1, 2.2, 5 and 6.
 *
 * Example, in advance, a contract from 2026-11-16 for 3,300.00 a month: November's invoice has 1,650.00 for November (15 of 30 days) and
 * 3,300.00 for December; December's has 3,300.00 for January.
 */
export function draftLines(
  month: ContractMonth,
  statement: Statement,
  billed: readonly FeeBilled[],
  adjustments: readonly PendingAdjustment[],
): DraftLine[] {
  const isFee = (line: Statement['lines'][number]): line is FeeLine => 'pool' in line;
  const fees = statement.lines.filter(isFee);
  return [
    ...fees.flatMap((fee) => feeStillOwed(fee, month.month, billed)),
    ...feesTakenBack(month, fees, billed),
    ...(month.contract.invoiceTiming === 'advance' ? feesAhead(month) : []),
    ...statement.lines.flatMap((line): DraftLine[] => {
      if (isFee(line)) return [];
      const of = { ...blank, kind: line.kind, month: month.month, amount: line.amount };
      if (line.kind === 'expense') return [{ ...of, expense: line.expense }];
      return [{ ...of, minutes: line.minutes, rate: line.rate }];
    }),
    ...adjustments.map(adjustmentLine),
  ];
}

const blank = { package: null, expense: null, adjustment: null, minutes: null, rate: null };

export const adjustmentLine = ({ id, month, amount }: PendingAdjustment): DraftLine => ({
  ...blank,
  kind: 'adjustment',
  month,
  adjustment: id,
  amount,
});

/** A package's fee for the month less what was billed for it ahead; no line where that was all of it. */
function feeStillOwed(
  { kind, pool, amount }: FeeLine,
  month: Month,
  billed: readonly FeeBilled[],
): DraftLine[] {
  const before = billed.filter((one) => one.package === pool);
  const owed = money(amount - sum(before.map((one) => one.amount)));
  return before.length > 0 && owed === 0 ? [] : [{ ...blank, kind, month, package: pool, amount: owed }];
}

/** What was billed ahead for packages that a change ended before the month: given back whole. */
function feesTakenBack(
  { contract, month }: ContractMonth,
  fees: readonly FeeLine[],
  billed: readonly FeeBilled[],
): DraftLine[] {
  const gone = billed.filter((one) => fees.every(({ pool }) => pool !== one.package));
  return [...Map.groupBy(gone, (one) => one.package)].map(([id, before]) => {
    const isBase = contract.packages.some((bought) => bought.id === id && bought.kind === 'base');
    const amount = money(0 - sum(before.map((one) => one.amount)));
    return { ...blank, kind: isBase ? 'base-fee' : 'supplemental-fee', month, package: id, amount };
  });
}

/** The fees of the month after, the base package's first. */
function feesAhead({ frame, month }: ContractMonth): DraftLine[] {
  const next = monthsLater(month, 1);
  const { pools, term, proration } = frame.contract;
  const allotted = pools
    .map((pool) => allot(pool, term, next, proration))
    .filter(({ daysActive }) => daysActive > 0);
  return (['base', 'supplemental'] as const).flatMap((kind) =>
    allotted
      .filter(({ pool }) => pool.kind === kind)
      .map(({ pool, fee }): DraftLine => ({
        ...blank,
        kind: `${kind}-fee`,
        month: next,
        package: pool.id,
        amount: fee,
      })),
  );
}

/** What lines are about, by id. */
export interface LineWords {
  package(id: string): string;
  expense(id: string): string;
  adjustment(id: string): string;
  /** By whom overage was agreed to and when, to be added to its line; nothing where nobody was asked. */
  readonly agreed: string;
}

/** The words for the lines of a contract's invoices. Example: "Credit for INV-000012, line 3: agreed by telephone". */
export const lineWords = (
  contract: Contract,
  details: Pick<Details, 'expense' | 'groupName'>,
  adjustments: ReadonlyMap<string, Pick<Adjustment, 'amount' | 'invoiceNumber' | 'position' | 'reason'>>,
  agreed: readonly AgreedOverage[] = [],
): LineWords => ({
  agreed: agreedInWords(agreed),
  package: packageNamesOf(contract, details),
  expense: expenseNamesOf(details),
  adjustment: (id) => {
    const found = adjustments.get(id);
    if (!found) throw new Error(`adjustment ${id} is on a line and nowhere else`);
    const { amount, invoiceNumber, position, reason } = found;
    const about = position === null ? invoiceNumber : `${invoiceNumber}, line ${position}`;
    return `${amount.startsWith('-') ? 'Credit' : 'Debit'} for ${about}: ${reason}`;
  },
});

/** A line as it is shown. Example: "Base package, CSDM and CSE (Network), December 2026". */
export function invoiceLine(
  line: DraftLine,
  position: number,
  currency: Currency,
  words: LineWords,
): InvoiceLine {
  const rate = line.rate === null ? null : formatMoney(line.rate, currency);
  return {
    position,
    kind: line.kind,
    month: formatMonth(line.month),
    package: line.package === null ? null : known(line.package),
    expense: line.expense === null ? null : known(line.expense),
    adjustment: line.adjustment === null ? null : known(line.adjustment),
    minutes: line.minutes,
    rate,
    amount: formatMoney(line.amount, currency),
    words: wordsOf(line, rate, words),
  };
}

function wordsOf(
  { kind, month, minutes, ...line }: DraftLine,
  rate: string | null,
  words: LineWords,
): string {
  switch (kind) {
    case 'base-fee':
    case 'supplemental-fee':
      return `${words.package(line.package ?? '')}, ${monthInWords(month)}`;
    case 'expense':
      return words.expense(line.expense ?? '');
    case 'adjustment':
      return words.adjustment(line.adjustment ?? '');
    case 'overage':
      return `${hourWords(kind, minutes ?? 0, rate ?? '')}${words.agreed}`;
    default:
      return hourWords(kind, minutes ?? 0, rate ?? '');
  }
}
