import { dateOf, day, dayOf, formatDay, parseDay, weekday, type Day } from '../core/day.ts';
import type { ImportKind } from './mapping.ts';

/** A CSV file to try an import with. */
export interface SampleFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A file of a kind as another tool would write it, in which two rows are refused. It fits the sample provider, which has these people and
 * clients; elsewhere it shows how such a file looks. `today` is `YYYY-MM-DD`: time is of the ten weekdays before it, so that its month is
 * open, and contracts go on where those of the sample provider end.
 * Example: on `2026-11-24` the first row of time is of `11/10/2026` and the last of `11/23/2026`.
 */
export function sampleFile(kind: ImportKind, today: string): SampleFile {
  const { name, rows } = files[kind];
  return { name, text: written(rows(parseDay(today) ?? day(0))) };
}

interface Made {
  readonly name: string;
  readonly rows: (today: Day) => readonly (readonly string[])[];
}

const files: Readonly<Record<ImportKind, Made>> = {
  entries: { name: 'time-of-another-tool.csv', rows: (today) => [timeHeader, ...timeRows(today)] },
  clients: { name: 'clients-of-another-tool.csv', rows: () => clientRows },
  contracts: { name: 'renewals.csv', rows: (today) => [contractHeader, ...contractRows(today)] },
};

const timeHeader = [
  'Entry ID',
  'Resource',
  'Client code',
  'Role',
  'Discipline',
  'Work date',
  'Start time',
  'End time',
  'Summary',
  'Notes',
  'Status',
  'Allowed because',
  'Invoice rate',
];

/** What Noor Haddad, who is on no team, did for two clients while a colleague was away: client, start, end, what and more about it. */
const worked = [
  ['LAKE', '9:00 AM', '10:30 AM', 'Device configuration review', 'Access switches of the north clinic'],
  [
    'LAKE',
    '1:15 PM',
    '2:00 PM',
    'Root cause determination',
    'Wireless drops in the waiting room, "channel 11"',
  ],
  ['COPPER', '8:30 AM', '11:00 AM', 'Release and change execution', 'Scanner VLAN, first warehouse'],
  ['COPPER', '2:30 PM', '1:45 PM', 'Performance reporting', 'Uplink figures of the month'],
  ['LAKE', '10:00 AM', '10:45 AM', 'Service escalation', 'Carrier ticket handed over'],
  ['COPPER', '9:00 AM', '12:15 PM', 'Release and change execution', 'Scanner VLAN, second warehouse'],
  ['LAKES', '3:00 PM', '3:30 PM', 'Technical suggestions', 'Second uplink, offer compared'],
  ['LAKE', '11:00 AM', '11:50 AM', 'Routine maintenance', 'Firmware staged for the window'],
  ['COPPER', '1:00 PM', '2:20 PM', 'Device configuration review', 'Compared with the standard'],
  ['LAKE', '9:30 AM', '10:00 AM', 'Regular client touch points', 'Handed back to Marek Novak'],
] as const;

function timeRows(today: Day): string[][] {
  const days = weekdaysBefore(today, worked.length);
  return worked.map(([client, start, end, subject, note], index) => [
    `TE-${20_481 + index}`,
    'noor.haddad@fieldstone.example',
    client,
    'Engineer',
    'Network',
    slashed(days[index] ?? today),
    start,
    end,
    subject,
    note,
    'Pending',
    'Stood in for Marek Novak',
    '150.00',
  ]);
}

/** Three that are new, one whose devices have become more, one that is as it is, and two with a cell that cannot be read. */
const clientRows = [
  ['Client code', 'Client name', 'Zone', 'Currency', 'Monthly spend', 'Endpoints', 'Technologies', 'Phone'],
  ['WILLOW', 'Willow Creek Dental', 'America/Chicago', 'USD', '9,400.00', '58', 'Network', '555-0141'],
  [
    'QUARRY',
    'Quarry Hill Foods',
    'America/Denver',
    'USD',
    '21,750.00',
    '163',
    'Network; Security',
    '555-0166',
  ],
  ['FJORD', 'Fjord & Sons Boatyard', 'America/New_York', 'USD', '12,300.00', '77', 'Network', '555-0190'],
  ['COPPER', 'Copperfield Logistics', 'America/Denver', 'USD', '11,800.00', '197', 'Network', '555-0112'],
  ['PRAIRIE', 'Prairie Wind Energy', 'America/Chicago', 'USD', '18,600.00', '205', 'Network', '555-0133'],
  ['ASPEN', 'Aspen Ridge Hospice', 'Mountain time', 'USD', '8,900.00', '41', 'Network', '555-0177'],
  ['CEDAR', 'Cedar Point Title', 'America/Chicago', 'USD', '7,250.00', 'about 40', 'Network', '555-0158'],
];

const contractHeader = [
  'Contract number',
  'Client code',
  'Start date',
  'End date',
  'Business hours',
  'Package type',
  'Hours per month',
  'Technologies',
  'Availability acknowledged',
];

/** Two contracts that go on where those of the sample provider end, one of them with a supplement, and two rows that are refused. */
function contractRows(today: Day): string[][] {
  const start = monthsAfter(today, 16);
  const end = monthsAfter(today, 28);
  const calendar = 'Chicago business hours';
  return [
    ['COPPER-RENEWAL', 'COPPER', start, end, calendar, 'standard', '30', 'Network', ''],
    ['PRAIRIE-RENEWAL', 'PRAIRIE', start, end, calendar, 'standard', '20', 'Network', ''],
    ['PRAIRIE-RENEWAL', 'PRAIRIE', start, end, calendar, 'csdm', '10', '', 'yes'],
    ['BEACON-RENEWAL', 'BEACON', start, end, calendar, 'premium', '20', 'Network', ''],
    ['SUMMIT-RENEWAL', 'SUMIT', start, end, calendar, 'standard', '20', 'Network', ''],
  ];
}

/** So many weekdays before a day, the earliest first. */
function weekdaysBefore(today: Day, count: number): Day[] {
  const found: Day[] = [];
  for (let at = today - 1; found.length < count; at--) if (weekday(day(at)) < 5) found.unshift(day(at));
  return found;
}

/** A date as it is written in the United States: `11/24/2026`. */
function slashed(at: Day): string {
  const [year, month, dayOfMonth] = formatDay(at).split('-');
  return `${month}/${dayOfMonth}/${year}`;
}

/** The first day of the month so many months after that of a day, as `YYYY-MM-DD`. */
function monthsAfter(at: Day, months: number): string {
  const { year, month } = dateOf(at);
  const index = year * 12 + month - 1 + months;
  return formatDay(dayOf(Math.floor(index / 12), (index % 12) + 1, 1) ?? at);
}

const written = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
