import { writeXlsx } from 'hucre/xlsx';
import { plainCell } from '../core/csv.ts';
import type { MonthHours } from '../hours/month-hours.ts';

/** A column of a sheet: what stands above it, how wide it is in letters, how its figures are written, and what is in it. */
interface Column<Row> {
  readonly head: string;
  readonly width: number;
  readonly format?: string;
  readonly cell: (row: Row) => string | number | null;
}

/**
 * A month's hours as a workbook of three sheets: the entries with what became of each, the packages, and the statement. Heads stay in
 * sight; minutes and amounts are numbers to reckon with, moments are dates on the clock of the contract's zone. No text is taken for a formula.
 */
export function hoursWorkbook(hours: MonthHours): Promise<Uint8Array> {
  const { currency, timeZone, pools, work, lines } = hours;
  const names = new Map<string, string>(pools.map((pool) => [pool.package, pool.name]));
  const money = `#,##0.${'0'.repeat(hours.total.split('.')[1]?.length ?? 0)}`.replace(/\.$/, '');
  return writeXlsx({
    properties: { title: `Hours of ${hours.month}, contract ${hours.contractNumber}` },
    sheets: [
      sheet('Entries', work, [
        {
          head: `Began (${timeZone})`,
          width: 24,
          format: 'yyyy-mm-dd hh:mm',
          cell: ({ startedAt }) => clockIn(startedAt, timeZone),
        },
        { head: 'Who', width: 22, cell: ({ personName }) => personName },
        { head: 'Role', width: 8, cell: ({ role }) => role.toUpperCase() },
        { head: 'What for', width: 40, cell: ({ subject }) => subject },
        { head: 'Billing', width: 14, cell: ({ billing }) => billing },
        {
          head: 'When',
          width: 14,
          cell: (part) => (part.class === 'business' ? 'business hours' : 'after hours'),
        },
        { head: 'Minutes worked', width: 16, format: '#,##0', cell: ({ minutesWorked }) => minutesWorked },
        { head: 'Minutes counted', width: 16, format: '#,##0', cell: ({ minutes }) => minutes },
        { head: 'Outcome', width: 22, cell: ({ outcome }) => outcome.replaceAll('-', ' ') },
        {
          head: 'Drawn on',
          width: 48,
          cell: ({ draws }) =>
            draws
              .map(
                (draw) =>
                  `${draw.minutes} min ${draw.package === null ? 'overage' : (names.get(draw.package) ?? '')}`,
              )
              .join(', '),
        },
      ]),
      sheet('Packages', pools, [
        { head: 'Package', width: 48, cell: ({ name }) => name },
        { head: 'Minutes allotted', width: 16, format: '#,##0', cell: (pool) => pool.minutesAllotted },
        { head: 'Minutes used', width: 16, format: '#,##0', cell: (pool) => pool.minutesUsed },
        { head: 'Minutes unused', width: 16, format: '#,##0', cell: (pool) => pool.minutesUnused },
      ]),
      sheet(
        'Statement',
        [...lines, { words: 'Total', minutes: null, rate: null, amount: hours.total }],
        [
          { head: 'Line', width: 60, cell: ({ words }) => words },
          { head: 'Minutes', width: 12, format: '#,##0', cell: ({ minutes }) => minutes },
          {
            head: `Rate an hour, ${currency}`,
            width: 20,
            format: money,
            cell: ({ rate }) => (rate === null ? null : Number(rate)),
          },
          { head: `Amount, ${currency}`, width: 18, format: money, cell: ({ amount }) => Number(amount) },
        ],
      ),
    ],
  });
}

function sheet<Row>(name: string, rows: readonly Row[], columns: readonly Column<Row>[]) {
  const all = [
    columns.map(({ head }) => head),
    ...rows.map((row) =>
      columns.map(({ cell }) => {
        const value = cell(row);
        return typeof value === 'string' ? plainCell(value) : value;
      }),
    ),
  ];
  return {
    name,
    columns: columns.map(({ width, format }) => ({ width, ...(format ? { numFmt: format } : {}) })),
    rows: all,
    cells: new Map(
      columns.map(({ head }, place) => [`0,${place}`, { value: head, style: { font: { bold: true } } }]),
    ),
    freezePane: { rows: 1 },
  };
}

/**
 * The clock in a zone as workbooks count it: days since 30 December 1899, without a zone of their own.
 * Example: 2026-11-03 12:00 is 46329.5.
 */
const clockIn = (moment: string, timeZone: string): number => {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return workbookEpoch.until(local, { largestUnit: 'minute' }).minutes / 1440;
};
const workbookEpoch = Temporal.PlainDateTime.from('1899-12-30T00:00');
