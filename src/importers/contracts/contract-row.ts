import type { TechnologyGroup } from '../../clients/client.ts';
import { ContractDraft } from '../../contracts/contract-draft.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { PackageDraft } from '../../contracts/package.ts';
import type { Cells } from '../cells.ts';
import { groupOf } from '../technology-group.ts';
import { fields, soldScopes, termChoices } from './contract-fields.ts';

/** What one row says: of the contract, in words, and of the package it buys. */
export interface ContractRow {
  readonly cells: Cells;
  readonly number: string;
  readonly clientCode: string;
  readonly contract: Readonly<Record<string, string | undefined>>;
  readonly bought: Readonly<Record<string, unknown>>;
}

/** A row as it stands, or undefined where it has faults. */
export function readContractRow(cells: Cells, groups: readonly TechnologyGroup[]): ContractRow | undefined {
  const number = cells.key(fields.number);
  const clientCode = cells.key(fields.client)?.toUpperCase();
  const contract = {
    start: cells.day(fields.start),
    end: cells.day(fields.end),
    calendar: cells.text(fields.calendar),
    timeZone: cells.key(fields.timeZone),
    currency: cells.key(fields.currency)?.toUpperCase(),
    orderedOn: cells.day(fields.orderedOn),
    proration: cells.choice(fields.proration, termChoices.proration),
    roundingIncrement: cells.count(fields.roundingIncrement)?.toString(),
    afterHours: cells.choice(fields.afterHours, termChoices.afterHours),
    invoiceTiming: cells.choice(fields.invoiceTiming, termChoices.invoiceTiming),
    rateOverage: cells.decimal(fields.rateOverage),
    rateAfterHours: cells.decimal(fields.rateAfterHours),
    rateAfterHoursSurcharge: cells.decimal(fields.rateAfterHoursSurcharge),
    rateIncremental: cells.decimal(fields.rateIncremental),
  };
  const scope = cells.choice(fields.scope, soldScopes);
  const named = cells.list(fields.technologyGroups) ?? [];
  const technologyGroups = named.map((name) => groupOf(cells, 'technologyGroups', name, groups));
  const bought = packageOf(cells, scope, technologyGroups);
  if (number === undefined || clientCode === undefined || cells.faults.length > 0) return undefined;
  return { cells, number, clientCode, contract, bought };
}

function packageOf(
  cells: Cells,
  scope: string | undefined,
  technologyGroups: readonly (string | undefined)[],
): Record<string, unknown> {
  const bought = { scope, hoursPerMonth: cells.count(fields.hours), feeMonthly: cells.decimal(fields.fee) };
  const from = cells.day(fields.from);
  const available = cells.yesNo(fields.available);
  if (scope === 'cse' && technologyGroups.length !== 1)
    cells.fault('technologyGroups', 'import.cell', 'A supplement of CSE hours is for one technology group.');
  switch (scope) {
    case 'standard':
      return withoutUndefined({ ...bought, technologyGroups });
    case 'cse':
      return withoutUndefined({
        ...bought,
        technologyGroup: technologyGroups[0],
        from,
        availabilityAcknowledged: available,
      });
    case 'csdm':
      return withoutUndefined({ ...bought, from, availabilityAcknowledged: available });
    default:
      return withoutUndefined(bought);
  }
}

/**
 * The draft that the rows of one contract come to, its packages in their order; undefined with the faults noted in the row they are in.
 * What is said of the contract stands in one of its rows or the same in several.
 */
export function contractDraftOf(
  rows: readonly ContractRow[],
  calendar: string | undefined,
): ContractDraft | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const said: Record<string, string> = {};
  for (const { cells, contract, clientCode } of rows) {
    if (clientCode !== first.clientCode)
      cells.fault('client', 'import.contradiction', `Row ${first.cells.number} says ${first.clientCode}.`);
    for (const [name, value] of Object.entries(contract)) {
      if (value === undefined) continue;
      const before = said[name];
      if (before !== undefined && before !== value)
        cells.fault(name, 'import.contradiction', `Another row of the contract says ${before}.`);
      said[name] = value;
    }
  }
  for (const name of ['start', 'end'] as const)
    if (said[name] === undefined) first.cells.fault(name, 'import.missing', `${name} is missing.`);
  if (calendar === undefined || said['start'] === undefined || said['end'] === undefined) return undefined;
  const {
    rateOverage,
    rateAfterHours,
    rateAfterHoursSurcharge,
    rateIncremental,
    roundingIncrement,
    ...plain
  } = said;
  const parsed = ContractDraft.safeParse({
    ...plain,
    number: first.number,
    calendar,
    ...(roundingIncrement === undefined ? {} : { roundingIncrement: Number(roundingIncrement) }),
    rates: withoutUndefined({
      overage: rateOverage,
      afterHours: rateAfterHours,
      afterHoursSurcharge: rateAfterHoursSurcharge,
      incremental: rateIncremental,
    }),
    packages: rows.map(({ bought }) => bought),
  });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    faultAt(rows, path.map(String), 'import.cell', message);
  return undefined;
}

/** Notes a fault in the row and the column that a place of the draft came from. Example: `packages/1/hoursPerMonth` → hours of the second row. */
export function faultAt(
  rows: readonly ContractRow[],
  path: readonly string[],
  code: string,
  message: string,
): void {
  const [part = '', index, ...rest] = path;
  const inPackage = part === 'packages' && index !== undefined;
  const row = (inPackage ? rows[Number(index)] : undefined) ?? rows[0];
  const name = inPackage ? (rest[0] ?? 'scope') : part === 'rates' ? `rate ${index}` : part;
  row?.cells.fault(columnOf[name] ?? (name in fields ? name : null), code, message);
}

const columnOf: Readonly<Record<string, string>> = {
  hoursPerMonth: 'hours',
  feeMonthly: 'fee',
  technologyGroup: 'technologyGroups',
  availabilityAcknowledged: 'available',
  packages: 'scope',
  'rate overage': 'rateOverage',
  'rate afterHours': 'rateAfterHours',
  'rate afterHoursSurcharge': 'rateAfterHoursSurcharge',
  'rate incremental': 'rateIncremental',
};

/** What a contract that is there has otherwise than the file says; what the file leaves out is as it is. */
export function differences(
  known: Contract,
  draft: ContractDraft,
  clientId: string | undefined,
): readonly string[] {
  const said: readonly (readonly [name: string, is: unknown, said: unknown])[] = [
    ['client', known.clientId, clientId],
    ['start', known.start, draft.start],
    ['end', known.end, draft.end],
    ['calendar', known.calendarId, draft.calendar],
    ['currency', known.currency, draft.currency],
    ['timeZone', known.timeZone, draft.timeZone],
    ['proration', known.proration, draft.proration],
    ['roundingIncrement', known.roundingIncrement, draft.roundingIncrement],
    ['afterHours', known.afterHours, draft.afterHours],
    ['invoiceTiming', known.invoiceTiming, draft.invoiceTiming],
    ...Object.entries(draft.rates ?? {}).map(
      ([name, rate]) =>
        [
          columnOf[`rate ${name}`] ?? name,
          Number(Object.entries(known.rates).find(([is]) => is === name)?.[1]),
          Number(rate),
        ] as const,
    ),
    ['packages', packagesInWords(known), draftInWords(known, draft)],
  ];
  return said.filter(([, is, wanted]) => wanted !== undefined && is !== wanted).map(([name]) => name);
}

const packagesInWords = ({ packages }: Contract): string =>
  packages
    .map(({ scope, hoursPerMonth, technologyGroups, from }) =>
      [scope, hoursPerMonth, [...technologyGroups].sort().join('+'), from].join(' '),
    )
    .sort()
    .join(', ');

const draftInWords = (known: Contract, { packages }: ContractDraft): string =>
  packages
    .map((bought) =>
      [
        bought.scope,
        bought.hoursPerMonth,
        [...groupsIn(bought)].sort().join('+'),
        ('from' in bought ? bought.from : undefined) ?? known.start,
      ].join(' '),
    )
    .sort()
    .join(', ');

const groupsIn = (bought: PackageDraft): readonly string[] =>
  bought.scope === 'standard'
    ? [...new Set(bought.technologyGroups)]
    : bought.scope === 'cse'
      ? [bought.technologyGroup]
      : [];

const withoutUndefined = (parts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
