import { amountOf, minorOf } from '../core/money.ts';
import { measured, quantityOf, rateFrom, rateIn, type Cost } from './cost.ts';

/** A cost as expenses and estimates keep it. */
export const costColumns = (cost: Cost, currency: string) => ({
  kind: cost.kind,
  amount: minorOf(cost.amount, currency),
  quantity: quantityOf(cost),
  unit: cost.unit,
  rate: cost.rate === null ? null : rateIn(cost.rate),
});

/** The opposite, for the shape to read. */
export const costFrom = (
  row: {
    readonly kind: string;
    readonly amount: number;
    readonly quantity: number | null;
    readonly unit: string | null;
    readonly rate: number | null;
  },
  currency: string,
) => ({
  kind: row.kind,
  amount: amountOf(row.amount, currency),
  ...(row.quantity === null ? { distance: null, minutes: null } : measured(row.quantity, row.unit)),
  unit: row.unit,
  rate: row.rate === null ? null : rateFrom(row.rate),
});
