import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { amountOf } from '../core/money.ts';
import type { Fault } from '../core/refusal.ts';
import { Amount, Currency, Day } from '../core/shape.ts';
import { Hours, hoursMax, kindOf, scopes } from './package.ts';
import { chargeable, hourlyMax, Terms } from './terms.ts';
import { Tier } from './tier.ts';

export type PriceBookId = Id<'price-book'>;
export const PriceBookId = idOf('price-book');

/** The day a change to a running contract takes effect unless another is named. */
export const changeDays = ['first-of-next-month', 'earliest'] as const;

/** A package that is sold: from its minimum of hours a month in steps of its lot, at a fee a month for each hour. */
export const SoldPackage = z.strictObject({
  scope: z.enum(scopes),
  technologyGroup: TechnologyGroupId.nullable().default(null),
  minimumHours: Hours,
  lotHours: Hours,
  feePerHour: Amount,
});
export type SoldPackage = z.output<typeof SoldPackage>;

/** Hours recommended from so much managed-services spend a month on, up to the next band. */
const Band = z.strictObject({ spendFrom: Amount.meta({ examples: ['0.00'] }), hours: Hours });

const fields = {
  name: z.string().trim().min(1, 'a price book needs a name').max(100),
  currency: Currency,
  from: Day,
  ...Terms.shape,
  rates: z.strictObject(Terms.shape.rates.shape),
  packages: z.array(SoldPackage).min(1, 'a price book sells something').max(200),
  tiers: z.array(Tier).min(1, 'a price book has a tier').max(50),
  bands: z.array(Band).min(1, 'a price book has a band').max(200),
  /** Supplemental hours recommended for each technology group after the first. */
  groupSupplementHours: z.int().min(0).max(hoursMax),
  /** Days between the order of a supplement and its first day. */
  noticeDays: z.int().min(0).max(366),
  changeDay: z.enum(changeDays),
};

/** A price book as it is published. What makes one unusable is told by `priceBookFaults`, each fault with its path. */
export const PriceBookDraft = z.strictObject(fields).superRefine((book, context) => {
  // Of a part that is misread in itself nothing is concluded about the others.
  if (context.issues.length > 0) return;
  for (const { path, message } of priceBookFaults(book))
    context.addIssue({ code: 'custom', path: path.slice(1).split('/'), message });
});
export type PriceBookDraft = z.output<typeof PriceBookDraft>;

/**
 * What can be sold in a currency and for how much, from a day on until the next book of the currency begins. Never edited: a change is
 * a new book, and contracts keep the one they were sold from.
 */
export const PriceBook = z.object({ id: PriceBookId, ...fields }).meta({ id: 'PriceBook' });
export type PriceBook = z.output<typeof PriceBook>;

/** A book in a list. */
export const PriceBookHead = z
  .object({ id: PriceBookId, name: z.string(), currency: Currency, from: Day })
  .meta({ id: 'PriceBookHead' });
export type PriceBookHead = z.output<typeof PriceBookHead>;

/**
 * The book of a currency in force on a local day: of those that have begun, the one that began last. Null before the first.
 * Example: books from 2026-01-01 and 2027-01-01 → the first on 2026-12-31, the second on 2027-01-01.
 */
export function bookInForce<Book extends Pick<PriceBookHead, 'currency' | 'from'>>(
  books: readonly Book[],
  currency: string,
  day: string,
): Book | null {
  let found: Book | null = null;
  for (const book of books)
    if (book.currency === currency && book.from <= day && (!found || book.from > found.from)) found = book;
  return found;
}

/**
 * Whether a package is sold in so many hours a month: its minimum, or that and whole lots more.
 * Source: service guide, section 6 ("minimum 20 hours, can be increased by 10 hours per month") and section 2.1.
 * Example: a base package from 20 in lots of 10 is sold in 20 and 30 hours, not in 10 or 25.
 */
export const isSold = (
  { minimumHours, lotHours }: Pick<SoldPackage, 'minimumHours' | 'lotHours'>,
  hours: number,
): boolean => hours >= minimumHours && (hours - minimumHours) % lotHours === 0;

/** The fewest hours a month, so many or more, in which a package is sold. Example: from 20 in lots of 10, 25 or more are 30. */
export const fewestSold = (
  { minimumHours, lotHours }: Pick<SoldPackage, 'minimumHours' | 'lotHours'>,
  hours: number,
): number => minimumHours + Math.ceil(Math.max(0, hours - minimumHours) / lotHours) * lotHours;

/** The package of a book for a scope and, for a CSE, a technology group; null where the book does not sell it. */
export const soldAs = <Sold extends Pick<SoldPackage, 'scope' | 'technologyGroup'>>(
  book: { readonly packages: readonly Sold[] },
  scope: SoldPackage['scope'],
  technologyGroup: TechnologyGroupId | null,
): Sold | null =>
  book.packages.find((sold) => sold.scope === scope && sold.technologyGroup === technologyGroup) ?? null;

type Book = Omit<PriceBookDraft, 'name' | 'from'>;

/**
 * Everything that makes a book unusable, each fault with its path.
 *
 * Refused: an amount with more decimals than the currency or above 10,000,000,000 minor units; no base package; a package twice; a
 * technology group where none belongs or none where one does; a minimum of a supplement that is not whole lots; tiers that do not
 * rise, do not cover the smallest base package, begin at hours that are not sold or end in one that is not open to everybody; bands that
 * do not begin at zero, do not rise or recommend hours that are not sold; supplements recommended in hours that are not sold.
 * Example: bands from 10,000 on → `/bands/0/spendFrom must be zero: every client falls into a band`.
 */
export function priceBookFaults(book: Book): Fault[] {
  return [...amountFaults(book), ...packageFaults(book), ...tierFaults(book), ...bandFaults(book)];
}

function amountFaults({ currency, rates, packages, bands }: Book): Fault[] {
  const amounts: [string, string][] = [
    ...Object.entries(rates).map(([name, rate]): [string, string] => [`/rates/${name}`, rate]),
    ...packages.map(({ feePerHour }, i): [string, string] => [`/packages/${i}/feePerHour`, feePerHour]),
    ...bands.map(({ spendFrom }, i): [string, string] => [`/bands/${i}/spendFrom`, spendFrom]),
  ];
  const message = `must be an amount of ${currency}, at most ${amountOf(hourlyMax, currency)}`;
  return amounts
    .filter(([, amount]) => chargeable(amount, currency, hourlyMax) === null)
    .map(([path]) => ({ path, message }));
}

function packageFaults({ packages, groupSupplementHours }: Book): Fault[] {
  const faults: Fault[] = [];
  if (!packages.some(({ scope }) => kindOf(scope) === 'base'))
    faults.push({ path: '/packages', message: 'must have a base package' });
  for (const [i, sold] of packages.entries()) {
    const { scope, technologyGroup, minimumHours, lotHours } = sold;
    const path = `/packages/${i}`;
    if ((scope === 'cse') !== (technologyGroup !== null))
      faults.push({
        path: `${path}/technologyGroup`,
        message: 'must be named for a supplement of CSE hours, and for nothing else',
      });
    if (soldAs({ packages }, scope, technologyGroup) !== sold)
      faults.push({ path, message: 'is in the book twice' });
    if (kindOf(scope) === 'supplemental' && minimumHours % lotHours !== 0)
      faults.push({ path: `${path}/minimumHours`, message: `must be whole lots of ${lotHours} hours` });
    if (scope === 'cse' && groupSupplementHours > 0 && !isSold(sold, groupSupplementHours))
      faults.push({
        path: '/groupSupplementHours',
        message: `must be hours in which a supplement for ${technologyGroup} is sold`,
      });
  }
  return faults;
}

function tierFaults({ tiers, packages }: Book): Fault[] {
  const faults: Fault[] = [];
  const bases = packages.filter(({ scope }) => kindOf(scope) === 'base');
  const smallest = Math.min(...bases.map(({ minimumHours }) => minimumHours));
  for (const [i, { fromHours }] of tiers.entries()) {
    const path = `/tiers/${i}/fromHours`;
    const before = tiers[i - 1];
    if (!before && fromHours > smallest)
      faults.push({ path, message: `must not be above the smallest base package, ${smallest} hours` });
    if (before && fromHours <= before.fromHours)
      faults.push({ path, message: `must be above the tier before, ${before.fromHours}` });
    if (before && !bases.some((base) => isSold(base, fromHours)))
      faults.push({ path, message: 'must be hours in which a base package is sold' });
  }
  const last = tiers.at(-1);
  if (last && (last.technologyGroupsMax !== null || last.devicesMax !== null))
    faults.push({
      path: `/tiers/${tiers.length - 1}`,
      message: 'must be open to every client: it is the last tier',
    });
  return faults;
}

function bandFaults({ bands, packages, currency }: Book): Fault[] {
  const faults: Fault[] = [];
  const bases = packages.filter(({ scope }) => kindOf(scope) === 'base');
  const spends = bands.map(({ spendFrom }) => chargeable(spendFrom, currency, hourlyMax));
  for (const [i, { hours }] of bands.entries()) {
    const path = `/bands/${i}/spendFrom`;
    const [spend, before] = [spends[i] ?? null, spends[i - 1] ?? null];
    if (i === 0 && spend !== null && spend !== 0)
      faults.push({ path, message: 'must be zero: every client falls into a band' });
    if (spend !== null && before !== null && spend <= before)
      faults.push({ path, message: 'must be above the band before' });
    if (!bases.some((base) => isSold(base, hours)))
      faults.push({ path: `/bands/${i}/hours`, message: 'must be hours in which a base package is sold' });
  }
  return faults;
}
