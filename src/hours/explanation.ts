import { z } from 'zod';
import { formatMoney, type Currency, type Money } from '../core/money.ts';

/**
 * How a step comes by its value from its parts:
 * `given` and `elapsed` and `days` have none: a value read from a record, the minutes between two moments, the days between two days.
 * `sum` adds its parts. `rest` is the first part less the others. `share` is first × second ÷ third, half up. `rounded-up` is the first,
 * up to the next multiple of the second. `whole` is all of the second where the first is above zero, and nothing where it is not.
 */
export const operations = [
  'given',
  'elapsed',
  'days',
  'sum',
  'rest',
  'share',
  'rounded-up',
  'whole',
] as const;
export type Operation = (typeof operations)[number];

/** What a step can be opened into. */
export const linkKinds = ['contract', 'package', 'entry', 'expense', 'invoice', 'adjustment'] as const;

/**
 * One figure of an explanation: what it is called, what it comes to, and the figures it was made of, down to what was read from a
 * record. Money is a decimal string in the currency of the whole; minutes, days and counts are numbers.
 */
export interface Step {
  readonly label: string;
  readonly operation: Operation;
  readonly value: string | number;
  readonly unit: 'money' | 'minutes' | 'days' | 'count';
  /** Where the rule stands in the service guide, and by which setting of the contract it is made exact. */
  readonly rule?: { readonly section: string; readonly setting?: string | undefined } | undefined;
  readonly link?: { readonly kind: (typeof linkKinds)[number]; readonly id: string } | undefined;
  /** Of `elapsed` and `days`: [from, to) as moments in UTC or as days. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly parts: readonly Step[];
  /** Figures that do not enter this one, but say why it is what it is. */
  readonly because: readonly Step[];
}

export const Step: z.ZodType<Step> = z
  .object({
    label: z.string(),
    operation: z.enum(operations),
    value: z.union([z.string(), z.int()]),
    unit: z.enum(['money', 'minutes', 'days', 'count']),
    rule: z.object({ section: z.string(), setting: z.string().optional() }).optional(),
    link: z.object({ kind: z.enum(linkKinds), id: z.string() }).optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    get parts() {
      return z.array(Step);
    },
    get because() {
      return z.array(Step);
    },
  })
  .meta({ id: 'Step' });

type Extra = Partial<Pick<Step, 'rule' | 'link' | 'from' | 'to' | 'parts' | 'because'>>;

/** A figure in money. */
export const moneyStep = (
  label: string,
  operation: Operation,
  amount: Money,
  currency: Currency,
  extra: Extra,
): Step => ({
  label,
  operation,
  value: formatMoney(amount, currency),
  unit: 'money',
  parts: [],
  because: [],
  ...extra,
});

/** A figure that is a whole number. */
export const numberStep = (
  label: string,
  operation: Operation,
  value: number,
  unit: 'minutes' | 'days' | 'count',
  extra: Extra = {},
): Step => ({ label, operation, value, unit, parts: [], because: [], ...extra });
