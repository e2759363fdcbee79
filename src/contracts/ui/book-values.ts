import { TechnologyGroupId } from '../../clients/client.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import { scopes } from '../package.ts';
import { changeDays, type PriceBookDraft } from '../price-book.ts';
import { afterHoursModes, invoiceTimings, prorations, roundingIncrements } from '../terms.ts';

type Figure = number | string;

/** A package as it is filled in: `csdm-only`, or `cse:network` for the CSE of a technology group. */
export interface PackageValues {
  sold: string;
  minimumHours: Figure;
  lotHours: Figure;
  feePerHour: string;
}

export interface TierValues {
  fromHours: Figure;
  name: string;
  technologyGroupsMax: Figure;
  devicesMax: Figure;
}

export interface BandValues {
  spendFrom: string;
  hours: Figure;
}

/** A book as it is filled in, by the names that its draft has; limits left empty are none. */
export interface BookValues extends Record<string, unknown> {
  name: string;
  currency: string;
  from: string;
  proration: string;
  roundingIncrement: string;
  afterHours: string;
  invoiceTiming: string;
  rates: { overage: string; afterHours: string; afterHoursSurcharge: string; incremental: string };
  packages: PackageValues[];
  tiers: TierValues[];
  bands: BandValues[];
  groupSupplementHours: Figure;
  noticeDays: Figure;
  changeDay: string;
}

/** The form they are filled in with. */
export type BookForm = ActForm<BookValues>['form'];

export const bookValuesOf = (book: PriceBookDraft): BookValues => ({
  name: book.name,
  currency: book.currency,
  from: book.from,
  proration: book.proration,
  roundingIncrement: String(book.roundingIncrement),
  afterHours: book.afterHours,
  invoiceTiming: book.invoiceTiming,
  rates: { ...book.rates },
  packages: book.packages.map(({ scope, technologyGroup, minimumHours, lotHours, feePerHour }) => ({
    sold: technologyGroup === null ? scope : `${scope}:${technologyGroup}`,
    minimumHours,
    lotHours,
    feePerHour,
  })),
  tiers: book.tiers.map(({ fromHours, name, technologyGroupsMax, devicesMax }) => ({
    fromHours,
    name,
    technologyGroupsMax: technologyGroupsMax ?? '',
    devicesMax: devicesMax ?? '',
  })),
  bands: book.bands.map((band) => ({ ...band })),
  groupSupplementHours: book.groupSupplementHours,
  noticeDays: book.noticeDays,
  changeDay: book.changeDay,
});

/** The book that was filled in; the server reads it once more. */
export const bookOf = (values: BookValues): PriceBookDraft => ({
  name: values.name.trim(),
  currency: values.currency,
  from: values.from,
  proration: chosen(prorations, values.proration),
  roundingIncrement: chosen(roundingIncrements, values.roundingIncrement),
  afterHours: chosen(afterHoursModes, values.afterHours),
  invoiceTiming: chosen(invoiceTimings, values.invoiceTiming),
  rates: values.rates,
  packages: values.packages.map(({ sold, minimumHours, lotHours, feePerHour }) => {
    const [scope = '', group] = sold.split(':');
    return {
      scope: chosen(scopes, scope),
      technologyGroup: group === undefined ? null : TechnologyGroupId.parse(group),
      minimumHours: Number(minimumHours),
      lotHours: Number(lotHours),
      feePerHour: feePerHour.trim(),
    };
  }),
  tiers: values.tiers.map(({ fromHours, name, technologyGroupsMax, devicesMax }) => ({
    fromHours: Number(fromHours),
    name: name.trim(),
    technologyGroupsMax: limit(technologyGroupsMax),
    devicesMax: limit(devicesMax),
  })),
  bands: values.bands.map(({ spendFrom, hours }) => ({ spendFrom: spendFrom.trim(), hours: Number(hours) })),
  groupSupplementHours: Number(values.groupSupplementHours),
  noticeDays: Number(values.noticeDays),
  changeDay: chosen(changeDays, values.changeDay),
});

const limit = (figure: Figure): number | null => (figure === '' ? null : Number(figure));

/** The one of some choices that a select gave, which offers no others. */
function chosen<const T extends string | number>(choices: readonly [T, ...T[]], value: string): T {
  return choices.find((one) => String(one) === value) ?? choices[0];
}
