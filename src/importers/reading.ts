import { momentParts, type Layout } from './cells.ts';
import { matchColumns, type Field } from './field.ts';
import { dateOrders, decimalSigns, detectDates, detectDecimal, type Detected } from './formats.ts';
import type { Mapping, Question } from './mapping.ts';
import type { Table } from './table.ts';

/** A table whose columns and formats are known, or what must be told first. */
export interface Laid {
  readonly table: Table;
  readonly layout: Layout;
  /** What was told and what was found out. */
  readonly mapping: Mapping;
  readonly unused: readonly string[];
  readonly questions: readonly Question[];
}

/**
 * Finds out how a table is to be read: what was told counts, the rest is what the cells show by themselves. What they do not show is
 * asked, never guessed: columns, the order of dates, the decimal sign, and the zone of times without an offset.
 */
export function layOut(fields: readonly Field[], table: Table, told: Mapping): Laid {
  const { columns, unused, unclear } = matchColumns(fields, table.header, told.columns);
  const cellsOf = (...types: Field['type'][]) =>
    cellsIn(
      table,
      fields.filter(({ type }) => types.includes(type)).map(({ name }) => columns.get(name)),
    );
  const questions: Question[] = unclear.map(({ field, message, headers }) => ({
    about: 'columns',
    field: field.name,
    message,
    options: headers.filter((title) => title !== ''),
  }));
  const dates = told.dates ? clear(told.dates) : detectDates(datesIn(cellsOf('day', 'moment')));
  const decimal = told.decimal ? clear(told.decimal) : detectDecimal(cellsOf('amount', 'hours'));
  if (dates.kind === 'unclear')
    questions.push({
      about: 'dates',
      field: null,
      message: `Is the month or the day first in ${dates.examples.join(' and ')}?`,
      options: [...dateOrders],
    });
  if (decimal.kind === 'unclear')
    questions.push({
      about: 'decimal',
      field: null,
      message: `Is the decimal sign a point or a comma in ${decimal.examples.join(' and ')}?`,
      options: [...decimalSigns],
    });
  const formats = {
    dates: dates.kind === 'clear' ? dates.format : null,
    decimal: decimal.kind === 'clear' ? decimal.format : null,
  };
  if (told.zone === null && needsZone(cellsOf('moment'))) {
    questions.push({
      about: 'zone',
      field: null,
      message: 'By the clock of which time zone are the times written?',
      options: ['person'],
    });
  }
  const { header } = table;
  return {
    table,
    layout: { header, columns, formats },
    mapping: {
      ...told,
      ...formats,
      columns: { ...withoutColumn(told), ...headersOf(fields, columns, header) },
    },
    unused,
    questions,
  };
}

const clear = <Format>(format: Format): Detected<Format> => ({ kind: 'clear', format });

function* cellsIn({ rows }: Table, columns: readonly (number | undefined)[]): Generator<string> {
  const used = columns.filter((column) => column !== undefined);
  for (const { cells } of rows) for (const column of used) yield cells[column] ?? '';
}

/** The dates of cells that may hold a time besides. */
function* datesIn(cells: Iterable<string>): Generator<string> {
  for (const cell of cells) yield momentParts(cell.trim()).day ?? cell;
}

function needsZone(cells: Iterable<string>): boolean {
  for (const cell of cells) if (cell.trim() !== '' && momentParts(cell.trim()).offset === null) return true;
  return false;
}

const withoutColumn = ({ columns }: Mapping): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).filter(([, title]) => title === ''));

const headersOf = (
  fields: readonly Field[],
  columns: ReadonlyMap<string, number>,
  header: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ name }) => {
      const title = header[columns.get(name) ?? -1];
      return title === undefined ? [] : [[name, title]];
    }),
  );
