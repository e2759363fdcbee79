import type { JsonSchema } from '../core/example.ts';

/** A field of an input as a manual shows it. */
export interface FieldRow {
  readonly name: string;
  readonly required: boolean;
  readonly form: string;
}

/** The fields of an object in their order; a choice between several objects shows the fields of the first. */
export function rowsOf(schema: JsonSchema): FieldRow[] {
  const resolved = resolve(schema, schema);
  const { properties = {}, required = [] } = resolved.properties
    ? resolved
    : resolve(resolved.anyOf?.[0] ?? resolved.oneOf?.[0] ?? {}, schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    form: formOf(resolve(property, schema), schema),
  }));
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
  if (type === 'array') return `list of ${formOf(resolve(items ?? {}, root), root)}`;
  const [example] = examples ?? [];
  const kind = format ?? (Array.isArray(type) ? type.join(' or ') : (type ?? 'anything'));
  return example === undefined ? kind : `${kind}, such as ${JSON.stringify(example)}`;
}
