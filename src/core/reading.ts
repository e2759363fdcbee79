import type { Fault } from './refusal.ts';

/**
 * Reads a document that came from outside and collects its faults, all of them, each with its JSON pointer. A part that cannot be read
 * is undefined to its reader, and the fault is noted; the document is good if none was. Nothing is converted on the quiet: a number is
 * no string, null is not "left out", and a name that the document does not know is a fault, because a misspelt setting would otherwise
 * take its default without a word.
 *
 * Example: reading `{"id": 7, "rol": "cse"}` as an entry notes `/id must be text` and `/rol is not known here`, and what is missing.
 */
export class Faults {
  readonly list: Fault[] = [];

  add(path: string, message: string): undefined {
    this.list.push({ path, message });
    return undefined;
  }

  /** The object at a path, with the names that it may have; undefined if it is no object. */
  fields(value: unknown, path: string, names: readonly string[]): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.add(path, 'must be an object');
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) this.add(`${path}/${escaped(name)}`, 'is not known here');
    }
    return new Fields(value as Readonly<Record<string, unknown>>, path, this);
  }

  /** The parts of the list at a path that could be read. */
  list_<T>(
    value: unknown,
    path: string,
    read: (part: unknown, path: string) => T | undefined,
  ): T[] | undefined {
    if (!Array.isArray(value)) return this.add(path, 'must be a list');
    return value
      .map((part: unknown, index) => read(part, `${path}/${index}`))
      .filter((part) => part !== undefined);
  }
}
