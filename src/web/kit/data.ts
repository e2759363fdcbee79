import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { CallRefused, caller } from '../../core/call.ts';
import type { Request, Response, Route } from '../../core/route.ts';
import { signInAgain } from './session.ts';
import { toast } from './toast.ts';

/** Calls the API of the server the page came from. Pages rarely need it: `useAnswer` reads and `useAct` changes. */
export const call = caller('');

/** A refusal is final until something changes, so only what never reached the server is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => !(error instanceof CallRefused) && failures < 2,
      throwOnError: false,
    },
  },
});
queries.getQueryCache().subscribe(({ query }) => signInAgain(query.state.error));
queries.getMutationCache().subscribe(({ mutation }) => signInAgain(mutation?.state.error));

export type Answer<T> = UseQueryResult<T>;

interface Asking {
  /** False waits. */
  readonly when?: boolean;
  /** Shows what was answered before until the next answer comes, for checks that go along with typing. */
  readonly keeps?: boolean;
  /** Asks again by itself after so long, for what other devices change. */
  readonly everyMs?: number;
}

/**
 * What a route that only reads answers, kept under `[command, request]` and asked for again when an act names the route.
 * Example: `useAnswer(clientsApi.getClient, { params: { client } })`.
 */
export function useAnswer<R extends Route>(
  route: R,
  request: Request<R>,
  { when = true, keeps = false, everyMs }: Asking = {},
): Answer<Response<R>> {
  return useQuery({
    queryKey: [route.command, request],
    queryFn: ({ signal }): Promise<Response<R>> => call(route, request, { signal }),
    enabled: when,
    ...(keeps ? { placeholderData: keepPreviousData } : {}),
    ...(everyMs ? { refetchInterval: everyMs } : {}),
  });
}

export interface Act<R extends Route> {
  /** Does it. Undefined where it was refused: the reason is in `refused`, and nothing was changed. */
  readonly act: (request: Request<R>) => Promise<Response<R> | undefined>;
  /** Does it, and throws why it was refused: for several under way at once, each with a place of its own to say so. */
  readonly attempt: (request: Request<R>) => Promise<Response<R>>;
  readonly busy: boolean;
  readonly refused: Error | null;
  readonly forget: () => void;
}

interface After<R extends Route> {
  readonly refreshes?: readonly Route[];
  readonly done?: (answer: Response<R>) => string;
  readonly refuse?: (error: CallRefused) => void;
}

/**
 * An act: a route that changes something. `refreshes` names the routes whose answers it makes stale; `done` is what the toast says
 * once the server has confirmed. Asking again for the very same thing after a lost connection sends the same key, so that it is done once.
 * Example: `useAct(clientsApi.endContact, { refreshes: [clientsApi.listContacts], done: (contact) => `${contact.name} has left.` })`.
 */
export function useAct<R extends Route>(route: R, { refreshes = [], done, refuse }: After<R> = {}): Act<R> {
  const client = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const mutation = useMutation({
    mutationFn: (request: Request<R>): Promise<Response<R>> => {
      const asked = askedOf(request);
      const key = keys.current.get(asked) ?? crypto.randomUUID();
      keys.current.set(asked, key);
      return call(route, request, { idempotencyKey: key });
    },
    onError: (error) => {
      if (error instanceof CallRefused) refuse?.(error);
    },
    onSuccess: async (answer, request) => {
      keys.current.delete(askedOf(request));
      await Promise.all(refreshes.map(({ command }) => client.invalidateQueries({ queryKey: [command] })));
      if (done) toast(done(answer));
    },
  });
  return {
    act: (request) => mutation.mutateAsync(request).catch(() => undefined),
    attempt: mutation.mutateAsync,
    busy: mutation.isPending,
    refused: mutation.error,
    forget: mutation.reset,
  };
}

const files = new WeakMap<Uint8Array, string>();

/** The same request in the same words. A file is the one that was chosen; what is in it is not looked at. */
function askedOf(request: unknown): string {
  return JSON.stringify(request, (_, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    const file = files.get(value) ?? crypto.randomUUID();
    files.set(value, file);
    return file;
  });
}
