import { z } from 'zod';

/** A JSON Schema as zod writes it; only what an example needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** What a property of this name holds, required or not, instead of anything made up; undefined where its schema alone decides. */
export type Known = (name: string) => unknown;

/**
 * The smallest input that a schema accepts and that says something: its required properties, each with the first example it names, or else
 * the smallest value of its type. For manuals and for tests that call every route. A pattern without an example cannot be met, so such a schema names one with `.meta`.
 *
 * Example: `exampleOf(z.object({ day: Day, note: z.string().optional() }))` → `{ day: '2026-11-24' }`.
 */
export function exampleOf(schema: z.ZodType, known: Known = () => undefined): unknown {
  // What it names itself is taken as it is: bytes would not come through JSON.
  const named = z.globalRegistry.get(schema)?.['examples'];
  if (Array.isArray(named) && named.length > 0) return named[0];
  const json = inputSchema(schema);
  return valueOf(json, json.$defs ?? {}, known);
}

/** What a schema takes, as JSON Schema. Examples count wherever in a chain of conversions they were named. */
export const inputSchema = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'input');

/** What a schema gives, as JSON Schema. Where it converts what it took, such as the letters of an id, it gives the same form. */
export const outputSchema = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'output');

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      const { def } = zodSchema._zod;
      if (io === 'output' && def.type === 'pipe' && def.out._zod.def.type === 'transform')
        Object.assign(json, z.toJSONSchema(def.in, { io: 'input' }));
      const examples = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) json.examples = examples;
    },
  }) as JsonSchema;
}

function valueOf(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  known: Known,
): unknown {
  if (schema.$ref) return valueOf(definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {}, definitions, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.enum?.length) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return valueOf(first, definitions, known);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => valueOf(part, definitions, known))) as unknown;
  switch (schema.type) {
    case 'object': {
      const chosen = Object.entries(schema.properties ?? {}).filter(
        ([name]) => schema.required?.includes(name) || known(name) !== undefined,
      );
      return Object.fromEntries(
        chosen.map(([name, property]) => [name, known(name) ?? valueOf(property, definitions, known)]),
      );
    }
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((part) => valueOf(part, definitions, known));
      const { items = {}, minItems = items.examples ? 1 : 0 } = schema;
      return Array.from({ length: minItems }, () => valueOf(items, definitions, known));
    }
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return smallest(schema);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

/** Where only the largest exact integers bound a number, nothing was meant by the bound. */
function smallest({ minimum, exclusiveMinimum = 0 }: JsonSchema): number {
  return minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : exclusiveMinimum + 1;
}

function textOf({ format, minLength = 0 }: JsonSchema): string {
  switch (format) {
    case 'uuid':
      return '01936d2a-7c00-7000-8000-000000000000';
    case 'date':
      return '2026-11-24';
    case 'date-time':
      return '2026-11-24T15:00:00Z';
    case 'email':
      return 'someone@example.com';
    case 'uri':
      return 'https://example.com';
    default:
      return 'example'.padEnd(minLength, '.');
  }
}
