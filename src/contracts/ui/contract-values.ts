import { CalendarId } from '../../calendars/business-week.ts';
import { TechnologyGroupId, type Client } from '../../clients/client.ts';
import type { Request, Response } from '../../core/route.ts';
import { daysAfter, lastDayOf, monthsAfter } from '../../web/kit/days.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import type { contractsApi } from '../api.ts';
import type { Contract } from '../contract.ts';
import type { Recommendation } from '../recommendation.ts';
import { afterHoursModes, invoiceTimings, prorations, roundingIncrements, type Terms } from '../terms.ts';

/** A supplement as it is filled in; `package` is `csdm` or the technology group of a CSE, `from` empty for the first day. */
export interface SupplementValues {
  package: string;
  hoursPerMonth: number | string;
  from: string | null;
}

/** A contract as it is filled in. Days are the last ones in force, amounts and choices left empty come from the price book. */
export interface ContractValues extends Record<string, unknown> {
  start: string | null;
  /** Months, or `other` where the last day is said. */
  length: string;
  last: string | null;
  number: string;
  scope: 'standard' | 'csdm-only';
  technologyGroups: string[];
  hoursPerMonth: number | string;
  supplements: SupplementValues[];
  availabilityAcknowledged: boolean;
  orderedOn: string | null;
  calendar: string;
  currency: string;
  feeMonthly: string;
  overage: string;
  incremental: string;
  afterHoursRate: string;
  surcharge: string;
  proration: string;
  roundingIncrement: string;
  afterHours: string;
  invoiceTiming: string;
}

/** The form they are filled in with, which may be a part of a larger one. */
export interface ContractForm {
  readonly values: ContractValues;
  readonly getInputProps: (
    field: string,
    options?: { readonly type?: 'input' | 'checkbox' },
  ) => ReturnType<ActForm<ContractValues>['form']['getInputProps']>;
  readonly insertListItem: (field: string, item: SupplementValues) => void;
  readonly removeListItem: (field: string, at: number) => void;
  readonly setValues: (values: Partial<ContractValues>) => void;
}

/** What is known when the form of a contract begins. */
export interface ContractBeginning {
  readonly client: Client;
  /** The latest first. */
  readonly contracts: readonly Contract[];
  readonly calendars: readonly { readonly id: string; readonly timeZone: string }[];
  /** Null where no price book says one. */
  readonly recommendation: Recommendation | null;
  readonly today: string;
}

/**
 * What a form begins with: the day the latest contract ends, or the first of the month that notice allows; a year; the calendar of the
 * latest contract or of the client's zone; the technologies of the client; the recommended hours.
 */
export function initialContract({
  client,
  contracts,
  calendars,
  recommendation,
  today,
}: ContractBeginning): ContractValues {
  const [latest] = contracts;
  const calendar = calendars.find(({ timeZone }) => timeZone === client.timeZone) ?? calendars[0];
  return {
    start: latest && latest.end > today ? latest.end : firstOfMonthFrom(daysAfter(today, noticeUsual)),
    length: '12',
    last: null,
    number: '',
    scope: 'standard',
    technologyGroups: [...client.technologyGroups],
    hoursPerMonth: recommendation?.baseHours ?? leastHours,
    supplements: [],
    availabilityAcknowledged: false,
    orderedOn: null,
    calendar: latest?.calendarId ?? calendar?.id ?? '',
    currency: client.currency,
    feeMonthly: '',
    overage: '',
    incremental: '',
    afterHoursRate: '',
    surcharge: '',
    proration: '',
    roundingIncrement: '',
    afterHours: '',
    invoiceTiming: '',
  };
}

/** A first guess; what is really asked is in the price book, and the check tells. */
const noticeUsual = 7;
const leastHours = 20;

const firstOfMonthFrom = (day: string): string =>
  day.endsWith('-01') ? day : monthsAfter(`${day.slice(0, 7)}-01`, 1);

/** What is asked of the check and of the signing alike. */
export type Draft = Pick<Request<typeof contractsApi.createContract>, 'params' | 'body'>;

/** The order that was filled in. What was left empty is left out, so that client and price book say it. */
export function draftOf(client: Client, values: ContractValues): Draft {
  const { start, number, scope, hoursPerMonth, currency, feeMonthly, orderedOn } = values;
  const hours = Number(hoursPerMonth);
  const fee = said({ feeMonthly });
  const technologyGroups = values.technologyGroups.map((id) => TechnologyGroupId.parse(id));
  return {
    params: { client: client.id },
    body: {
      start: start ?? '',
      end: endOf(values),
      calendar: CalendarId.parse(values.calendar),
      currency,
      ...said({ number }),
      ...(orderedOn ? { orderedOn } : {}),
      ...chosenTerms(values),
      rates: said({
        overage: values.overage,
        incremental: values.incremental,
        afterHours: values.afterHoursRate,
        afterHoursSurcharge: values.surcharge,
      }),
      packages: [
        scope === 'standard'
          ? { scope, technologyGroups, hoursPerMonth: hours, ...fee }
          : { scope, hoursPerMonth: hours, ...fee },
        ...values.supplements.map((supplement) => supplementOf(supplement, values)),
      ],
    },
  };
}

/** The first day without the contract. */
function endOf({ start, length, last }: ContractValues): string {
  if (length === 'other') return last ? daysAfter(last, 1) : '';
  return start ? monthsAfter(start, Number(length)) : '';
}

/** The last day in force, as people read it; empty while none is known. */
export const lastOf = (values: ContractValues): string => {
  const end = endOf(values);
  return end === '' ? '' : lastDayOf(end);
};

function supplementOf(
  { package: of, hoursPerMonth, from }: SupplementValues,
  { availabilityAcknowledged }: ContractValues,
) {
  const ordered = {
    hoursPerMonth: Number(hoursPerMonth),
    availabilityAcknowledged,
    ...(from ? { from } : {}),
  };
  return of === 'csdm'
    ? { scope: 'csdm' as const, ...ordered }
    : { scope: 'cse' as const, technologyGroup: TechnologyGroupId.parse(of), ...ordered };
}

function chosenTerms(values: ContractValues): Partial<Omit<Terms, 'rates'>> {
  const proration = prorations.find((one) => one === values.proration);
  const roundingIncrement = roundingIncrements.find((one) => String(one) === values.roundingIncrement);
  const afterHours = afterHoursModes.find((one) => one === values.afterHours);
  const invoiceTiming = invoiceTimings.find((one) => one === values.invoiceTiming);
  return {
    ...(proration ? { proration } : {}),
    ...(roundingIncrement ? { roundingIncrement } : {}),
    ...(afterHours ? { afterHours } : {}),
    ...(invoiceTiming ? { invoiceTiming } : {}),
  };
}

/** What was filled in of some fields, without those left empty. */
const said = <Field extends string>(
  fields: Readonly<Record<Field, string>>,
): Partial<Record<Field, string>> => {
  const given: Partial<Record<Field, string>> = {};
  for (const field in fields) if (fields[field].trim() !== '') given[field] = fields[field].trim();
  return given;
};

export type Check = Response<typeof contractsApi.checkContract>;
