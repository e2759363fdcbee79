import { ClientDraft, type Client, type TechnologyGroup } from '../../clients/client.ts';
import type { Cells } from '../cells.ts';
import { field, type Field } from '../field.ts';
import { changesBetween, type Change } from '../judgement.ts';
import { groupOf } from '../technology-group.ts';

const fields = {
  code: field(
    'code',
    'key',
    'The short name a client is known by: the row is about the client that has it, or makes one.',
    'LAKE',
    [
      'client code',
      'client',
      'client id',
      'customer code',
      'account',
      'short name',
      'Kürzel',
      'Kundennummer',
    ],
    true,
  ),
  name: field('name', 'text', 'The name of the client.', 'Lakeside Clinics', [
    'client name',
    'customer',
    'customer name',
    'company',
    'account name',
    'Kunde',
    'Firma',
  ]),
  timeZone: field(
    'timeZone',
    'key',
    'Where its days begin; the provider’s zone unless said.',
    'America/Chicago',
    ['zone', 'tz', 'Zeitzone'],
  ),
  currency: field('currency', 'key', 'What it is billed in; the provider’s currency unless said.', 'USD', [
    'Währung',
  ]),
  managedServicesSpend: field(
    'managedServicesSpend',
    'amount',
    'What it spends on managed services a month.',
    '25000.00',
    ['spend', 'monthly spend', 'managed services', 'mrr', 'managed services spend a month'],
  ),
  deviceCount: field('deviceCount', 'count', 'How many devices are covered.', '120', [
    'devices',
    'endpoints',
    'number of devices',
    'Geräte',
  ]),
  technologyGroups: field(
    'technologyGroups',
    'list',
    'The technology groups in scope, by id or name, with semicolons between.',
    'network; security',
    ['technologies', 'technology', 'groups', 'technology group'],
  ),
} as const;

export const clientFields: readonly Field[] = Object.values(fields);

/** What a row says of a client; what it leaves out stays as it is, or is the provider's for a client that is new. */
export interface ClientRow {
  readonly code: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** A row as it stands, or undefined where it has faults. The natural key is the code, in capitals. */
export function readClientRow(cells: Cells, groups: readonly TechnologyGroup[]): ClientRow | undefined {
  const code = cells.key(fields.code)?.toUpperCase();
  const said = {
    name: cells.text(fields.name),
    timeZone: cells.key(fields.timeZone),
    currency: cells.key(fields.currency)?.toUpperCase(),
    managedServicesSpend: cells.decimal(fields.managedServicesSpend),
    deviceCount: cells.count(fields.deviceCount),
    technologyGroups: cells
      .list(fields.technologyGroups)
      ?.map((name) => groupOf(cells, fields.technologyGroups.name, name, groups)),
  };
  if (code === undefined || cells.faults.length > 0) return undefined;
  return { code, said: Object.fromEntries(Object.entries(said).filter(([, part]) => part !== undefined)) };
}

/** What of a new client is the provider's own unless said. */
export interface HouseRules {
  readonly timeZone: string;
  readonly currency: string;
}

/**
 * The draft of a client that a row comes to, over what the client is now or over the provider's own for a new one; undefined with the
 * faults noted where the same rules that hold for a client typed in refuse it.
 * Example: a row `LAKE, deviceCount 240` leaves the name and the rest of Lakeside as they are.
 */
export function draftOf(
  cells: Cells,
  row: ClientRow,
  before: Client | null,
  house: HouseRules,
): ClientDraft | undefined {
  const base = before ?? {
    ...house,
    name: '',
    managedServicesSpend: '0',
    deviceCount: 0,
    technologyGroups: [],
  };
  const parsed = ClientDraft.safeParse({ ...base, ...row.said, code: row.code });
  if (parsed.success)
    return { ...parsed.data, technologyGroups: [...new Set(parsed.data.technologyGroups)].sort() };
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0] ?? '');
    cells.fault(name in fields ? name : null, 'import.cell', message);
  }
  return undefined;
}

/** What a draft would make other than it is. Amounts are compared as amounts: `25000` is `25000.00`. */
export const changesOf = (before: Client, after: ClientDraft): Change[] =>
  changesBetween(shownOf(before), shownOf(after));

const shownOf = (client: ClientDraft): Record<string, string> => ({
  name: client.name,
  timeZone: client.timeZone,
  currency: client.currency,
  managedServicesSpend: client.managedServicesSpend.replace(/\.0+$|(\.\d*?)0+$/, '$1'),
  deviceCount: String(client.deviceCount),
  technologyGroups: client.technologyGroups.join('; '),
});
