import { z } from 'zod';
import { day, dayFrom, formatDay } from '../core/day.ts';

/** How a client comes to steady service, in order. Source: service guide, section 4.1. */
export const phases = ['kick-off', 'documentation', 'ongoing'] as const;
export type Phase = (typeof phases)[number];

export const phaseWords: Readonly<Record<Phase, string>> = {
  'kick-off': 'Kick-off',
  documentation: 'Documentation',
  ongoing: 'Ongoing',
};

/**
 * By which rule phases are as long as they are, in days. The guide has the documentation in months 0 to 2 "depending on complexity of
 * environment", and is silent about the measure: so it is a setting.
 */
export const LengthRule = z
  .object({
    kickOffDays: z.int().min(1).max(180),
    /** The documentation of one technology group with few devices. */
    documentationDays: z.int().min(1).max(365),
    devicesPerStep: z.int().min(1).max(100_000),
    daysPerStep: z.int().min(0).max(90),
    daysPerGroup: z.int().min(0).max(90),
    documentationDaysMost: z.int().min(1).max(730),
    ongoingDays: z.int().min(1).max(365),
  })
  .refine((rule) => rule.documentationDaysMost >= rule.documentationDays, {
    path: ['documentationDaysMost'],
    message: 'the most days are no fewer than those of a small environment',
  });
export type LengthRule = z.output<typeof LengthRule>;

export const usualLengths: LengthRule = {
  kickOffDays: 14,
  documentationDays: 30,
  devicesPerStep: 100,
  daysPerStep: 5,
  daysPerGroup: 10,
  documentationDaysMost: 60,
  ongoingDays: 30,
};

/** What makes an environment complex: devices under coverage, and technology groups in scope. */
export interface Complexity {
  readonly devices: number;
  readonly groups: number;
}

/**
 * How many days the documentation takes, and why in words: the days of a small environment, some for every whole step of devices and for each
 * technology group after the first, and no more than the most. Source: service guide, section 4.1 (months 0 to 2).
 * Example: 120 devices and 2 groups by the usual rule → 30 + 5 + 10 = 45 days; 900 devices and 3 groups → 60, the most.
 */
export function documentationLength(
  rule: LengthRule,
  { devices, groups }: Complexity,
): { readonly days: number; readonly reason: string } {
  const steps = Math.floor(devices / rule.devicesPerStep);
  const further = Math.max(0, groups - 1);
  const asked = rule.documentationDays + steps * rule.daysPerStep + further * rule.daysPerGroup;
  const days = Math.min(asked, rule.documentationDaysMost);
  const sum = [
    `${rule.documentationDays} days`,
    ...(steps > 0
      ? [
          `${steps * rule.daysPerStep} for ${devices} devices (${rule.daysPerStep} for every ${rule.devicesPerStep})`,
        ]
      : []),
    ...(further > 0
      ? [
          `${further * rule.daysPerGroup} for ${further} more technology ${further === 1 ? 'group' : 'groups'}`,
        ]
      : []),
  ].join(', ');
  if (steps === 0 && further === 0) return { days, reason: `${sum}, as for every small environment.` };
  return { days, reason: asked > days ? `${sum}: ${asked}, of at most ${days}.` : `${sum}: ${days} days.` };
}

/** On which days an onboarding begins and its phases should be closed. */
export interface PhaseDays {
  readonly beginsOn: string;
  readonly ends: Readonly<Record<Phase, string>>;
}

/**
 * The days of an onboarding that begins on a local day: kick-off and documentation both begin with it, "ongoing" when the documentation ends.
 * Example: from 2026-11-02 with 14, 45 and 30 days → 2026-11-16, 2026-12-17 and 2027-01-16.
 */
export function phaseDays(beginsOn: string, rule: LengthRule, documentationDays: number): PhaseDays {
  const documentationEnds = daysAfter(beginsOn, documentationDays);
  return {
    beginsOn,
    ends: {
      'kick-off': daysAfter(beginsOn, rule.kickOffDays),
      documentation: documentationEnds,
      ongoing: daysAfter(documentationEnds, rule.ongoingDays),
    },
  };
}

/** The day on which a phase begins. Example: "ongoing" on the day by which the documentation should be closed. */
export const beginOf = ({ beginsOn, ends }: PhaseDays, phase: Phase): string =>
  phase === 'ongoing' ? ends.documentation : beginsOn;

/**
 * The day at so many hundredths of a phase, rounded down to whole days.
 * Example: 50 of a documentation from 2026-11-02 to 2026-12-17, which are 45 days → 22 days on, 2026-11-24.
 */
export function dayWithin(days: PhaseDays, phase: Phase, percent: number): string {
  const from = beginOf(days, phase);
  const length = dayFrom(days.ends[phase]) - dayFrom(from);
  return daysAfter(from, Math.floor((length * percent) / 100));
}

/** How many days are left until a day; below zero once it is past. Example: on 2026-11-18 until 2026-11-16 → -2. */
export const daysLeft = (today: string, until: string): number => dayFrom(until) - dayFrom(today);

const daysAfter = (from: string, count: number): string => formatDay(day(dayFrom(from) + count));
