import type { z } from 'zod';
import type { RefusalKind } from './refusal.ts';

/** One operation: from it come the mounted route, OpenAPI, the typed client of web, command line and tests, and the access test. */
export interface Route<Access = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api`, parameters in braces: `/clients/{client}`. */
  readonly path: string;
  /** One sentence for the manual: what it does. */
  readonly summary: string;
  /** What it is called on the command line: `client list`. */
  readonly command: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly out: z.ZodType;
  /** 201 where it makes something; 200 unless said. */
  readonly status?: 200 | 201 | 202;
  /** Set on all that makes money, time or approvals: asked twice with one `Idempotency-Key`, it is done once. */
  readonly idempotent?: true;
  /** Set on a `POST` that only computes, from an input too large for an address: it can write nothing. */
  readonly reads?: true;
  /** The largest body it takes, in bytes; 1 MiB unless said. */
  readonly bodyBytesMax?: number;
  /** What it may refuse, beyond bad input, access and what does not exist. */
  readonly refusals?: readonly RefusalKind[];
}

export type Api = Readonly<Record<string, Route>>;

type Given<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<never, never>;
type Asked<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a handler receives: parsed, typed, trusted. */
export interface Input<R extends Route> {
  readonly params: Given<R['params']>;
  readonly query: Given<R['query']>;
  readonly body: Given<R['body']>;
}

/** What a handler answers, before the shape is checked once more on its way out. */
export type Answer<R extends Route> = z.input<R['out']>;

export type Handlers<A extends Api, Context> = {
  readonly [Key in keyof A]: (context: Context, input: Input<A[Key]>) => Promise<Answer<A[Key]>>;
};

type Part<Name extends string, Schema> = Schema extends z.ZodType
  ? { [key in Name]: Asked<Schema> }
  : unknown;
type Query<Schema> = Schema extends z.ZodType
  ? Record<string, never> extends Asked<Schema>
    ? { query?: Asked<Schema> }
    : { query: Asked<Schema> }
  : unknown;

/** What a caller passes. */
export type Request<R extends Route> = Part<'params', R['params']> &
  Query<R['query']> &
  Part<'body', R['body']>;
export type Response<R extends Route> = z.output<R['out']>;

/** Hands a parsed value to the handler whose schemas parsed it; the types meet again in `Handlers`. */
export const trusted = (value: unknown): never => value as never;
