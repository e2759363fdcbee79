import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { Currency, Day } from '../core/shape.ts';

export const travelRateMissing = refusal(
  422,
  'travel-rate.missing',
  'Mileage and travel time are charged at the rates of the provider, and none holds on that day.',
);
export const travelRateOnThatDay = refusal(
  409,
  'travel-rate.same-day',
  'Another rate begins on this day. Rates are never edited; let the new one begin on another day.',
);

export const travelUnits = ['km', 'mile', 'hour'] as const;
export type TravelUnit = (typeof travelUnits)[number];

/** What a kilometre, a mile or an hour on the road is charged at, from a day on. A rate may have four decimals, whatever the currency has. */
export const TravelRate = z
  .object({
    currency: Currency,
    unit: z.enum(travelUnits),
    rate: z
      .string()
      .regex(/^\d{1,5}(\.\d{1,4})?$/, 'a rate is written like "0.725" or "95.00"')
      .refine((text) => /[1-9]/.test(text), 'a rate is above zero')
      .meta({ examples: ['0.725'] }),
    from: Day,
  })
  .meta({ id: 'TravelRate' });
export type TravelRate = z.output<typeof TravelRate>;

/** Which kind of expense is charged by a unit. */
export const kindOf = (unit: TravelUnit): 'mileage' | 'travel-time' =>
  unit === 'hour' ? 'travel-time' : 'mileage';

/** The rates that hold on a day; null where there is none. */
export type TravelRates = Readonly<Record<'mileage' | 'travel-time', TravelRate | null>>;

/**
 * The rates in a currency on a day: of each kind the one that began last, that day included.
 * Example: 0.70 a mile from 1 January and 0.725 from 1 July: on 30 June it is 0.70, on 1 July 0.725.
 */
export function ratesOn(rates: readonly TravelRate[], currency: string, day: string): TravelRates {
  const held = rates.filter((rate) => rate.currency === currency && rate.from <= day);
  const lastOf = (kind: keyof TravelRates): TravelRate | null =>
    held
      .filter(({ unit }) => kindOf(unit) === kind)
      .reduce<TravelRate | null>((last, rate) => (last && last.from > rate.from ? last : rate), null);
  return { mileage: lastOf('mileage'), 'travel-time': lastOf('travel-time') };
}
