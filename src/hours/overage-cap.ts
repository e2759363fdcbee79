import { z } from 'zod';
import { amountInWords, figure, formatMoney, price, type Currency, type Money } from '../core/money.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Moment, Month } from '../core/shape.ts';
import { minutes } from '../core/minutes.ts';
import { EntryId } from '../time/entry.ts';
import { durationInWords } from './in-words.ts';
import { overageOf } from './pace.ts';
import type { Consent } from './consent.ts';
import type { Statement } from './statement.ts';

export const capNotAgreed = refusal(
  422,
  'overage-cap.not-agreed',
  'Where the provider sets the cap, it says who of the client agreed, how and when.',
);
export const capTooEarly = refusal(
  422,
  'overage-cap.too-early',
  'A cap begins with the month that runs, or a later one.',
);
export const capDecimals = refusal(
  422,
  'overage-cap.decimals',
  'An amount has no more decimals than its currency.',
);

/** How much overage a month may have from a month on: minutes, or an amount; neither is no cap. */
export const CapDraft = z
  .object({
    from: Month,
    minutes: z.int().min(0).max(60_000).nullable().default(null),
    amount: Amount.nullable().default(null),
    /** Who of the client agreed, how and when; needed where the provider sets it. */
    agreedWith: z.string().trim().max(300).default(''),
  })
  .refine((draft) => draft.minutes === null || draft.amount === null, {
    path: ['amount'],
    message: 'a cap is minutes or an amount, not both',
  });
export type CapDraft = z.output<typeof CapDraft>;

/** A cap as it was set. */
export const Cap = z
  .object({
    from: Month,
    minutes: z.int().nullable(),
    amount: Amount.nullable(),
    agreedWith: z.string(),
    setBy: z.string(),
    setAt: Moment,
  })
  .meta({ id: 'OverageCap' });
export type Cap = z.output<typeof Cap>;

/** What of it counts. */
export type CapTerms = { readonly minutes: number } | { readonly amount: Money };

/** How many percent of a cap may be used before the client is asked. */
export const nearPercent = 80;

/** Where a month's overage stands against what the client agreed to; null where there is no cap. */
export const CapStanding = z
  .object({
    /** The cap in minutes, at the rate of the month. */
    minutesCap: z.int(),
    /** Agreed to beyond the cap. */
    minutesAgreed: z.int(),
    minutesOverage: z.int(),
    /** Of the overage, work that could not wait. */
    minutesEmergency: z.int(),
    /** What rests on nothing: neither cap, nor consent, nor emergency. */
    minutesBeyond: z.int(),
    /** Whether so much is used that the client should be asked. */
    isNear: z.boolean(),
    /** The work beyond, the latest of the month's overage. */
    beyond: z.array(z.object({ entry: EntryId, minutes: z.int() })),
    words: z.string(),
  })
  .meta({ id: 'CapStanding' });
export type CapStanding = z.output<typeof CapStanding>;

/** What a month's overage rests on. */
export interface OverageBasis {
  /** Null where there is no cap. */
  readonly standing: CapStanding | null;
  /** Of the contract in the month, newest first. */
  readonly consents: readonly Consent[];
}

/**
 * A cap in minutes: an amount is as many whole minutes as it pays for at the rate an hour, any number at a rate of nothing.
 * Example: 500.00 at 175.00 an hour are 171 minutes (498.75).
 */
export function capMinutes(cap: CapTerms, ratePerHour: Money): number {
  if ('minutes' in cap) return cap.minutes;
  return ratePerHour === 0 ? endless : Math.floor((cap.amount * 60) / ratePerHour);
}

/** More than any month has. */
const endless = 1_000_000;

/**
 * Where a month stands against its cap. Overage beyond cap and consent together is beyond what was agreed, as far as it was no emergency;
 * it is the latest of the month's overage that is no emergency, because what came before was within the cap. Whole minutes.
 *
 * Example: cap 60, 90 min of overage of which 20 an emergency, nothing agreed to: 10 are beyond. Agreed to 30 more: none.
 */
export function capStanding(
  statement: Statement,
  minutesCap: number,
  minutesAgreed: number,
  isEmergency: (entry: string) => boolean,
): CapStanding {
  const over = statement.units.flatMap(({ entry, draws }) =>
    draws.flatMap((draw) => (draw.pool === null ? [{ entry, minutes: Number(draw.minutes) }] : [])),
  );
  const minutesOverage = overageOf(statement).minutes;
  const ordinary = over.filter(({ entry }) => !isEmergency(entry));
  const minutesEmergency = minutesOverage - total(ordinary);
  const minutesBeyond = Math.max(0, total(ordinary) - minutesCap - minutesAgreed);
  return {
    minutesCap,
    minutesAgreed,
    minutesOverage,
    minutesEmergency,
    minutesBeyond,
    isNear: minutesOverage > 0 && total(ordinary) * 100 >= (minutesCap + minutesAgreed) * nearPercent,
    beyond: latest(ordinary, minutesBeyond).map(({ entry, minutes }) => ({
      entry: EntryId.parse(entry),
      minutes,
    })),
    words: standingWords(minutesOverage, minutesCap, minutesAgreed, minutesEmergency),
  };
}

interface Worked {
  readonly entry: string;
  readonly minutes: number;
}

const total = (worked: readonly Worked[]): number => worked.reduce((sum, { minutes }) => sum + minutes, 0);

/** The last minutes of some work, in its order. */
function latest(worked: readonly Worked[], minutes: number): Worked[] {
  const found: Worked[] = [];
  let open = minutes;
  for (const one of worked.toReversed()) {
    if (open === 0) break;
    const taken = Math.min(open, one.minutes);
    found.unshift({ entry: one.entry, minutes: taken });
    open -= taken;
  }
  return found;
}

function standingWords(overage: number, cap: number, agreed: number, emergency: number): string {
  const parts = [
    `${durationInWords(overage)} of overage against a cap of ${durationInWords(cap)}`,
    ...(agreed > 0 ? [`${durationInWords(agreed)} more agreed to`] : []),
    ...(emergency > 0 ? [`${durationInWords(emergency)} of it an emergency`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** What further overage costs, in words. Example: "3 h at 175.00 an hour, 525.00 USD". */
export const pricedInWords = (worked: number, rate: Money, currency: Currency): string =>
  `${durationInWords(worked)} at ${figure(formatMoney(rate, currency))} an hour, ${amountInWords(formatMoney(priceOf(worked, rate), currency), currency)}`;

export const priceOf = (worked: number, rate: Money): Money => price(minutes(worked), rate);
