import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { dayInWords } from '../core/day.ts';
import { durationInWords, monthInWords } from '../hours/in-words.ts';
import { formatMoney, type Currency } from '../core/money.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Moment, Month, SignedAmount } from '../core/shape.ts';
import type { ContractMonth } from '../hours/contract-month.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { serviceRoles } from '../team/designation.ts';
import { minuteOf } from '../time/capture.ts';
import { billings, EntryDraft, EntryId, subjectKinds } from '../time/entry.ts';
import type { LateChange, LateTimeEffect, LineEffect } from './late-time-effect.ts';

export type LateTimeId = Id<'late-time'>;
export const LateTimeId = idOf('late-time');

export const monthNotClosed = refusal(
  409,
  'late-time.month-open',
  'Late time is for a month that is closed; anything else is logged and changed as usual.',
);
export const acrossMonths = refusal(
  409,
  'late-time.across-months',
  'Late time lies in one closed month; what runs on into another is logged for each by itself.',
);
export const correctsUndecided = refusal(
  409,
  'late-time.undecided',
  'Late time is put right once it was approved; until then it is rejected and logged anew.',
);
export const lateDecided = refusal(
  409,
  'late-time.decided',
  'It was decided on already. Late time that was approved is put right by a correction.',
);
export const lateAfterHours = refusal(
  403,
  'late-time.supervisor-approves',
  'Only a supervisor approves time outside business hours that was not booked beforehand.',
);
export const lateHeldBack = refusal(
  409,
  'late-time.held-back',
  'Late time is approved once it can be billed, drawn or left out by the terms of its month.',
);
export const lateMonthOpen = refusal(409, 'late-time.not-closed', 'The month is not closed.');

const Reason = z.string().trim().min(1, 'say why').max(1000);

/** Time for a closed month: what an entry would say, and why it comes late. */
export const LateTimeDraft = EntryDraft.omit({
  note: true,
  bookingId: true,
  scopeDecisionId: true,
  occurrenceId: true,
}).extend({
  clientId: ClientId,
  personId: PersonId.optional(),
  reason: Reason,
});
export type LateTimeDraft = z.output<typeof LateTimeDraft>;

/** What an entry of a closed month, or late time that was approved, should have said. What is left out stays as it was. */
export const LateCorrection = z.object({
  /** The entry, or the late time. */
  corrects: z.uuid(),
  startedAt: Moment.optional(),
  endedAt: Moment.optional(),
  billing: z.enum(billings).optional(),
  definedTask: z.boolean().default(false),
  /** It was never worked. */
  takenAway: z.boolean().default(false),
  reason: Reason,
});
export type LateCorrection = z.output<typeof LateCorrection>;

/** Approves late time; `afterHours` is the supervisor's reason for what of it lies outside business hours and was not booked. */
export const LateApproval = z.object({ afterHours: Reason.optional() });
export const LateRejection = z.object({ reason: Reason });

const decided = { decidedBy: PersonId, decidedByName: z.string(), decidedAt: Moment, reason: z.string() };

/** Late time as the provider's staff see it. What was approved waits to be billed. */
export const LateTime = z
  .object({
    id: LateTimeId,
    clientId: ClientId,
    clientName: z.string(),
    contractId: ContractId,
    month: Month,
    /** What it puts right, as that was logged; null for time that was not logged before. */
    corrects: z
      .object({
        entry: EntryId.nullable(),
        lateTime: LateTimeId.nullable(),
        startedAt: Moment,
        endedAt: Moment,
        minutes: z.int(),
        billing: z.enum(billings),
      })
      .nullable(),
    takenAway: z.boolean(),
    personId: PersonId,
    personName: z.string(),
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable(),
    startedAt: Moment,
    endedAt: Moment,
    minutes: z.int(),
    billing: z.enum(billings),
    subjectKind: z.enum(subjectKinds),
    subject: z.string(),
    afterHoursApproved: z.boolean(),
    allowance: z.string().nullable(),
    reason: z.string(),
    loggedBy: PersonId,
    loggedByName: z.string(),
    loggedAt: Moment,
    standing: z.discriminatedUnion('state', [
      z.object({ state: z.literal('waiting') }),
      z.object({ state: z.literal('approved'), ...decided }),
      z.object({ state: z.literal('rejected'), ...decided }),
      z.object({ state: z.literal('billed'), ...decided, billedAt: Moment }),
    ]),
  })
  .meta({ id: 'LateTime' });
export type LateTime = z.output<typeof LateTime>;

export const lateStates = ['waiting', 'approved', 'rejected', 'billed'] as const;

const LateEffect = z.object({
  /** Below zero for fewer minutes, for a credit. */
  lines: z.array(
    z.object({
      kind: z.enum(['overage', 'after-hours', 'after-hours-surcharge', 'incremental']),
      rate: Amount,
      billed: Amount,
      adjusted: SignedAmount,
      now: Amount,
      minutes: z.int(),
      difference: SignedAmount,
    }),
  ),
  difference: SignedAmount,
  drawnMinutes: z.int(),
});
export type LateEffect = z.output<typeof LateEffect>;

/** A closed month with its late time, and what that comes to against what was billed and adjusted already. */
export const LateTimeMonth = z
  .object({
    clientId: ClientId,
    clientName: z.string(),
    contractId: ContractId,
    contractNumber: z.string(),
    month: Month,
    timeZone: z.string(),
    currency: z.string(),
    invoiceNumber: z.string(),
    /** In the order in which it was logged. */
    lateTime: z.array(LateTime),
    /** What is approved: what would be billed now. */
    approved: LateEffect,
    /** The same with what still waits for a decision. */
    withWaiting: LateEffect,
    /** What was credited or charged by hand, which late time leaves alone. */
    adjustedByHand: SignedAmount,
  })
  .meta({ id: 'LateTimeMonth' });
export type LateTimeMonth = z.output<typeof LateTimeMonth>;

/** Late time as rating takes it. Whether it is approved is up to the caller, so that what waits can be rated as a preview. */
export function lateChange(late: LateTime): LateChange {
  const { id, corrects, takenAway, role, technologyGroup, billing, afterHoursApproved } = late;
  return {
    id,
    of: corrects && (corrects.entry ?? corrects.lateTime),
    entry: takenAway
      ? null
      : {
          id,
          role,
          technologyGroup,
          start: minuteOf(late.startedAt),
          end: minuteOf(late.endedAt),
          billing,
          approval: 'approved',
          afterHoursApproved,
        },
  };
}

/** An effect as it is shown, amounts as decimals of the currency. */
export const lateEffect = (
  { lines, difference, drawnMinutes }: LateTimeEffect,
  currency: Currency,
): LateEffect => ({
  lines: lines.map((line) => ({
    kind: line.kind,
    rate: formatMoney(line.rate, currency),
    billed: formatMoney(line.billed, currency),
    adjusted: formatMoney(line.adjusted, currency),
    now: formatMoney(line.now, currency),
    minutes: line.minutes,
    difference: formatMoney(line.difference, currency),
  })),
  difference: formatMoney(difference, currency),
  drawnMinutes,
});

const reasonMax = 1000;

/**
 * Why a line is adjusted, as the client reads it: the month, the change of the line, and the late time in the order in which it was
 * logged, as much of it as a reason has room for. Days are those of the contract's zone.
 *
 * Example: "Late time in November 2026, overage 30 min more: Marek, 30 min on 4 November 2026 (Firewall review)".
 */
export function adjustmentReason(
  { month, frame: { zone } }: Pick<ContractMonth, 'month' | 'frame'>,
  { kind, minutes }: Pick<LineEffect, 'kind' | 'minutes'>,
  billed: readonly LateTime[],
): string {
  const change =
    minutes === 0 ? '' : `, ${lineNames[kind]} ${durationInWords(Math.abs(minutes))} ${moreOrLess(minutes)}`;
  let reason = `Late time in ${monthInWords(month)}${change}`;
  const items = billed.map((late) => itemInWords(late, dayInWords(zone.dayAt(minuteOf(late.startedAt)))));
  for (const [index, item] of items.entries()) {
    const more = `; and ${items.length - index} more`;
    const next = `${index === 0 ? ': ' : '; '}${item}`;
    if (reason.length + next.length + more.length > reasonMax) return reason + more;
    reason += next;
  }
  return reason;
}

const moreOrLess = (minutes: number): string => (minutes > 0 ? 'more' : 'less');

const lineNames: Readonly<Record<LineEffect['kind'], string>> = {
  overage: 'overage',
  'after-hours': 'after hours',
  'after-hours-surcharge': 'surcharge for after hours',
  incremental: 'incremental time',
};

function itemInWords({ personName, subject, minutes, corrects, takenAway, billing }: LateTime, on: string) {
  const where = `on ${on} (${subject})`;
  if (takenAway) return `${personName}, ${durationInWords(corrects?.minutes ?? minutes)} ${where} taken away`;
  if (!corrects) return `${personName}, ${durationInWords(minutes)} ${where}`;
  const time =
    corrects.minutes === minutes
      ? durationInWords(minutes)
      : `${durationInWords(minutes)} instead of ${durationInWords(corrects.minutes)}`;
  const as = corrects.billing === billing ? '' : `, as ${billing} instead of ${corrects.billing}`;
  return `${personName}, ${time} ${where}${as}`;
}
