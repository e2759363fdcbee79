import { scopes } from '../../contracts/package.ts';
import { afterHoursModes, invoiceTimings, prorations } from '../../contracts/terms.ts';
import { choices } from '../cells.ts';
import { field, type Field } from '../field.ts';

/** The columns of a file of contracts. */
export const fields = {
  number: field(
    'number',
    'key',
    'The number of the contract. Rows with the same number are the packages of one contract.',
    'LAKE-2026',
    ['contract', 'contract number', 'agreement', 'agreement number', 'Vertragsnummer'],
    true,
  ),
  client: field(
    'client',
    'key',
    'The code of the client.',
    'LAKE',
    ['client code', 'customer', 'company', 'account', 'Kunde'],
    true,
  ),
  start: field('start', 'day', 'Its first day.', '2026-01-01', [
    'start date',
    'from date',
    'begins',
    'Beginn',
  ]),
  end: field('end', 'day', 'The first day without it.', '2027-01-01', [
    'end date',
    'first day without',
    'expires',
    'Ende',
  ]),
  calendar: field(
    'calendar',
    'key',
    'The name of its calendar; needed where there are several.',
    'Business hours',
    ['business hours', 'Kalender'],
  ),
  timeZone: field('timeZone', 'key', 'Where its days begin; the client’s unless said.', 'America/Chicago', [
    'zone',
  ]),
  currency: field('currency', 'key', 'What it is billed in; the client’s unless said.', 'USD', ['Währung']),
  scope: field(
    'scope',
    'choice',
    'What the row buys: a base package (standard or csdm-only) or a supplement (csdm or cse).',
    'standard',
    ['package', 'package type', 'type'],
    true,
  ),
  hours: field(
    'hours',
    'count',
    'Hours a month.',
    '30',
    ['hours per month', 'monthly hours', 'Stunden'],
    true,
  ),
  fee: field('fee', 'amount', 'The fee a month, where another than the price book’s was agreed.', '4950.00', [
    'monthly fee',
    'fee monthly',
    'price',
  ]),
  technologyGroups: field(
    'technologyGroups',
    'list',
    'The technology groups of a standard package, with semicolons between; the one of a cse supplement.',
    'network; security',
    ['technologies', 'technology', 'technology group', 'groups'],
  ),
  from: field('from', 'day', 'The first day of a supplement; the contract’s unless said.', '2026-07-01', [
    'package from',
    'package start',
  ]),
  orderedOn: field(
    'orderedOn',
    'day',
    'When supplements were ordered, from which notice counts; today unless said.',
    '2025-11-20',
    ['ordered', 'order date'],
  ),
  available: field(
    'available',
    'yes-no',
    'Of a supplement: the supervisor says that people are available.',
    'yes',
    ['availability acknowledged', 'acknowledged'],
  ),
  proration: field('proration', 'choice', 'The price book’s unless said.', 'calendar-days', []),
  roundingIncrement: field(
    'roundingIncrement',
    'count',
    '1, 6, 15 or 30 minutes; the price book’s unless said.',
    '15',
    ['increment', 'rounding'],
  ),
  afterHours: field('afterHours', 'choice', 'The price book’s unless said.', 'separate', [
    'after hours mode',
  ]),
  invoiceTiming: field('invoiceTiming', 'choice', 'The price book’s unless said.', 'arrears', [
    'billing timing',
  ]),
  rateOverage: field('rateOverage', 'amount', 'An hour of overage; the price book’s unless said.', '175.00', [
    'overage rate',
    'hourly rate',
  ]),
  rateAfterHours: field(
    'rateAfterHours',
    'amount',
    'An hour after hours; the price book’s unless said.',
    '262.50',
    ['after hours rate'],
  ),
  rateAfterHoursSurcharge: field(
    'rateAfterHoursSurcharge',
    'amount',
    'On top of an hour after hours that draws on a pool; the price book’s unless said.',
    '87.50',
    ['after hours surcharge'],
  ),
  rateIncremental: field(
    'rateIncremental',
    'amount',
    'An hour of incremental work; the price book’s unless said.',
    '175.00',
    ['incremental rate'],
  ),
} as const;

export const contractFields: readonly Field[] = Object.values(fields);

export const soldScopes = choices(scopes);
export const termChoices = {
  proration: choices(prorations),
  afterHours: choices(afterHoursModes),
  invoiceTiming: choices(invoiceTimings),
};
