import type { JsonSchema } from '../core/example.ts';

/** A field of an input as a manual shows it. */
export interface FieldRow {
  readonly name: string;
  readonly required: boolean;
  readonly form: string;
  /** It is yes or no and nothing else. */
  readonly isSwitch: boolean;
}

/** The fields of an object in their order; a choice between several objects shows the fields of the first. */
export function rowsOf(schema: JsonSchema): FieldRow[] {
  const resolved = resolve(schema, schema);
  const { properties = {}, required = [] } = resolved.properties
    ? resolved
    : resolve(resolved.anyOf?.[0] ?? resolved.oneOf?.[0] ?? {}, schema);
  return Object.entries(properties).map(([name, property]) => {
    const field = resolve(property, schema);
    return {
      name,
      required: required.includes(name),
      form: formOf(field, schema),
      isSwitch: field.type === 'boolean',
    };
  });
}

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema =>
  schema.$ref ? (root.$defs?.[schema.$ref.slice('#/$defs/'.length)] ?? {}) : schema;

/** What a value looks like, in a few words. */
function formOf(schema: JsonSchema, root: JsonSchema): string {
  const { anyOf, oneOf, enum: choices, const: only, type, format, items, examples } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (choices) return choices.map(String).join(' | ');
  const either = anyOf ?? oneOf;
  if (either) return [...new Set(either.map((one) => formOf(resolve(one, root), root)))].join(' or ');
  if (type === 'array') return `a list, each ${formOf(resolve(items ?? {}, root), root)}`;
  const known = words[format ?? ''];
  if (known) return known;
  const [example] = examples ?? [];
  if (example !== undefined)
    return `such as ${typeof example === 'string' ? example : JSON.stringify(example)}`;
  return [type ?? 'anything']
    .flat()
    .map((kind) => words[kind] ?? kind)
    .join(' or ');
}

const words: Readonly<Record<string, string>> = {
  uuid: 'an id',
  date: 'a day, such as 2026-11-24',
  'date-time': 'a moment, such as 2026-11-24T15:00:00Z',
  email: 'an e-mail address',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  object: 'an object',
  null: 'null',
};
