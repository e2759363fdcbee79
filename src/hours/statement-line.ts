import { z } from 'zod';
import { PackageId } from '../contracts/package.ts';
import { idOf, known } from '../core/id.ts';
import { formatMoney, type Currency } from '../core/money.ts';
import { Amount } from '../core/shape.ts';
import { durationInWords } from './in-words.ts';
import type { HourLine, Line } from './statement.ts';

export const lineKinds = [
  'base-fee',
  'supplemental-fee',
  'overage',
  'after-hours',
  'after-hours-surcharge',
  'incremental',
  'expense',
] as const;

/** A line of a statement as it is shown; what a kind of line has not, is null. */
export const StatementLine = z
  .object({
    kind: z.enum(lineKinds),
    package: PackageId.nullable(),
    expense: idOf('expense').nullable(),
    minutes: z.int().nullable(),
    /** For an hour. */
    rate: Amount.nullable(),
    amount: Amount,
    words: z.string(),
  })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.output<typeof StatementLine>;

/** What packages and expenses are called. */
export interface LineNames {
  pool(id: string): string;
  expense(id: string): string;
}

/** Example: overage of 120 minutes at 175.00 is "Overage, 2 h at 175.00 an hour", 350.00. */
export function statementLine(line: Line, currency: Currency, names: LineNames): StatementLine {
  const amount = formatMoney(line.amount, currency);
  const nothing = { package: null, expense: null, minutes: null, rate: null };
  switch (line.kind) {
    case 'base-fee':
    case 'supplemental-fee':
      return { ...nothing, kind: line.kind, package: known(line.pool), amount, words: names.pool(line.pool) };
    case 'expense':
      return {
        ...nothing,
        kind: line.kind,
        expense: known(line.expense),
        amount,
        words: names.expense(line.expense),
      };
    default: {
      const rate = formatMoney(line.rate, currency);
      return {
        ...nothing,
        kind: line.kind,
        minutes: line.minutes,
        rate,
        amount,
        words: hourWords(line.kind, line.minutes, rate),
      };
    }
  }
}

const hourNames: Readonly<Record<HourLine['kind'], string>> = {
  overage: 'Overage',
  'after-hours': 'After hours',
  'after-hours-surcharge': 'Surcharge for after hours',
  incremental: 'Incremental time',
};

export const hourWords = (kind: HourLine['kind'], minutes: number, rate: string): string =>
  `${hourNames[kind]}, ${durationInWords(minutes)} at ${rate} an hour`;
