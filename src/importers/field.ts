import { z } from 'zod';

/** What a column holds, which says how its cells are read. */
const fieldTypes = [
  'text',
  'key',
  'choice',
  'list',
  'yes-no',
  'day',
  'moment',
  'amount',
  'hours',
  'count',
] as const;

/** A column that an import knows: what it is called, what it means, and by which other names files call it. */
export const Field = z
  .object({
    name: z.string(),
    about: z.string(),
    type: z.enum(fieldTypes),
    required: z.boolean(),
    synonyms: z.array(z.string()),
    example: z.string(),
  })
  .meta({ id: 'ImportField' });
export type Field = z.output<typeof Field>;

/** A field that files may leave out; with `required`, one that every row needs. */
export const field = (
  name: string,
  type: Field['type'],
  about: string,
  example: string,
  synonyms: readonly string[],
  required = false,
): Field => ({ name, type, about, example, synonyms: [...synonyms], required });

/** Which column of a file is which field, by the column's position. */
export interface Matching {
  readonly columns: ReadonlyMap<string, number>;
  /** Headers of columns that are not used, in their order. */
  readonly unused: readonly string[];
  /** Fields for which a column must be named first: a required one without a column, or one that several columns could be. */
  readonly unclear: readonly {
    readonly field: Field;
    readonly message: string;
    readonly headers: readonly string[];
  }[];
}

/**
 * Finds the column of each field. A header that was told for a field is taken as it is written, and an empty one says that the file has
 * none; else the header that is the field's name or one of its other names, whatever its case, spaces, dashes and points.
 *
 * Nothing is guessed: where two headers could be a field, or a told header is not in the file, the field is unclear.
 * Example: `Start Time` is the field `start`, `E-Mail` the field `person`.
 */
export function matchColumns(
  fields: readonly Field[],
  header: readonly string[],
  told: Readonly<Record<string, string>>,
): Matching {
  const columns = new Map<string, number>();
  const unclear: Matching['unclear'][number][] = [];
  for (const field of fields) {
    const said = told[field.name];
    if (said === '') {
      if (field.required) unclear.push({ field, message: `${field.name} is needed.`, headers: header });
      continue;
    }
    const found = said === undefined ? namedLike(field, header, told) : indexesOf(header, said);
    const [column] = found;
    if (found.length === 1 && column !== undefined) columns.set(field.name, column);
    else if (found.length > 1)
      unclear.push({
        field,
        message: `Several columns could be ${field.name}: ${found.map((index) => header[index]).join(', ')}.`,
        headers: found.map((index) => header[index] ?? ''),
      });
    else if (said !== undefined)
      unclear.push({
        field,
        message: `The file has no column "${said}" for ${field.name}.`,
        headers: header,
      });
    else if (field.required)
      unclear.push({
        field,
        message: `No column is called ${field.name}, nor ${field.synonyms.slice(0, 3).join(' nor ')}.`,
        headers: header,
      });
  }
  const used = new Set(columns.values());
  return {
    columns,
    unused: header.filter((title, index) => title !== '' && !used.has(index)),
    unclear,
  };
}

const namedLike = (
  { name, synonyms }: Field,
  header: readonly string[],
  told: Readonly<Record<string, string>>,
): number[] => {
  const names = new Set([name, ...synonyms].map(plain));
  const taken = new Set(Object.values(told));
  return [...header.keys()].filter((index) => {
    const title = header[index] ?? '';
    return names.has(plain(title)) && !taken.has(title);
  });
};

const indexesOf = (header: readonly string[], title: string): number[] =>
  [...header.keys()].filter((index) => header[index] === title.trim());

/** A name without what files write differently: case, accents, spaces and signs. */
export const plain = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
