import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

export type SuccessCriterionId = Id<'success-criterion'>;
export const SuccessCriterionId = idOf('success-criterion');
export type MeasurementId = Id<'measurement'>;
export const MeasurementId = idOf('measurement');

export const noWay = refusal(
  422,
  'success-criterion.no-way',
  'The target of a success criterion is another figure than its baseline, so that there is a way to go.',
);
export const criterionDropped = refusal(
  409,
  'success-criterion.dropped',
  'This success criterion was dropped. Record another one to follow it again.',
);
export const measuredAhead = refusal(
  422,
  'measurement.ahead',
  'What is measured was so on a day that has come, by the client’s clock.',
);
export const correctedAlready = refusal(
  409,
  'measurement.corrected',
  'This measurement was corrected already. Correct the one that took its place.',
);

export const criterionKinds = ['kpi', 'goal'] as const;
export type CriterionKind = (typeof criterionKinds)[number];
export const criterionKindWords: Readonly<Record<CriterionKind, string>> = { kpi: 'KPI', goal: 'Goal' };

/** A figure as people write it, with up to four decimals; its unit stands beside it. */
export const Figure = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'a figure is written like 98.5')
  .meta({ examples: ['98.5'] });

/** Who answers for it: somebody of the provider, or a contact of the client. */
const Owner = z.object({ side: z.enum(['provider', 'client']), id: z.uuid() });

/** A KPI is followed on and on, a goal is reached once: from the baseline to the target, by a local day. */
export const SuccessCriterionDraft = z.object({
  kind: z.enum(criterionKinds),
  name: z.string().trim().min(1, 'say what is measured').max(200),
  unit: z
    .string()
    .trim()
    .min(1, 'say in what it is measured')
    .max(40)
    .meta({ examples: ['%'] }),
  baseline: Figure.meta({ examples: ['97.2'] }),
  target: Figure.meta({ examples: ['99.5'] }),
  targetDay: Day,
  owner: Owner,
});
export type SuccessCriterionDraft = z.output<typeof SuccessCriterionDraft>;

export const MeasurementDraft = z.object({
  day: Day,
  value: Figure,
  words: z.string().trim().max(1000).default(''),
});
export type MeasurementDraft = z.output<typeof MeasurementDraft>;

export const Measurement = MeasurementDraft.extend({
  id: MeasurementId,
  words: z.string(),
  corrects: MeasurementId.nullable(),
  /** Whether another took its place; then it counts no more. */
  corrected: z.boolean(),
  byName: z.string(),
  at: Moment,
}).meta({ id: 'Measurement' });
export type Measurement = z.output<typeof Measurement>;

export const progressStates = ['met', 'missed', 'nearer', 'no-nearer', 'not-measured'] as const;
export type ProgressState = (typeof progressStates)[number];

/** A success criterion with all that was measured, and how far it has come. */
export const SuccessCriterion = SuccessCriterionDraft.extend({
  id: SuccessCriterionId,
  clientId: ClientId,
  owner: Owner.extend({ name: z.string() }),
  /** Which way is better. */
  direction: z.enum(['up', 'down']),
  /** By day, then as they were recorded; corrected ones too. */
  measurements: z.array(Measurement),
  /** The latest value that counts; null before the first. */
  current: z.object({ value: Figure, day: Day }).nullable(),
  /** Of the way from baseline to target, in whole hundredths; null before the first measurement. */
  percent: z.int().nullable(),
  state: z.enum(progressStates),
  drop: z.object({ reason: z.string(), byName: z.string(), at: Moment }).nullable(),
}).meta({ id: 'SuccessCriterion' });
export type SuccessCriterion = z.output<typeof SuccessCriterion>;

/**
 * How far a success criterion has come on a local day: the measurement of the latest day counts, of one day the one that was recorded last, and
 * no corrected one. The hundredths are rounded towards zero, so that 100 are only said of a target that is met; they fall below zero where it
 * got worse. It is missed from the day after the target day.
 * Example: from 97.2 to 99.5, measured 98.35 → 50 and nearer; 99.5 → 100 and met; 96.9 → -13 and no nearer.
 */
export function progressOf(
  criterion: Pick<SuccessCriterion, 'baseline' | 'target' | 'targetDay'>,
  measurements: readonly Pick<Measurement, 'day' | 'value' | 'corrected'>[],
  today: string,
): Pick<SuccessCriterion, 'current' | 'percent' | 'state'> {
  const latest = measurements
    .filter(({ corrected }) => !corrected)
    .reduce<(typeof measurements)[number] | null>(
      (last, one) => (last === null || one.day >= last.day ? one : last),
      null,
    );
  const isOver = criterion.targetDay < today;
  if (latest === null) return { current: null, percent: null, state: isOver ? 'missed' : 'not-measured' };
  const [from, to, now] = [criterion.baseline, criterion.target, latest.value].map(tenThousandths);
  if (from === undefined || to === undefined || now === undefined) throw new Error('three figures are given');
  const percent = Number(((now - from) * 100n) / (to - from));
  const isMet = to > from ? now >= to : now <= to;
  const isNearer = to > from ? now > from : now < from;
  return {
    current: { value: latest.value, day: latest.day },
    percent,
    state: isMet ? 'met' : isOver ? 'missed' : isNearer ? 'nearer' : 'no-nearer',
  };
}

/** Whether two figures are the same, however they are written. Example: 98.50 and 98.5 are. */
export const isSameFigure = (a: string, b: string): boolean => tenThousandths(a) === tenThousandths(b);

/** A figure in whole ten-thousandths. Example: `-0.5` → -5000. */
function tenThousandths(figure: string): bigint {
  const [whole = '', rest = ''] = figure.replace('-', '').split('.');
  const size = BigInt(`${whole}${rest.padEnd(4, '0')}`);
  return figure.startsWith('-') ? -size : size;
}
