import { parseDay, type Day } from './day.ts';
import { parseInstant, type Instant } from './instant.ts';
import { decimalsOf, formatMoney, money, parseMoney, type Currency, type Money } from './money.ts';
import type { Fault } from './refusal.ts';

/**
 * Reads an object that came from outside and notes every fault of its fields with its JSON pointer, so that the sender can mend all of
 * them at once. A field that cannot be read is undefined to its reader; the document is good if no fault was noted.
 *
 * Nothing is guessed: a number is no text, null is not the same as left out, and a name that is not among the known ones is a fault,
 * because a misspelt setting would otherwise take its default without a word.
 *
 * Example: `readFields({ id: 7, rol: 'cse' }, '/entries/0', ['id', 'role'], faults)` notes `/entries/0/rol is not known here`; then
 * `.text('id')` notes `/entries/0/id must be text`, and `.oneOf('role', ['csdm', 'cse'])` notes `/entries/0/role is missing`.
 */
export function readFields(
  value: unknown,
  path: string,
  names: readonly string[],
  faults: Fault[],
): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return note(faults, path, 'must be an object');
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) note(faults, `${path}/${escaped(name)}`, 'is not known here');
  }
  return new Fields(value as Readonly<Record<string, unknown>>, path, faults);
}

export class Fields {
  readonly path: string;
  readonly faults: Fault[];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>, path: string, faults: Fault[]) {
    this.#values = values;
    this.path = path;
    this.faults = faults;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /** Notes a fault of a field; undefined, so that a reader can return it. */
  fault(name: string, message: string): undefined {
    return note(this.faults, `${this.path}/${escaped(name)}`, message);
  }

  /** What stands there, for a field that has a reader of its own; if left out, a fault. */
  value(name: string): unknown {
    return this.has(name) ? this.#values[name] : this.fault(name, 'is missing');
  }

  /** Text that is not empty. */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (typeof value === 'string' && value !== '') return value;
    return value === undefined ? undefined : this.fault(name, 'must be text that is not empty');
  }

  /** Text of a certain form; `form` says which, after "must be". */
  parsed<T>(name: string, parse: (text: string) => T | undefined, form: string): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const result = typeof value === 'string' ? parse(value) : undefined;
    return result === undefined ? this.fault(name, `must be ${form}, not ${shown(value)}`) : result;
  }

  day(name: string): Day | undefined {
    return this.parsed(name, parseDay, 'a date such as "2026-11-16"');
  }

  instant(name: string): Instant | undefined {
    return this.parsed(
      name,
      parseInstant,
      'a moment in UTC on a whole minute such as "2026-11-02T15:00:00Z"',
    );
  }

  /** An amount as a decimal string, not below zero. Where the currency could not be read, only its form is looked at. */
  amount(name: string, currency: Currency | undefined): Money | undefined {
    const example = currency ? formatMoney(money(175 * 10 ** decimalsOf(currency)), currency) : '175';
    const form = `an amount${currency ? ` in ${currency}` : ''}, zero or more, such as "${example}"`;
    return this.parsed(name, (text) => (text.startsWith('-') ? undefined : parseMoney(text, currency)), form);
  }

  /** One of a few words or numbers; if left out, the fallback, and without one a fault. */
  oneOf<const T extends string | number>(name: string, choices: readonly T[], fallback?: T): T | undefined {
    if (fallback !== undefined && !this.has(name)) return fallback;
    const value = this.value(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    return this.fault(name, `must be ${choices.map(shown).join(' or ')}, not ${shown(value)}`);
  }

  /** True or false; if left out, false. */
  flag(name: string): boolean | undefined {
    if (!this.has(name)) return false;
    const value = this.#values[name];
    return typeof value === 'boolean'
      ? value
      : this.fault(name, `must be true or false, not ${shown(value)}`);
  }

  /** An object within this one. */
  fields(name: string, names: readonly string[]): Fields | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : readFields(value, `${this.path}/${name}`, names, this.faults);
  }

  /** A list of texts, none of them empty. */
  texts(name: string): string[] | undefined {
    return this.list(name, (value, path) =>
      typeof value === 'string' && value !== ''
        ? value
        : note(this.faults, path, 'must be text that is not empty'),
    );
  }

  /** The parts of a list that could be read, in their order. */
  list<T>(name: string, read: (part: unknown, path: string) => T | undefined): T[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return this.fault(name, 'must be a list');
    return value
      .map((part: unknown, index) => read(part, `${this.path}/${name}/${index}`))
      .filter((part): part is T => part !== undefined);
  }
}

/** The parts of a list of objects that could be read, in their order; an id that stands in it twice is a fault. */
export function readEach<T>(
  parent: Fields,
  name: string,
  names: readonly string[],
  read: (part: Fields) => T | undefined,
): T[] | undefined {
  const ids = new Set<unknown>();
  return parent.list(name, (value, path) => {
    const part = readFields(value, path, names, parent.faults);
    if (!part) return undefined;
    const id = part.has('id') ? part.value('id') : undefined;
    if (id !== undefined && ids.has(id)) part.fault('id', `is in the list twice: ${shown(id)}`);
    ids.add(id);
    return read(part);
  });
}

export function note(faults: Fault[], path: string, message: string): undefined {
  faults.push({ path, message });
}

type Complete<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };

/** The parts together if all of them could be read. */
export function complete<T extends object>(parts: T): Complete<T> | undefined {
  for (const key in parts) if (parts[key] === undefined) return undefined;
  return parts as Complete<T>;
}

/** A name as a part of a JSON pointer, RFC 6901. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A value as it stood in the document, cut where it is long. */
export function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, shownMax) : value);
  return typeof value === 'string' && value.length > shownMax ? `${text.slice(0, -1)}…"` : text;
}

const shownMax = 60;
