import type { Job } from '../database/job.ts';
import type { Database } from '../database/transaction.ts';

export interface Jobs {
  /** Told after each committed write, so that what follows from it follows at once. */
  readonly written: (providerId: string, acts: readonly string[]) => void;
  readonly start: (database: Database) => void;
  /** Starts nothing more, asks what is under way to end early, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** A job that failed for a provider, or null where the providers themselves could not be read. It is tried again at the next visit. */
export type JobFailed = (job: string, providerId: string | null, error: unknown) => void;

/** Writes that come close together are followed by one visit. */
const gatherMs = 100;
const retryMs = 1000;

/** Runs jobs in this process, each in a loop of its own so that a long one holds up no other. */
export function createJobs(jobs: readonly Job[], failed: JobFailed): Jobs {
  const ending = new AbortController();
  const loops = jobs.map((job) => new Loop(job, ending.signal, failed));
  let running: Promise<unknown> = Promise.resolve();
  return {
    written: (providerId, acts) => {
      for (const loop of loops) if (follows(loop.job, acts)) loop.visitSoon(providerId);
    },
    start: (database) => {
      running = Promise.all(loops.map((loop) => loop.go(database)));
    },
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

function follows({ after }: Job, acts: readonly string[]): boolean {
  return after === 'every-act' || (after !== undefined && acts.some((act) => after.includes(act)));
}

class Loop {
  readonly job: Job;
  readonly #ending: AbortSignal;
  readonly #failed: JobFailed;
  #waiting = new Set<string>();
  #sweepAt = 0;
  #wake = (_ms: number): void => {};

  constructor(job: Job, ending: AbortSignal, failed: JobFailed) {
    this.job = job;
    this.#ending = ending;
    this.#failed = failed;
    ending.addEventListener('abort', () => this.#wake(0));
  }

  visitSoon(providerId: string): void {
    this.#waiting.add(providerId);
    this.#wake(gatherMs);
  }

  async go(database: Database): Promise<void> {
    let again: string[] = [];
    while (!this.#ending.aborted) {
      const providers = new Set([...again, ...this.#waiting, ...(await this.#sweep(database))]);
      this.#waiting.clear();
      again = [];
      for (const providerId of providers) {
        if (this.#ending.aborted) return;
        if (await this.#visit(database, providerId)) again.push(providerId);
      }
      if (again.length === 0 && !this.#ending.aborted) await this.#pause();
    }
  }

  /** Every provider when it is time, nobody before. */
  async #sweep(database: Database): Promise<readonly string[]> {
    if (performance.now() < this.#sweepAt) return [];
    try {
      const providers = await database.outside.selectFrom('directory').select('provider_id').execute();
      this.#sweepAt = performance.now() + this.job.everySeconds * 1000;
      return providers.map((row) => row.provider_id);
    } catch (error) {
      this.#failed(this.job.name, null, error);
      this.#sweepAt = performance.now() + retryMs;
      return [];
    }
  }

  async #visit(database: Database, providerId: string): Promise<boolean> {
    try {
      return (await this.job.run(database, providerId, this.#ending)).more;
    } catch (error) {
      this.#failed(this.job.name, providerId, error);
      return false;
    }
  }

  /** Until the next sweep, or until somebody wrote and a little later. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const until = this.#waiting.size > 0 ? gatherMs : this.#sweepAt - performance.now();
      let timer = setTimeout(resolve, until);
      this.#wake = (ms) => {
        this.#wake = () => {};
        clearTimeout(timer);
        timer = setTimeout(resolve, ms);
      };
    });
  }
}
