import type { Selectable } from 'kysely';
import { amountOf, minorOf } from '../core/money.ts';
import type { ChangeRequestPart } from '../database/schema.ts';
import type { ChangePart } from './change-request.ts';

export type PartRow = Selectable<ChangeRequestPart>;

/** A part of a change request as the database keeps it: the columns of its kind are filled, the others are null. */
export function partRow(part: ChangePart, currency: string) {
  const minor = (amount: string | undefined): number | null =>
    amount === undefined ? null : minorOf(amount, currency);
  const blank = {
    kind: part.kind,
    scope: null,
    technology_groups: null,
    hours_per_month: null,
    package_id: null,
    fee_monthly: null,
    fee_agreed: null,
    tier: null,
    rate_overage: null,
    rate_after_hours: null,
    rate_after_hours_surcharge: null,
    rate_incremental: null,
    words: null,
    activity: null,
    end_day: null,
  };
  switch (part.kind) {
    case 'base':
    case 'supplement':
      return {
        ...blank,
        scope: part.scope,
        technology_groups: part.technologyGroups,
        hours_per_month: part.hoursPerMonth,
        fee_monthly: minor(part.feeMonthly),
        fee_agreed: part.feeAgreed,
        tier: part.tier,
      };
    case 'fee':
      return { ...blank, package_id: part.package, fee_monthly: minor(part.feeMonthly) };
    case 'rates':
      return {
        ...blank,
        rate_overage: minor(part.rates.overage),
        rate_after_hours: minor(part.rates.afterHours),
        rate_after_hours_surcharge: minor(part.rates.afterHoursSurcharge),
        rate_incremental: minor(part.rates.incremental),
      };
    case 'scope':
      return {
        ...blank,
        words: part.words,
        activity: part.activity === undefined ? null : JSON.stringify(part.activity),
      };
    default:
      return { ...blank, end_day: part.end };
  }
}

/** A part of a change request as it was asked for, amounts in the contract's currency; for the edge to check. */
export function partFrom(row: PartRow, currency: string): unknown {
  const amount = (minor: number | null): string | undefined =>
    minor === null ? undefined : amountOf(minor, currency);
  const rates = {
    overage: amount(row.rate_overage),
    afterHours: amount(row.rate_after_hours),
    afterHoursSurcharge: amount(row.rate_after_hours_surcharge),
    incremental: amount(row.rate_incremental),
  };
  switch (row.kind) {
    case 'base':
    case 'supplement':
      return {
        kind: row.kind,
        scope: row.scope,
        technologyGroups: row.technology_groups,
        hoursPerMonth: row.hours_per_month,
        feeMonthly: amount(row.fee_monthly),
        feeAgreed: row.fee_agreed,
        tier: row.tier,
      };
    case 'fee':
      return { kind: row.kind, package: row.package_id, feeMonthly: amount(row.fee_monthly) };
    case 'rates':
      return { kind: row.kind, rates };
    case 'scope':
      return {
        kind: row.kind,
        words: row.words,
        ...(row.activity === null ? {} : { activity: row.activity }),
      };
    default:
      return { kind: row.kind, end: row.end_day };
  }
}
