import type { TechnologyGroupId } from '../clients/client.ts';
import { amountOf, decimalsOf, parseCurrency } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import type { PriceBookDraft } from './price-book.ts';

/** Managed-services spend a month in whole units of the currency, and the hours it calls for. Service guide, section 2. */
const bands = [
  [0, 20],
  [10_000, 20],
  [24_000, 30],
  [32_000, 40],
  [40_000, 50],
  [50_000, 60],
  [70_000, 70],
  [90_000, 80],
] as const;

/**
 * The price book of the service guide, to publish as it is or to change first: base packages from 20 hours in steps of 10, supplements
 * in lots of 10 for the CSDM and for the CSE of each technology group, Bronze for one technology group and up to 249 devices, Silver
 * from 30 hours, the bands of section 2, and 175.00 an hour for overage and incremental time.
 *
 * What the guide does not price is a start and no more: 165.00 a month for an hour of any package, 262.50 for an hour after hours,
 * 87.50 as its surcharge, 7 days of notice. The figures are those of US dollars in any currency, half up to what it can be written in.
 * Refused: an unknown currency is a bug and throws.
 * Source: service guide, sections 2, 2.1, 2.4, 5 and 6. Example: in USD a base package of 20 hours costs 3,300.00 a month.
 */
export function guidePriceBook(
  currency: string,
  from: string,
  technologyGroups: readonly TechnologyGroupId[],
): PriceBookDraft {
  const known = parseCurrency(currency);
  if (known === undefined) throw new RangeError(`${currency} is not a currency`);
  const amount = (hundredths: number) => amountOf(halfUp(hundredths, 10 ** decimalsOf(known), 100), currency);
  const base = { technologyGroup: null, minimumHours: 20, lotHours: 10, feePerHour: amount(165_00) };
  const supplement = { minimumHours: 10, lotHours: 10, feePerHour: amount(165_00) };
  return {
    name: 'Service guide',
    currency,
    from,
    proration: 'calendar-days',
    roundingIncrement: 1,
    afterHours: 'separate',
    invoiceTiming: 'arrears',
    rates: {
      overage: amount(175_00),
      afterHours: amount(262_50),
      afterHoursSurcharge: amount(87_50),
      incremental: amount(175_00),
    },
    packages: [
      { scope: 'csdm-only', ...base },
      { scope: 'standard', ...base },
      { scope: 'csdm', technologyGroup: null, ...supplement },
      ...technologyGroups.map((technologyGroup) => ({
        scope: 'cse' as const,
        technologyGroup,
        ...supplement,
      })),
    ],
    tiers: [
      { fromHours: 20, name: 'Bronze', technologyGroupsMax: 1, devicesMax: 249 },
      { fromHours: 30, name: 'Silver', technologyGroupsMax: null, devicesMax: null },
    ],
    bands: bands.map(([spend, hours]) => ({ spendFrom: amount(spend * 100), hours })),
    groupSupplementHours: 10,
    noticeDays: 7,
    changeDay: 'first-of-next-month',
  };
}
