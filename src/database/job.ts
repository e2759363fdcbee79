import type { Database } from './transaction.ts';

/** Background work that goes from provider to provider, such as sealing facts or going on with a run of month closes. */
export interface Job {
  readonly name: string;
  /** How often every provider is visited. The first visit is at the start of a server, so what a crash cut off goes on then. */
  readonly everySeconds: number;
  /** Acts after which a provider is visited at once, as `close-run.started`; or all of them. */
  readonly after?: 'every-act' | readonly string[];
  /**
   * Does a piece of what there is to do for one provider, and says whether there is more: then it is asked again when the other
   * providers have had their turn. Ends early when `signal` aborts. Any number of servers may run it at once and any of them may be
   * killed at any moment, so each piece is claimed and recorded in the transaction that does it.
   */
  run(database: Database, providerId: string, signal: AbortSignal): Promise<{ more: boolean }>;
}
