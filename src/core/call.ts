import { z } from 'zod';
import type { Request, Response, Route } from './route.ts';
import type { About, Fault } from './refusal.ts';
import { bytesType, contentTypeOf, FileOut, nameIn } from './file.ts';

/** A refusal as the server sent it, RFC 9457. */
export const RefusalBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    about: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() }))
      .optional(),
  })
  .meta({ id: 'Refusal' });
export type RefusalBody = z.output<typeof RefusalBody>;

/** The server's "no", as the caller sees it: a code to act on, words to show, facts and faults to point at. */
export class CallRefused extends Error {
  readonly body: RefusalBody;

  constructor(body: RefusalBody) {
    super(body.detail || body.title);
    this.body = body;
  }

  get code(): string {
    return this.body.code;
  }
  get about(): About {
    return this.body.about ?? {};
  }
  get faults(): readonly Fault[] {
    return this.body.errors ?? [];
  }
}

export type Call = <R extends Route>(
  route: R,
  request: Request<R>,
  options?: CallOptions,
) => Promise<Response<R>>;

export interface CallOptions {
  /** Send the same key to ask for the same thing again; a new one is made unless given. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/**
 * A typed caller for every route, in browser, command line and tests. `send` is `fetch` or something in its shape; `headers` go with each call.
 * Refused: an answer outside 2xx becomes `CallRefused` with the server's words.
 * Example: `await call(clientsApi.listClients, { query: { limit: 20 } })`.
 */
export function caller(
  base: string,
  send: typeof fetch = fetch,
  headers: Readonly<Record<string, string>> = {},
): Call {
  return async (route, request, options = {}) => {
    const { params, query, body } = request as {
      params?: Record<string, string>;
      query?: Record<string, string | number | boolean | undefined>;
      body?: unknown;
    };
    const address =
      base +
      '/api' +
      route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) search.set(name, String(value));
    const answer = await send(search.size ? `${address}?${search}` : address, {
      method: route.method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': contentTypeOf(route.body) }),
        ...(route.idempotent ? { 'idempotency-key': options.idempotencyKey ?? crypto.randomUUID() } : {}),
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (answer.ok && route.out === FileOut) return (await fileIn(answer)) as never;
    const text = await answer.text();
    if (!answer.ok) throw new CallRefused(refusalFrom(answer.status, text));
    return (text === '' ? null : JSON.parse(text)) as never;
  };
}

const fileIn = async (answer: Awaited<ReturnType<typeof fetch>>): Promise<FileOut> => ({
  name: nameIn(answer.headers.get('content-disposition')),
  mediaType: answer.headers.get('content-type') ?? bytesType,
  content: new Uint8Array(await answer.arrayBuffer()),
});

function refusalFrom(status: number, text: string): RefusalBody {
  try {
    return RefusalBody.parse(JSON.parse(text));
  } catch {
    return {
      type: 'about:blank',
      title: 'The server gave no usable answer.',
      status,
      code: 'unreachable',
      detail: text.slice(0, 200),
      requestId: '',
    };
  }
}
