import { instant, instantMax, instantMin, type Instant } from '../core/instant.ts';
import { parseDay } from '../core/day.ts';
import type { Zone } from '../core/zone.ts';
import { plain, type Field } from './field.ts';
import { readClock, readDay, readDecimal, type Formats } from './formats.ts';
import type { Row } from './table.ts';

/** A fault of a row: the field whose cell has to be put right, null for the row as a whole, and by which rule. */
export interface RowFault {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

/** How the cells of a file are read. */
export interface Layout {
  readonly header: readonly string[];
  readonly columns: ReadonlyMap<string, number>;
  readonly formats: Formats;
}

/** What a column may say: each choice, and by which names it is known. */
export interface Choices<Choice extends string> {
  readonly names: readonly Choice[];
  readonly byName: ReadonlyMap<string, Choice>;
}

/** Choices and their other names. Example: `choices(['yes', 'no'], { yes: ['y'] })` knows `Y` as `yes`. */
export function choices<Choice extends string>(
  names: readonly Choice[],
  others: { readonly [name in Choice]?: readonly string[] } = {},
): Choices<Choice> {
  const byName = new Map<string, Choice>();
  for (const name of names)
    for (const known of [name, ...(others[name] ?? [])]) byName.set(plain(known), name);
  return { names, byName };
}

const answers = choices(['yes', 'no'], { yes: ['y', 'true', '1', 'x'], no: ['n', 'false', '0'] });

const cellCharactersMax = 10_000;

/**
 * One row of a file, read cell by cell; every fault is noted with its field. A cell that is empty is undefined and no fault, unless its
 * field is needed. Nothing a spreadsheet could take for a formula is let in, nor what is left of one that failed.
 */
export class Cells {
  readonly number: number;
  readonly faults: RowFault[] = [];
  readonly #cells: readonly string[];
  readonly #layout: Layout;

  constructor({ number, cells }: Row, layout: Layout) {
    this.number = number;
    this.#cells = cells;
    this.#layout = layout;
    const { length } = layout.header;
    if (cells.length < length || cells.slice(length).some((cell) => cell !== ''))
      this.fault(null, 'import.ragged', `The row has ${cells.length} cells, the header ${length}.`);
  }

  fault(field: string | null, code: string, message: string): undefined {
    this.faults.push({ field, code, message });
  }

  /** Text as it stands, without spaces around it. */
  text(field: Field): string | undefined {
    const text = this.peek(field);
    if (text === '') {
      if (field.required) this.fault(field.name, 'import.missing', `${field.name} is missing.`);
      return undefined;
    }
    const why = unusable(text);
    return why === null ? text : this.fault(field.name, 'import.cell', why);
  }

  /** What stands in a cell, without a look at whether it can be used. */
  peek(field: Field): string {
    const column = this.#layout.columns.get(field.name);
    return column === undefined ? '' : (this.#cells[column] ?? '').trim();
  }

  /** A text by which something is known again; not a number that a spreadsheet has cut short. */
  key(field: Field): string | undefined {
    const text = this.text(field);
    return text !== undefined && /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)
      ? this.#unreadable(field, text, 'was cut short by a spreadsheet; format its column as text')
      : text;
  }

  /** One of some choices, by its name or another of its names. */
  choice<Choice extends string>(field: Field, choices: Choices<Choice>): Choice | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const found = choices.byName.get(plain(text));
    return found ?? this.#unreadable(field, text, `is none of: ${choices.names.join(', ')}`);
  }

  /** Several texts with semicolons, commas or bars between. */
  list(field: Field): string[] | undefined {
    return this.text(field)
      ?.split(/[;,|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  yesNo(field: Field): boolean | undefined {
    const choice = this.choice(field, answers);
    return choice && choice === 'yes';
  }

  /** A date as `YYYY-MM-DD`. */
  day(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    return (
      readDay(text, this.#layout.formats.dates) ??
      this.#unreadable(field, text, 'is no date with a year of four figures')
    );
  }

  /** An amount or a number of hours in decimal notation, not below zero. */
  decimal(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const number = readDecimal(text, this.#layout.formats.decimal);
    if (number === undefined) return this.#unreadable(field, text, 'is no number');
    return number.startsWith('-') ? this.#unreadable(field, text, 'is below zero') : number;
  }

  /** A whole number, not below zero; signs between thousands are left out. */
  count(field: Field): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const figures = /^\d{1,3}([.,'’\s]\d{3})*$/.test(text) ? text.replaceAll(/\D/g, '') : text;
    return /^\d{1,9}$/.test(figures) ? Number(figures) : this.#unreadable(field, text, 'is no whole number');
  }

  /**
   * A moment: with its own offset, or by the clock of a zone on the day it names or, if it names none, on `date`. Clocks that daylight
   * saving changed are read as `Zone.momentAt` reads them.
   */
  moment(field: Field, date: string | undefined, zone: Zone | undefined): Instant | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const { day, minute, offset } = momentParts(text);
    const on = day === null ? date : readDay(day, this.#layout.formats.dates);
    const dayNumber = on === undefined ? undefined : parseDay(on);
    const clock = readClock(minute);
    if (clock === undefined)
      return this.#unreadable(field, text, 'is no time on a whole minute, such as 09:30');
    if (day !== null && on === undefined)
      return this.#unreadable(field, text, 'has no date with a year of four figures');
    if (dayNumber === undefined)
      return date === undefined ? this.#unreadable(field, text, 'needs a date') : undefined;
    if (offset === null && !zone) return undefined;
    const at =
      offset === null && zone
        ? zone.momentAt(dayNumber, clock)
        : instant(dayNumber * 1440 + clock - (offset ?? 0));
    return at >= instantMin && at < instantMax ? at : this.#unreadable(field, text, 'is out of all time');
  }

  #unreadable(field: Field, text: string, why: string): undefined {
    const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    return this.fault(field.name, 'import.cell', `"${shown}" ${why}.`);
  }
}

/** The day, the time and the offset (in minutes) of a moment as a file writes it; null for what it leaves out. */
export function momentParts(text: string): { day: string | null; minute: string; offset: number | null } {
  const offsetPart = /(Z|[+-]\d{2}:?\d{2})$/.exec(text)?.[1];
  const rest = offsetPart === undefined ? text : text.slice(0, -offsetPart.length).trimEnd();
  const [, day, minute = rest] = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T\s,]+(.*)$/.exec(rest) ?? [];
  return { day: day ?? null, minute, offset: offsetPart === undefined ? null : offsetOf(offsetPart) };
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -size : size;
}

const failedFormula = /^#(REF|N\/A|VALUE|NAME\?|DIV\/0|NUM|NULL)!?$/;
// Control characters but tab and line breaks, which a cell may hold, and the signs that turn text round.
const control = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;

function unusable(text: string): string | null {
  if (text.length > cellCharactersMax) return `This is longer than ${cellCharactersMax} characters.`;
  if (/^[=@]/.test(text) || /^[+-].*\w[(|!]/s.test(text))
    return 'A spreadsheet would take this for a formula. Write it as text.';
  if (failedFormula.test(text)) return `A formula failed here in the spreadsheet: ${text}.`;
  return control.test(text) ? 'This holds characters that cannot be seen. Take them out.' : null;
}
