import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { amountInWords, figure, minorOf } from '../core/money.ts';
import { Amount, Currency } from '../core/shape.ts';
import type { PriceBook } from './price-book.ts';
import { limitsExceeded, tierOf } from './tier.ts';

/** What hours are recommended from; spend is a month's managed-services spend as a decimal in the book's currency. */
export interface Situation {
  readonly spend: string;
  readonly devices: number;
  /** In the provider's order; the base package serves the first. */
  readonly technologyGroups: readonly TechnologyGroupId[];
}

/** One step of the reasoning: the band found, a tier passed over and why, a supplement for a further technology group. */
export const Step = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('band'),
      spendFrom: Amount,
      /** Where the next band begins; null for the last. */
      spendTo: Amount.nullable(),
      hours: z.int(),
      text: z.string(),
    }),
    z.object({
      kind: z.literal('raised'),
      because: z.enum(['technology-groups', 'devices']),
      tier: z.string(),
      limit: z.int(),
      found: z.int(),
      hours: z.int(),
      text: z.string(),
    }),
    z.object({
      kind: z.literal('supplement'),
      technologyGroup: TechnologyGroupId,
      hours: z.int(),
      text: z.string(),
    }),
  ])
  .meta({ id: 'RecommendationStep' });
type Step = z.output<typeof Step>;

/** Hours a month to recommend: of the base package and of supplements, with every step that led there. */
export const Recommendation = z
  .object({
    currency: Currency,
    baseHours: z.int(),
    tier: z.string(),
    supplementHours: z.int(),
    hours: z.int(),
    steps: z.array(Step),
  })
  .meta({ id: 'Recommendation' });
export type Recommendation = z.output<typeof Recommendation>;

/**
 * The hours to recommend, in whole hours a month: those of the band that the spend falls into, raised to the next tier as often as one
 * is not sold for so many technology groups or devices, and a supplement for each technology group after the first.
 *
 * Bands are half-open: a band's first spend is in it, the next band's is not. A client whose devices are not counted has none.
 * Source: service guide, section 2 (table and footnote) and section 6.
 * Example: by the guide's book, 23,999.50 a month with 120 devices, network and security → 20 of the band, raised to 30 because Bronze
 * is for one technology group, and 10 supplemental hours for security: 40.
 */
export function recommend(book: PriceBook, situation: Situation): Recommendation {
  const band = bandStep(book, situation.spend);
  const raised = raisedSteps(book, situation, band.hours);
  const supplements = supplementSteps(book, situation.technologyGroups);
  const baseHours = raised.at(-1)?.hours ?? band.hours;
  const supplementHours = supplements.reduce((total, { hours }) => total + hours, 0);
  return {
    currency: book.currency,
    baseHours,
    tier: tierOf(book, baseHours)?.name ?? '',
    supplementHours,
    hours: baseHours + supplementHours,
    steps: [band, ...raised, ...supplements],
  };
}

function bandStep({ bands, currency }: PriceBook, spend: string): Step {
  const minor = minorOf(spend, currency);
  const index = bands.findLastIndex((band) => minorOf(band.spendFrom, currency) <= minor);
  const band = bands[index];
  if (!band) throw new Error('a price book has a band from zero');
  const { spendFrom, hours } = band;
  const spendTo = bands[index + 1]?.spendFrom ?? null;
  const range =
    spendTo === null ? `${figure(spendFrom)} or more` : `${figure(spendFrom)} to below ${figure(spendTo)}`;
  const text = `Managed services for ${amountInWords(spend, currency)} a month are in the band of ${range}: ${hours} hours.`;
  return { kind: 'band', spendFrom, spendTo, hours, text };
}

function raisedSteps(book: PriceBook, { devices, technologyGroups }: Situation, bandHours: number): Step[] {
  const steps: Step[] = [];
  let tier = tierOf(book, bandHours);
  while (tier) {
    const { name, fromHours } = tier;
    const next = book.tiers.find((other) => other.fromHours > fromHours);
    const exceeded = limitsExceeded(tier, technologyGroups.length, devices);
    if (exceeded.length === 0 || !next) break;
    for (const { because, limit, found, text } of exceeded) {
      const raised = `${text} ${next.name} begins at ${next.fromHours} hours.`;
      steps.push({ kind: 'raised', because, tier: name, limit, found, hours: next.fromHours, text: raised });
    }
    tier = next;
  }
  return steps;
}

function supplementSteps(
  { groupSupplementHours: hours }: PriceBook,
  technologyGroups: readonly TechnologyGroupId[],
): (Step & { kind: 'supplement' })[] {
  if (hours === 0) return [];
  return technologyGroups.slice(1).map((technologyGroup) => ({
    kind: 'supplement',
    technologyGroup,
    hours,
    text: `${technologyGroup} is a further technology group: ${hours} supplemental hours.`,
  }));
}
