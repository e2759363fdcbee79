import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { inputSchema, type JsonSchema } from '../core/example.ts';
import { FileBody, FileOut } from '../core/file.ts';
import type { Route } from '../core/route.ts';

/** What was typed, as a route takes it. */
export interface Typed {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly jsonOutput: boolean;
  /** Where a file that is answered goes: a path, `-` for standard output; undefined where nothing was said. */
  readonly output: string | undefined;
  readonly idempotencyKey: string | undefined;
}

/** What was typed wrongly, in words for whoever typed it. */
export class NotUnderstood extends Error {}

/** A field as a flag: `timeZone` is `--time-zone`. */
export const flagOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The names in a path's braces, which are typed in their order without flags. */
export const argumentsOf = ({ path }: Route): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The fields of an object by their names; of a choice between several objects, those of all of them. */
export function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const resolve = (one: JsonSchema): JsonSchema =>
    one.$ref ? resolve(schema.$defs?.[one.$ref.slice('#/$defs/'.length)] ?? {}) : one;
  const whole = resolve(schema);
  const parts = [whole, ...(whole.anyOf ?? whole.oneOf ?? whole.allOf ?? []).map(resolve)];
  const fields = parts.flatMap(({ properties = {} }) => Object.entries(properties));
  return Object.fromEntries(fields.map(([name, field]) => [name, resolve(field)]));
}

/**
 * Reads the words after a command's name: arguments in the order of the path, `--flag value` or `--flag=value` for each field of query and
 * body, more than once for a list, alone for true and `--no-flag` for false. `--json` gives a whole body, as text, `@file`, or `-` for
 * standard input; flags beside it count over it. Refused with `NotUnderstood`: flags and arguments the route does not know, and
 * arguments that are missing. Where the body is a file, `--file` names it, and its name goes along; where the answer is one, `--output` does.
 * Example: `client edit 0190… --device-count 80 --json @client.json`.
 */
export async function readWords(route: Route, words: readonly string[]): Promise<Typed> {
  const query = route.query ? fieldsOf(inputSchema(route.query)) : {};
  const body = route.body && route.body !== FileBody ? fieldsOf(inputSchema(route.body)) : {};
  const known = new Map(
    Object.entries({ ...query, ...body }).map(([name, schema]) => [flagOf(name), { name, schema }]),
  );
  const found = new Map<string, unknown>();
  const given: string[] = [];
  let json: string | undefined;
  let key: string | undefined;
  let file: string | undefined;
  let output: string | undefined;
  let jsonOutput = false;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('--')) {
      given.push(word);
      continue;
    }
    const [flag = '', ...after] = word.split('=');
    const value = (): string => {
      const next = after.length > 0 ? after.join('=') : rest.shift();
      if (next === undefined) throw new NotUnderstood(`${flag} needs a value.`);
      return next;
    };
    const field = known.get(flag);
    const denied = known.get(flag.replace(/^--no-/, '--'));
    if (field?.schema.type === 'boolean') found.set(field.name, after.length === 0 || value() === 'true');
    else if (field) found.set(field.name, collected(found.get(field.name), value(), field.schema, flag));
    else if (flag === '--output' && route.out === FileOut) output = value();
    else if (flag === '--json-output') jsonOutput = true;
    else if (flag === '--file' && route.body === FileBody) file = value();
    else if (flag === '--json' && route.body && route.body !== FileBody) json = value();
    else if (flag === '--key' && route.idempotent) key = value();
    else if (denied?.schema.type === 'boolean') found.set(denied.name, false);
    else throw new NotUnderstood(`there is no ${flag} here.`);
  }
  const among = (fields: Readonly<Record<string, unknown>>) =>
    Object.fromEntries([...found].filter(([name]) => name in fields));
  return {
    params: paramsFrom(argumentsOf(route), given),
    query: {
      ...('name' in query && file !== undefined ? { name: path.basename(file) } : {}),
      ...among(query),
    },
    body:
      route.body === FileBody
        ? bytesOf(file)
        : route.body
          ? merged(await jsonFrom(json), among(body))
          : undefined,
    jsonOutput,
    output,
    idempotencyKey: key,
  };
}

function paramsFrom(names: readonly string[], given: readonly string[]): Record<string, string> {
  const missing = names.slice(given.length);
  if (missing.length > 0) throw new NotUnderstood(`<${missing.join('> <')}> is missing.`);
  const [tooMany] = given.slice(names.length);
  if (tooMany !== undefined) throw new NotUnderstood(`"${tooMany}" is one word too many.`);
  return Object.fromEntries(names.map((name, index) => [name, given[index] ?? '']));
}

/** A list takes each value that is typed; anything else is typed once. */
function collected(before: unknown, value: string, schema: JsonSchema, flag: string): unknown {
  if (schema.type === 'array' && !value.startsWith('['))
    return [...(Array.isArray(before) ? before : []), valueFrom(value, schema.items ?? {}, flag)];
  if (before !== undefined) throw new NotUnderstood(`${flag} stands twice.`);
  return valueFrom(value, schema, flag);
}

/** A value by what its schema wants; what cannot be one is sent as it was typed, so that the server says what is wrong. */
function valueFrom(value: string, schema: JsonSchema, flag: string): unknown {
  const kinds = [schema, ...(schema.anyOf ?? schema.oneOf ?? [])].flatMap(({ type }) => type ?? []);
  if (value === 'null' && kinds.includes('null')) return null;
  if (
    (kinds.includes('integer') || kinds.includes('number')) &&
    value.trim() !== '' &&
    !Number.isNaN(Number(value))
  )
    return Number(value);
  if (/^[[{]/.test(value) && !kinds.includes('string')) return parsed(value, flag);
  return value;
}

async function jsonFrom(typed: string | undefined): Promise<unknown> {
  if (typed === undefined) return {};
  if (typed === '-') return parsed(await text(process.stdin), '--json');
  if (!typed.startsWith('@')) return parsed(typed, '--json');
  const file = typed.slice(1);
  if (!fs.existsSync(file)) throw new NotUnderstood(`there is no file ${file}.`);
  return parsed(fs.readFileSync(file, 'utf8'), '--json');
}

function bytesOf(file: string | undefined): Uint8Array {
  if (file === undefined) throw new NotUnderstood('--file is missing: name the file to send.');
  if (!fs.existsSync(file)) throw new NotUnderstood(`there is no file ${file}.`);
  return fs.readFileSync(file);
}

function merged(json: unknown, flags: Readonly<Record<string, unknown>>): unknown {
  if (Object.keys(flags).length === 0) return json;
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new NotUnderstood('--json with flags beside it has to be an object.');
  return { ...json, ...flags };
}

function parsed(value: string, flag: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new NotUnderstood(`what ${flag} gives is not JSON.`);
  }
}
