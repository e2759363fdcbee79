import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { money, sum, type Money } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import { refusal } from '../core/refusal.ts';
import { Day } from '../core/shape.ts';

export type TaxId = Id<'tax'>;
export const TaxId = idOf('tax');

/** As EN 16931 has them: standard, zero, exempt, reverse charge, outside scope. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'O'] as const;
export type TaxCategory = (typeof taxCategories)[number];

export const taxNameTaken = refusal(409, 'tax.name-taken', 'Another tax has this name.');
export const rateOnThatDay = refusal(
  409,
  'tax.rate-same-day',
  'Another rate of this tax begins on this day. Rates are never edited; let the new one begin on another day.',
);
export const noRate = refusal(
  422,
  'tax.no-rate',
  'Only a standard tax has a rate. For the others say a new tax.',
);
export const treatmentOnThatDay = refusal(
  409,
  'tax-treatment.same-day',
  'Another treatment of this client begins on this day. It is never edited; let the new one begin on another day.',
);
export const treatmentMixed = refusal(
  422,
  'tax-treatment.mixed',
  'What is outside the scope of tax stands alone: an invoice has no other tax beside it.',
);
export const treatmentTooEarly = refusal(
  422,
  'tax-treatment.before-rate',
  'A tax is on invoices from the day of its first rate at the earliest.',
);

/** A rate in percent, `"20"` or `"8.25"`. */
const Percent = z
  .string()
  .regex(/^(100|\d{1,2}(\.\d{1,2})?)$/, 'a rate is a percentage with up to two decimals, written like "8.25"')
  .refine((text) => basisPointsOf(text) > 0, 'a rate is above zero; for none take the category Z, E, AE or O')
  .meta({ examples: ['8.25'] });

/** The codes of the list VATEX by which each category says why nothing is charged; an exemption may do without. */
const reasonCodes: Readonly<Record<TaxCategory, RegExp>> = {
  S: /^$/,
  Z: /^$/,
  E: /^VATEX-(EU-(79-C|132(-1[A-Q])?|143(-1([A-L]|FA))?|144|146-1E|148(-[A-G])?|151(-1([A-E]|AA))?|153|159|309|D|F|I|J)|FR-(FRANCHISE|CNWVAT))$/,
  AE: /^VATEX-EU-AE$/,
  O: /^VATEX-EU-O$/,
};

/** A tax the provider charges, or why it charges none. It stays as it was added; only its rate changes, from a day on. */
export const TaxDraft = z
  .object({
    name: z.string().trim().min(1, 'a tax needs a name').max(60),
    category: z.enum(taxCategories),
    /** Only of a standard tax: how much, and from which day. */
    rate: Percent.nullable().default(null),
    from: Day.nullable().default(null),
    reasonCode: z.string().trim().toUpperCase().nullable().default(null),
    reason: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .superRefine(({ category, rate, from, reasonCode, reason }, context) => {
    const fault = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ((category === 'S') !== (rate !== null))
      fault('rate', category === 'S' ? 'a standard tax needs its rate' : 'only a standard tax has a rate');
    if (category === 'S' && from === null) fault('from', 'say from which day the rate holds');
    const isCharged = category === 'S' || category === 'Z';
    if (isCharged !== (reason === null))
      fault(
        'reason',
        isCharged
          ? 'only what is exempt, reversed or outside scope has a reason'
          : 'say why no tax is charged, in words for the invoice',
      );
    if (reasonCode !== null && !reasonCodes[category].test(reasonCode))
      fault('reasonCode', 'this is no code of the list VATEX for this category; leave it out if unsure');
  })
  .meta({ examples: [{ name: 'Sales tax', category: 'S', rate: '10.25', from: '2027-01-01' }] });
export type TaxDraft = z.output<typeof TaxDraft>;

export const TaxRate = z.object({ rate: Percent, from: Day });

export const Tax = z
  .object({
    id: TaxId,
    name: z.string(),
    category: z.enum(taxCategories),
    reasonCode: z.string().nullable(),
    reason: z.string().nullable(),
    /** The oldest first; a rate holds until the next one. Only a standard tax has any. */
    rates: z.array(z.object({ rate: z.string(), from: Day })),
  })
  .meta({ id: 'Tax' });
export type Tax = z.output<typeof Tax>;

/** Which tax is on a client's invoices from a day on: on fees and time, and on expenses passed on. */
export const TaxTreatmentDraft = z.object({
  from: Day,
  tax: TaxId,
  /** The same as `tax` unless said. */
  expenseTax: TaxId.nullable().default(null),
});
export type TaxTreatmentDraft = z.output<typeof TaxTreatmentDraft>;

export const TaxTreatment = z
  .object({ from: Day, tax: TaxId, taxName: z.string(), expenseTax: TaxId, expenseTaxName: z.string() })
  .meta({ id: 'TaxTreatment' });
export type TaxTreatment = z.output<typeof TaxTreatment>;

/** A tax as it stands on an invoice; `basisPoints` are hundredths of a percent, 0 but for a standard tax. */
export interface ChargedTax {
  readonly name: string;
  readonly category: TaxCategory;
  readonly basisPoints: number;
  readonly reasonCode: string | null;
  readonly reason: string | null;
}

/** The taxes that hold for a client on a day. */
export interface Treatment {
  readonly tax: ChargedTax;
  readonly expenseTax: ChargedTax;
}

/** Where nothing is set, nothing is charged. */
const notSubject: ChargedTax = {
  name: 'No tax',
  category: 'O',
  basisPoints: 0,
  reasonCode: 'VATEX-EU-O',
  reason: 'Not subject to tax',
};
export const untaxed: Treatment = { tax: notSubject, expenseTax: notSubject };

/** A treatment of a client as it was said, and a tax with its rates in hundredths of a percent, the oldest first. */
export interface TreatmentSaid {
  readonly from: string;
  readonly tax: string;
  readonly expenseTax: string;
}
export interface TaxKnown extends Omit<ChargedTax, 'basisPoints'> {
  readonly id: string;
  readonly rates: readonly { readonly from: string; readonly basisPoints: number }[];
}

/**
 * The taxes that hold for a client on a day: those of the latest treatment that begins on it or before, each at its latest rate that
 * does. Before the first treatment nothing is charged. Days as `2026-11-24`.
 * Example: treatments from 1 January and 1 July, a rate from 1 April: on 30 June the treatment of January at the rate of April.
 */
export function treatmentOn(
  said: readonly TreatmentSaid[],
  taxes: ReadonlyMap<string, TaxKnown>,
  day: string,
): Treatment {
  const treatment = latest(said, day);
  return treatment
    ? {
        tax: chargedOn(taxes.get(treatment.tax), day),
        expenseTax: chargedOn(taxes.get(treatment.expenseTax), day),
      }
    : untaxed;
}

function chargedOn(tax: TaxKnown | undefined, day: string): ChargedTax {
  const rate = tax && latest(tax.rates, day);
  if (!tax || (tax.category === 'S' && !rate)) throw new Error(`there is no rate of ${tax?.name} on ${day}`);
  const { name, category, reasonCode, reason } = tax;
  return { name, category, basisPoints: rate?.basisPoints ?? 0, reasonCode, reason };
}

const latest = <Dated extends { readonly from: string }>(
  rows: readonly Dated[],
  day: string,
): Dated | undefined => rows.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0];

/** All lines of one category and rate. */
export interface TaxGroup extends ChargedTax {
  readonly net: Money;
  readonly tax: Money;
}

/** An invoice's lines with the tax on them: `lines` in the order of the lines, `group` counted from 1. */
export interface Taxed {
  readonly groups: readonly TaxGroup[];
  readonly lines: readonly { readonly group: number; readonly tax: Money }[];
  readonly tax: Money;
}

/**
 * The tax on lines: those of one category and rate are a group, groups stand in the order of their first line. The tax of a group is its
 * net times the rate, half up to a minor unit, once; a group below zero is the mirror of one above. The lines share it by largest
 * remainder, of equal ones the earlier line first, so that shares add up to the tax of the group and each is within a minor unit of its
 * exact part. Expenses have the tax on expenses; everything else, adjustments included, has the other.
 * Source: EN 16931, BR-CO-17 and BR-S-08.
 *
 * Example: 33.33, 33.33 and 33.34 at 8.25 %: the group of 100.00 has 8.25; exact parts 2.749725, 2.749725 and 2.75055 share it as 2.75,
 * 2.75 and 2.75.
 */
export function taxOn(
  lines: readonly { readonly kind: string; readonly amount: Money }[],
  treatment: Treatment,
): Taxed {
  const charged = lines.map(({ kind }) => (kind === 'expense' ? treatment.expenseTax : treatment.tax));
  const keys = [...new Set(charged.map(keyOf))];
  const shares = lines.map(() => money(0));
  const groups = keys.flatMap((key): TaxGroup[] => {
    const places = charged.flatMap((tax, place) => (keyOf(tax) === key ? [place] : []));
    const tax = charged[places[0] ?? -1];
    if (!tax) return [];
    const amounts = places.map((place) => lines[place]?.amount ?? money(0));
    const net = sum(amounts);
    const group = { ...tax, net, tax: money(halfUp(net, tax.basisPoints, 10_000)) };
    spread(group, amounts).forEach((share, index) => (shares[places[index] ?? -1] = share));
    return [group];
  });
  return {
    groups,
    lines: charged.map((tax, place) => ({
      group: keys.indexOf(keyOf(tax)) + 1,
      tax: shares[place] ?? money(0),
    })),
    tax: sum(groups.map(({ tax }) => tax)),
  };
}

const keyOf = ({ category, basisPoints }: ChargedTax): string => `${category} ${basisPoints}`;

/** Every line's part rounded down; what is left goes, a minor unit each, to those that lost most. */
function spread({ tax, basisPoints }: TaxGroup, amounts: readonly Money[]): Money[] {
  const parts = amounts.map((amount, place) => {
    const exact = BigInt(amount) * BigInt(basisPoints);
    const lost = ((exact % 10_000n) + 10_000n) % 10_000n;
    return { place, lost, whole: Number((exact - lost) / 10_000n) };
  });
  const left = tax - parts.reduce((total, { whole }) => total + whole, 0);
  const lucky = new Set(
    parts
      .toSorted((a, b) => (a.lost === b.lost ? a.place - b.place : a.lost > b.lost ? -1 : 1))
      .slice(0, left)
      .map(({ place }) => place),
  );
  return parts.map(({ place, whole }) => money(whole + (lucky.has(place) ? 1 : 0)));
}

/** Example: `"8.25"` is 825. */
export function basisPointsOf(percent: string): number {
  const [whole = '', fraction = ''] = percent.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** The opposite, without zeros that say nothing. Example: 825 is `"8.25"`, 2000 is `"20"`. */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100);
