import { thousands } from '../../web/kit/figures.ts';
import type { DateOrder, DecimalSign } from '../formats.ts';
import type { Encoding } from '../encoding.ts';
import type { ImportKind } from '../mapping.ts';
import type { Delimiter } from '../table.ts';

/** What a file of each kind holds, as the page says it. */
export const kindWords: Readonly<Record<ImportKind, string>> = {
  entries: 'Time entries',
  clients: 'Clients',
  contracts: 'Contracts',
};

const things: Readonly<Record<ImportKind, readonly [one: string, many: string]>> = {
  entries: ['entry', 'entries'],
  clients: ['client', 'clients'],
  // A contract may have several rows, one for each package, so rows are what can be counted.
  contracts: ['contract row', 'contract rows'],
};

/** A field as people write it: `technologyGroup` is `Technology group`, which is a good name for a column too. */
export const fieldWords = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** So many of a kind: `countWords('entries', 1234)` is `1,234 entries`. */
export const countWords = (kind: ImportKind, count: number): string =>
  `${thousands(count)} ${things[kind][count === 1 ? 0 : 1]}`;

export const rowCountWords = (count: number): string => `${thousands(count)} ${count === 1 ? 'row' : 'rows'}`;

/** A size as files have it: 1536 is `2 kB`, 5 242 880 is `5.2 MB`. */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${thousands(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

export const delimiterWords: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar',
};

export const encodingWords: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252',
};

export const dateWords: Readonly<Record<DateOrder, string>> = {
  'month-first': 'Month first, 11/24',
  'day-first': 'Day first, 24/11',
};

export const decimalWords: Readonly<Record<DecimalSign, string>> = {
  point: 'Point, 1,250.50',
  comma: 'Comma, 1.250,50',
};

/** What to do about a row that is refused, where its message says only what is wrong. */
export const wayOut = (code: string): string =>
  ways[code] ?? 'Put the row right in the file, then choose it again.';

const ways: Readonly<Record<string, string>> = {
  'import.unknown-client': 'Import the client first, or put the code right.',
  'import.unknown-person': 'Invite them under People, or put the address right.',
  'import.unknown-technology-group': 'Use one of these names.',
  'import.unknown-calendar': 'Make it under Calendars, or use the name of one that is there.',
  'import.contract-signed': 'Leave the row out: a signed contract changes by a contract change request.',
  'import.twice': 'Leave one of the two out.',
  'import.ragged': 'Put cells that hold the delimiter in quotation marks.',
  'entry.overlap': 'Change the time, or leave the row out.',
  'entry.not-designated': 'Put them on the team, or give the reason in a column “allowance”.',
  'entry.supervisor-allows': 'Ask a supervisor to import the file.',
  'month-closed': 'Leave the row out and log the time as a late entry.',
};
