import { overageOf } from './pace.ts';
import { rate } from './rate.ts';
import type { Entry, Scenario } from './scenario.ts';
import type { Statement } from './statement.ts';

/** A month's time as it is logged: what is approved and what waits, rated as if all of it were approved. */
export interface Logged {
  readonly entries: readonly Entry[];
  readonly statement: Statement;
  /** How much of what is used is not approved yet. */
  readonly minutesWaiting: number;
}

/**
 * What is used of a month's hours if what is logged is approved: what pace, expiring hours, alerts and forecast rest on, so that they
 * cannot say different things. What was rejected, referred or given away stays so; after-hours work that no supervisor approved is still
 * held back. `statement` is the month's own, and the same where nothing waits.
 *
 * Example: 8 h approved, 2 h submitted and 1 h rejected: 10 h are used, of which 120 minutes wait.
 */
export function loggedOf(scenario: Scenario, statement: Statement): Logged {
  if (!scenario.entries.some(waits)) return { entries: scenario.entries, statement, minutesWaiting: 0 };
  const approved = asApproved(scenario);
  const logged = rate(approved);
  return {
    entries: approved.entries,
    statement: logged,
    minutesWaiting: usedOf(logged) - usedOf(statement),
  };
}

/** A month's scenario as if all that waits were approved. */
export const asApproved = (scenario: Scenario): Scenario => ({
  ...scenario,
  entries: scenario.entries.map((entry) => (waits(entry) ? { ...entry, approval: 'approved' } : entry)),
});

const waits = ({ approval }: Entry): boolean => approval !== 'approved' && approval !== 'rejected';

/** Drawn on pools, and what no pool covered. */
const usedOf = (statement: Statement): number =>
  statement.pools.reduce((sum, { minutesUsed }) => sum + minutesUsed, 0) + overageOf(statement).minutes;
