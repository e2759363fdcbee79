import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { formatMoney, money, type Currency, type Money } from '../core/money.ts';
import { Refused, refusal } from '../core/refusal.ts';
import { Currency as CurrencyCode, Moment, SignedAmount } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type AdjustmentId = Id<'adjustment'>;
export const AdjustmentId = idOf('adjustment');

export const adjustmentOfNothing = refusal(
  422,
  'adjustment.nothing',
  'An adjustment is more or less than nothing.',
);
export const adjustmentTooLarge = refusal(
  409,
  'adjustment.too-large',
  'No more is credited than was billed, earlier credits included.',
);
export const noSuchLine = refusal(422, 'adjustment.no-such-line', 'The invoice has no line of this number.');
export const adjustmentDecimals = refusal(
  422,
  'adjustment.decimals',
  'An amount has no more decimals than the currency of the invoice.',
);

export const noneWaiting = refusal(
  409,
  'adjustment.none-waiting',
  'Nothing in this currency waits for the client: what was credited or charged is on an invoice.',
);
export const invoiceToCome = refusal(
  409,
  'adjustment.invoice-to-come',
  'The client has months to close in this currency. What waits goes on the next invoice by itself.',
);

/** A credit (below zero) or a debit against an issued invoice: against one of its lines, or against the whole. */
export const AdjustmentDraft = z.object({
  /** The number of the line; the invoice as a whole unless said. */
  position: z.int().min(1).nullable().default(null),
  amount: SignedAmount,
  reason: z.string().trim().min(1, 'say why').max(1000),
});
export type AdjustmentDraft = z.output<typeof AdjustmentDraft>;

/** It waits until the client's next invoice has it as a line; then it is billed. */
export const Adjustment = AdjustmentDraft.extend({
  id: AdjustmentId,
  clientId: ClientId,
  invoiceId: z.string(),
  invoiceNumber: z.string(),
  position: z.int().nullable(),
  currency: z.string(),
  madeBy: PersonId,
  madeByName: z.string(),
  madeAt: Moment,
  state: z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('billed'), invoiceId: z.string(), invoiceNumber: z.string(), line: z.int() }),
  ]),
}).meta({ id: 'Adjustment' });
export type Adjustment = z.output<typeof Adjustment>;

/** What waits in one currency for a client that has no invoice to come: every month of its contracts is closed. */
export const UnbilledAdjustments = z
  .object({
    clientId: ClientId,
    clientName: z.string(),
    currency: CurrencyCode,
    /** Together, before tax. */
    amount: SignedAmount,
    count: z.int(),
    /** Since the oldest of them was made. */
    since: Moment,
  })
  .meta({ id: 'UnbilledAdjustments' });
export type UnbilledAdjustments = z.output<typeof UnbilledAdjustments>;

/**
 * Refuses an adjustment of nothing, one against a line that is not there, and a credit that would give back more than was billed: of the
 * line it is about, or of the whole invoice. `adjusted` are the adjustments made before. Both are in minor units of the invoice's
 * currency. A debit has no limit.
 *
 * Example: a line of 350.00 with a credit of 100.00 before: -250.00 is taken, -250.01 is refused.
 */
export function requireAdjustable(
  amount: Money,
  position: number | null,
  lines: readonly { readonly position: number; readonly amount: Money }[],
  adjusted: readonly { readonly position: number | null; readonly amount: Money }[],
  currency: Currency,
): void {
  if (amount === 0) throw new Refused(adjustmentOfNothing, adjustmentOfNothing.title);
  const about = position === null ? lines : lines.filter((line) => line.position === position);
  if (about.length === 0) throw new Refused(noSuchLine, `It has ${lines.length} lines.`, { position });
  const earlier = position === null ? adjusted : adjusted.filter((one) => one.position === position);
  const billed = total(about);
  const left = money(Math.max(0, billed + total(earlier)));
  if (amount < 0 && amount + left < 0)
    throw new Refused(adjustmentTooLarge, `${formatMoney(left, currency)} can still be credited.`, {
      billed: formatMoney(billed, currency),
      left: formatMoney(left, currency),
    });
}

const total = (parts: readonly { readonly amount: Money }[]): Money =>
  money(parts.reduce((sum, { amount }) => sum + amount, 0));
