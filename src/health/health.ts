import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { halfUp } from '../core/ratio.ts';
import { Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

export type HealthNoteId = Id<'health-note'>;
export const HealthNoteId = idOf('health-note');

/** How a client feels about us, best first. */
export const sentiments = ['very-good', 'good', 'mixed', 'poor', 'very-poor'] as const;
export type Sentiment = (typeof sentiments)[number];

export const sentimentWords: Readonly<Record<Sentiment, string>> = {
  'very-good': 'very good',
  good: 'good',
  mixed: 'mixed',
  poor: 'poor',
  'very-poor': 'very poor',
};

/** What health is reckoned from, in its order. */
export const reasonKinds = ['hours', 'plan', 'problems', 'calls', 'sentiment'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/** The most that each reason gives. */
export const pointsMax = 20;
/** So many days back calls are looked at, and a sentiment still counts. */
export const healthDays = 92;

/** A record that a reason rests on: in words, and what it is. */
export const HealthRecord = z.object({
  kind: z.enum(['occurrence', 'interaction', 'dispute', 'action']),
  id: z.uuid(),
  words: z.string(),
});
export type HealthRecord = z.output<typeof HealthRecord>;

export const HealthReason = z
  .object({
    kind: z.enum(reasonKinds),
    /** 0 to 20; null where it is left out. */
    points: z.int().nullable(),
    /** What was found, or why it is left out. */
    words: z.string(),
    /** How the points come about. */
    rule: z.string(),
    /** What it rests on, ten of each kind at most. */
    records: z.array(HealthRecord),
  })
  .meta({ id: 'HealthReason' });
export type HealthReason = z.output<typeof HealthReason>;

/** How the relationship with a client stands, and the arithmetic of it. */
export const Health = z
  .object({
    clientId: ClientId,
    clientName: z.string(),
    /** 0 to 100; null where every reason is left out. */
    score: z.int().nullable(),
    points: z.int(),
    /** What could be reached: 20 for each reason that is not left out. */
    pointsOf: z.int(),
    reasons: z.array(HealthReason),
  })
  .meta({ id: 'Health' });
export type Health = z.output<typeof Health>;

export const HealthNoteDraft = z.strictObject({
  words: z.string().trim().min(1, 'say how the relationship stands').max(5000),
  sentiment: z.enum(sentiments).nullable().default(null),
});
export type HealthNoteDraft = z.output<typeof HealthNoteDraft>;

/** What was noted, with the health of that moment. */
export const HealthNote = z
  .object({
    id: HealthNoteId,
    clientId: ClientId,
    words: z.string(),
    sentiment: z.enum(sentiments).nullable(),
    score: z.int(),
    reasons: z.array(HealthReason),
    notedByName: z.string(),
    notedAt: Moment,
  })
  .meta({ id: 'HealthNote' });
export type HealthNote = z.output<typeof HealthNote>;

/** Records of one kind: how many there are, and the first ten. */
export interface Counted {
  readonly count: number;
  readonly records: readonly HealthRecord[];
}

/** What is known of a client that its health rests on. */
export interface Known {
  /** Of each contract this month: the chance of overage in whole percent, or null without enough past; whether it has begun, what expires. */
  readonly hours: readonly {
    readonly percent: number | null;
    readonly begun: boolean;
    readonly expiring: string | null;
  }[];
  /** Overdue activities of the team. */
  readonly overdue: Counted;
  readonly problems: Counted;
  readonly disputes: Counted;
  /** Of the last 92 days, cancelled ones apart. */
  readonly callsPlanned: number;
  readonly callsHeld: number;
  readonly actionsOverdue: Counted;
  /** As a CSDM noted it last within 92 days. */
  readonly sentiment: Sentiment | null;
}

/**
 * The health of a relationship: five reasons of 0 to 20 points each, as a share of what those that are not left out could give, times 100, half
 * up. Each reason says its rule; none goes below 0. What is not known is left out and said to be, so that it counts neither way.
 * Example: hours 20, plan 16, problems 16, calls 20, no sentiment → 72 of 80, 90.
 */
export function healthOf(known: Known): Pick<Health, 'score' | 'points' | 'pointsOf' | 'reasons'> {
  const reasons = [
    hoursReason(known),
    planReason(known),
    problemsReason(known),
    callsReason(known),
    sentimentReason(known),
  ];
  const counted = reasons.flatMap(({ points }) => (points === null ? [] : [points]));
  const points = counted.reduce((sum, one) => sum + one, 0);
  const pointsOf = counted.length * pointsMax;
  return { score: pointsOf === 0 ? null : halfUp(points, 100, pointsOf), points, pointsOf, reasons };
}

function hoursReason({ hours }: Known): HealthReason {
  const rule =
    'The chance that the month does not end beyond its packages, by 20; none once overage has begun, 10 at most where hours are about to expire. The least of all contracts.';
  const each = hours.flatMap(({ percent, begun, expiring }) => {
    if (begun) return [{ points: 0, words: 'Overage has begun this month.' }];
    const left = percent === null ? null : halfUp(100 - percent, pointsMax, 100);
    if (expiring !== null) return [{ points: Math.min(left ?? pointsMax, 10), words: expiring }];
    return left === null ? [] : [{ points: left, words: `The chance of overage is ${percent}%.` }];
  });
  const least = each.toSorted((a, b) => a.points - b.points)[0];
  const why = hours.length === 0 ? 'No contract runs.' : 'There is too little past to foretell hours from.';
  return { kind: 'hours', rule, records: [], ...(least ?? { points: null, words: `Left out: ${why}` }) };
}

function planReason({ overdue }: Known): HealthReason {
  return {
    kind: 'plan',
    points: less(2 * overdue.count),
    words: `${counted(overdue.count, 'activity of ours is', 'activities of ours are')} overdue.`,
    rule: '20, less 2 for each activity of the team that is overdue.',
    records: [...overdue.records],
  };
}

function problemsReason({ problems, disputes }: Known): HealthReason {
  return {
    kind: 'problems',
    points: less(4 * (problems.count + disputes.count)),
    words: `${counted(problems.count, 'problem is', 'problems are')} open, and ${counted(disputes.count, 'dispute', 'disputes')}.`,
    rule: '20, less 4 for each open problem of the interaction log and each open dispute.',
    records: [...problems.records, ...disputes.records],
  };
}

function callsReason({ callsPlanned, callsHeld, actionsOverdue }: Known): HealthReason {
  const rule = `20 by the share of calls of the last ${healthDays} days that were held, less 2 for each overdue action.`;
  const records = [...actionsOverdue.records];
  if (callsPlanned === 0) {
    const words = `Left out: no call was planned in the last ${healthDays} days.`;
    return { kind: 'calls', points: null, words, rule, records };
  }
  const held = halfUp(callsHeld, pointsMax, callsPlanned);
  const words = `${callsHeld} of ${callsPlanned} calls were held; ${counted(actionsOverdue.count, 'action is', 'actions are')} overdue.`;
  return {
    kind: 'calls',
    points: Math.max(0, held - 2 * actionsOverdue.count),
    words,
    rule,
    records,
  };
}

function sentimentReason({ sentiment }: Known): HealthReason {
  const rule = `As last noted within ${healthDays} days: very good 20, good 15, mixed 10, poor 5, very poor 0.`;
  return {
    kind: 'sentiment',
    rule,
    records: [],
    ...(sentiment === null
      ? { points: null, words: `Left out: nobody noted it in the last ${healthDays} days.` }
      : {
          points: 5 * (sentiments.length - 1 - sentiments.indexOf(sentiment)),
          words: `Noted as ${sentimentWords[sentiment]}.`,
        }),
  };
}

const less = (points: number): number => Math.max(0, pointsMax - points);

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
