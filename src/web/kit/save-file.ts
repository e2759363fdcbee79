import { useMutation } from '@tanstack/react-query';
import type { FileOut } from '../../core/file.ts';
import type { Request, Route } from '../../core/route.ts';
import { call } from './data.ts';

/** A route that answers a file. */
type FileRoute = Route & { readonly out: typeof FileOut };

export interface Saving<R extends FileRoute> {
  readonly save: (request: Request<R>) => void;
  readonly busy: boolean;
  readonly refused: Error | null;
}

/**
 * Saves what a route answers as a file, under the name the server gave it. A refusal is in `refused`, and the page stays where it is.
 * Example: `const { save } = useSaving(billingApi.saveInvoice)` and `save({ params: { invoice } })`.
 */
export function useSaving<R extends FileRoute>(route: R): Saving<R> {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (request: Request<R>) => offer(await call<FileRoute>(route, request)),
  });
  return { save: mutate, busy: isPending, refused: error };
}

/** The browser begins to read the file once the link was followed, so its address is given up a little later. */
function offer({ name, mediaType, content }: FileOut): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(content)], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
