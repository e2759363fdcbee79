import type { z } from 'zod';
import { RefusalBody } from '../core/call.ts';
import { exampleOf, inputSchema, outputSchema, type JsonSchema } from '../core/example.ts';
import { bytesType, FileBody, FileOut } from '../core/file.ts';
import { invalidInput, notFound, type RefusalKind } from '../core/refusal.ts';
import type { Route } from '../core/route.ts';
import { keyReused } from '../database/transaction.ts';
import type { Access } from '../people/access.ts';
import { routes, type NamedRoute } from './apis.ts';
import { foreignOrigin, keyMissing, notAllowed, notSignedIn } from './mount.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The whole API as OpenAPI 3.1, made of the contracts of the areas: what a route takes and answers, who may call it, and everything it may
 * refuse. Shapes that have a name stand once among the components; one that is taken in another form than it is answered is
 * called `…Input` there.
 */
export function openApi(version: string): Json {
  const shapes = new Shapes();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const named of routes) {
    const { route } = named;
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(named, shapes) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tandem',
      version,
      description:
        'Client service management for managed service providers. Amounts are decimal strings with their currency beside them, moments are in UTC, days are local dates. Lists that can grow come in pages: ask for the next one with the `cursor` of the one before.',
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }, { token: [] }],
    tags: [...new Set(routes.map(({ area }) => area))].map((name) => ({ name })),
    paths,
    components: {
      schemas: shapes.named(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tandem.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** Everything a route may refuse: what its contract names, and what follows from its form. */
export function refusalsOf({
  access,
  params,
  query,
  body,
  method,
  reads,
  idempotent,
  refusals,
}: Route<Access>): RefusalKind[] {
  const isWrite = method !== 'GET' && !reads;
  const all = [
    ...(access === 'public' ? [] : [notSignedIn, notAllowed]),
    ...(isWrite ? [foreignOrigin] : []),
    ...(params ? [notFound] : []),
    ...(query || body ? [invalidInput] : []),
    ...(idempotent ? [keyMissing, keyReused] : []),
    ...(refusals ?? []),
  ];
  return [...new Map(all.map((kind) => [kind.code, kind])).values()];
}

/** Who may call a route, in words. */
export const accessInWords = (access: Access): string =>
  access === 'public' ? 'Anybody, signed in or not.' : `For: ${access.join(', ')}.`;

function operation({ area, name, route }: NamedRoute, shapes: Shapes): Json {
  const { access, body, idempotent, status = 200 } = route;
  return {
    operationId: name,
    tags: [area],
    summary: route.summary,
    description: `${accessInWords(access)} On the command line: \`tandem ${route.command}\`.`,
    ...(access === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters(route.params, 'path', shapes),
      ...parameters(route.query, 'query', shapes),
      ...(idempotent ? [idempotencyKey] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content:
              body === FileBody
                ? { [bytesType]: {} }
                : { 'application/json': { schema: shapes.input(body), example: exampleOf(body) } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: 'Done.',
        content:
          route.out === FileOut
            ? { [bytesType]: {} }
            : { 'application/json': { schema: shapes.output(route.out) } },
      },
      ...refusalResponses(refusalsOf(route), shapes),
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A new one of 8 to 200 characters for each new request. The same one again gets the first answer again, and nothing is done twice.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query', shapes: Shapes): Json[] {
  const { properties = {}, required = [] } = schema ? inputSchema(schema) : {};
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: shapes.plain(property),
  }));
}

/** One response for each status, which says all the codes it may come with. */
function refusalResponses(kinds: readonly RefusalKind[], shapes: Shapes): Json {
  const byStatus = Map.groupBy(kinds, ({ status }) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: shapes.output(RefusalBody) } },
      },
    ]),
  );
}

const taken = (name: string): string => `${name}Input`;

/** The shapes that have a name, met on the way, and how they are referred to. */
class Shapes {
  readonly #taken = new Map<string, JsonSchema>();
  readonly #given = new Map<string, JsonSchema>();

  input(schema: z.ZodType): unknown {
    const { $defs = {}, ...json } = inputSchema(schema);
    for (const [name, shape] of Object.entries($defs)) this.#taken.set(name, shape);
    return tidied(json, (name) => taken(name));
  }

  output(schema: z.ZodType): unknown {
    const { $defs = {}, ...json } = outputSchema(schema);
    for (const [name, shape] of Object.entries($defs)) this.#given.set(name, shape);
    return tidied(json, (name) => name);
  }

  plain(json: JsonSchema): unknown {
    return tidied(json, (name) => taken(name));
  }

  named(): Json {
    return Object.fromEntries([
      ...[...this.#given].map(([name, shape]) => [name, tidied(shape, (one) => one)]),
      ...[...this.#taken].map(([name, shape]) => [taken(name), tidied(shape, (one) => taken(one))]),
    ]);
  }
}

/** Without what another part of the schema says already, and with references into the document. */
function tidied(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => tidied(part, rename));
  if (typeof value !== 'object' || value === null) return value;
  const hasFormat = 'format' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
      if (key === '$schema' || (key === 'id' && typeof part === 'string')) return [];
      if (key === 'pattern' && hasFormat) return [];
      if (typeof part === 'number' && Math.abs(part) === Number.MAX_SAFE_INTEGER) return [];
      if (key === '$ref' && typeof part === 'string')
        return [[key, `#/components/schemas/${rename(part.slice('#/$defs/'.length))}`]];
      return [[key, tidied(part, rename)]];
    }),
  );
}
