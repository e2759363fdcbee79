import { Refused } from '../core/refusal.ts';
import { tooManyAttempts } from '../people/sign-in-api.ts';

/** How many attempts may fail within the window, by what they are counted: the network address they come from, the account they are for. */
export const failuresMax = { address: 40, account: 10 } as const;
const windowMs = 5 * 60_000;
const keysMax = 100_000;

export interface Attempts {
  /**
   * Makes an attempt that may fail, as a password may be wrong. It counts from its beginning, so that many at once gain nothing. One that
   * succeeds does not count, and clears what failed for its account. Refused where too many failed, with when to come back.
   */
  make<T>(
    by: { readonly address?: string; readonly account?: string },
    attempt: () => Promise<T>,
  ): Promise<T>;
}

/** Counts failed attempts in this process. `clock` tells milliseconds. */
export function createAttempts(clock: () => number = () => performance.now()): Attempts {
  const failures = new Map<string, { count: number; until: number }>();

  const count = (key: string, max: number) => {
    const found = failures.get(key);
    const standing = found && found.until > clock() ? found : { count: 0, until: clock() + windowMs };
    if (standing.count >= max) {
      const retryAfterSeconds = Math.ceil((standing.until - clock()) / 1000);
      throw new Refused(tooManyAttempts, tooManyAttempts.title, { retryAfterSeconds });
    }
    failures.set(key, { ...standing, count: standing.count + 1 });
  };

  const forget = () => {
    if (failures.size <= keysMax) return;
    for (const [key, { until }] of failures) if (until <= clock()) failures.delete(key);
    for (const key of failures.keys()) {
      if (failures.size <= keysMax) return;
      failures.delete(key);
    }
  };

  return {
    make: async ({ address, account }, attempt) => {
      forget();
      if (address !== undefined) count(`address ${address}`, failuresMax.address);
      if (account !== undefined) count(`account ${account}`, failuresMax.account);
      const result = await attempt();
      const standing = failures.get(`address ${address}`);
      if (standing) failures.set(`address ${address}`, { ...standing, count: standing.count - 1 });
      failures.delete(`account ${account}`);
      return result;
    },
  };
}
