import type { Database } from './transaction.ts';

/** Background work that goes from provider to provider, such as sealing facts or going on with a run of month closes. */
export interface Job {
  readonly name: string;
  /** How often every provider is visited. */
  readonly everySeconds: number;
  /** Set on work that should also follow within a second of a provider's writes. */
  readonly afterWrites?: true;
  /**
   * Does what there is to do for one provider, and ends early when `signal` asks it to. Any number of servers may run it at once and
   * any of them may be killed at any moment, so what it does must be claimed and recorded in the transaction that does it.
   */
  run(database: Database, providerId: string, signal: AbortSignal): Promise<void>;
}
