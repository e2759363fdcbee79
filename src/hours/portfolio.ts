import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import type { ContractWarning } from '../contracts/warning.ts';
import type { Instant } from '../core/instant.ts';
import { formatMoney } from '../core/money.ts';
import { Amount } from '../core/shape.ts';
import type { Role } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { TeamGap } from '../team/coverage.ts';
import type { Expiring } from './expiring.ts';
import { durationInWords, monthInWords } from './in-words.ts';
import { monthStates, type RatedMonth } from './month-hours.ts';
import { OverageForetold } from './overage-chance.ts';
import { overageOf, Pace, paceOf } from './pace.ts';

/** What a client needs of somebody, most urgent first in the list it stands in. */
export const needKinds = [
  'fill-team',
  'mend-contract',
  'approve-after-hours',
  'approve-visits',
  'approve-time',
  'settle-time',
  'submit-time',
  'watch-overage',
  'use-hours',
  'review-month',
  'close-month',
] as const;

export const Need = z
  .object({ kind: z.enum(needKinds), count: z.int(), words: z.string() })
  .meta({ id: 'Need' });
export type Need = z.output<typeof Need>;

/** One client in one month, as the cockpit shows it. What hangs on a contract is null where there is none. */
export const PortfolioRow = z
  .object({
    clientId: ClientId,
    clientCode: z.string(),
    clientName: z.string(),
    /** Null where nobody is. */
    csdmName: z.string().nullable(),
    contractId: ContractId.nullable(),
    contractNumber: z.string().nullable(),
    state: z.enum(monthStates).nullable(),
    pace: Pace.nullable(),
    minutesUnused: z.int().nullable(),
    currency: z.string().nullable(),
    /** Of all time that is logged; `total` is what is approved. */
    overageAmount: Amount.nullable(),
    /** How likely the month ends beyond its packages, and what overage comes to on average. */
    foretold: OverageForetold.nullable(),
    total: Amount.nullable(),
    exceptions: z.int(),
    /** Entries submitted and not decided on, and entries not submitted. */
    entriesSubmitted: z.int(),
    entriesDraft: z.int(),
    teamGaps: z.array(TeamGap),
    needs: z.array(Need),
  })
  .meta({ id: 'PortfolioRow' });
export type PortfolioRow = z.output<typeof PortfolioRow>;

/** What is known of a client besides its hours. */
export interface PortfolioClient {
  readonly id: ClientId;
  readonly code: string;
  readonly name: string;
  readonly csdmName: string | null;
  readonly teamGaps: readonly TeamGap[];
}

/**
 * A client's row. `rated`, and with it `foretold`, is null where it has no contract in the month; `warnings` are those of its contract. What
 * is needed is told to who can do it: `roles` are the asker's.
 */
export function portfolioRow(
  client: PortfolioClient,
  rated: RatedMonth | null,
  foretold: OverageForetold | null,
  warnings: readonly ContractWarning[],
  roles: readonly Role[],
  now: Instant,
): PortfolioRow {
  const entries = rated?.scenario.entries ?? [];
  const counts = {
    exceptions: (rated?.statement.exceptions.length ?? 0) + (rated?.heldBackAfter.length ?? 0),
    entriesSubmitted: entries.filter(({ approval }) => approval === 'submitted').length,
    entriesDraft: entries.filter(({ approval }) => approval === 'draft').length,
  };
  const of = {
    clientId: client.id,
    clientCode: client.code,
    clientName: client.name,
    csdmName: client.csdmName,
    teamGaps: [...client.teamGaps],
    ...counts,
  };
  if (!rated) {
    const nothing = { contractId: null, contractNumber: null, state: null, pace: null, minutesUnused: null };
    const needs = needsOf(client, null, null, null, [], counts, roles, now);
    return { ...of, ...nothing, currency: null, overageAmount: null, foretold, total: null, needs };
  }
  const { month, statement, logged } = rated;
  const pace = paceOf(month, logged, now);
  const overage = overageOf(logged.statement);
  return {
    ...of,
    contractId: month.contract.id,
    contractNumber: month.contract.number,
    state: month.state.kind,
    pace,
    minutesUnused: unusedOf(rated),
    currency: statement.currency,
    overageAmount: formatMoney(overage.amount, statement.currency),
    foretold,
    total: formatMoney(statement.total, statement.currency),
    needs: needsOf(client, rated, pace, foretold?.expiring ?? null, warnings, counts, roles, now),
  };
}

const unusedOf = ({ logged }: RatedMonth): number =>
  logged.statement.pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);

interface Counts {
  readonly exceptions: number;
  readonly entriesSubmitted: number;
  readonly entriesDraft: number;
}

function needsOf(
  { teamGaps }: PortfolioClient,
  rated: RatedMonth | null,
  pace: Pace | null,
  expiring: Expiring | null,
  warnings: readonly ContractWarning[],
  counts: Counts,
  roles: readonly Role[],
  now: Instant,
): Need[] {
  const may = (...able: readonly Role[]): boolean => able.some((role) => roles.includes(role));
  const reasons = rated
    ? [...rated.statement.exceptions, ...rated.heldBackAfter].map(({ reason }) => reason)
    : [];
  const countOf = (reason: string): number => reasons.filter((one) => one === reason).length;
  const isOver = rated !== null && now >= rated.month.span.to;
  const isOpen = rated !== null && rated.month.state.kind !== 'closed';
  const found: Need[] = [];
  const add = (kind: Need['kind'], able: readonly Role[], count: number, words: string): void => {
    if (count > 0 && may(...able)) found.push({ kind, count, words });
  };
  add('fill-team', supervisors, teamGaps.length, `The team lacks ${teamGaps.map(gapInWords).join(' and ')}.`);
  const words = warnings.map((warning) => warning.words).join(' ');
  add('mend-contract', leads, warnings.length, words);
  add(
    'approve-after-hours',
    supervisors,
    countOf('after-hours-not-approved'),
    'After-hours work waits for the supervisor.',
  );
  add(
    'approve-visits',
    supervisors,
    countOf('site-visit-not-approved'),
    'Expenses wait for their site visit, or to be written off.',
  );
  add('approve-time', leads, counts.entriesSubmitted, 'Submitted time waits for approval.');
  add('settle-time', leads, countOf('no-matching-pool'), 'Work that no package takes must be settled.');
  add('submit-time', workers, counts.entriesDraft, 'Time is logged and not submitted.');
  if (!rated || !pace || !isOpen) return found;
  if (pace.verdict === 'over') add('watch-overage', leads, 1, overageWords(rated));
  if (expiring) add('use-hours', leads, 1, expiring.words);
  const month = monthInWords(rated.month.month);
  if (isOver && rated.month.state.kind === 'open') add('review-month', leads, 1, `${month} can be reviewed.`);
  if (isOver && counts.exceptions === 0) add('close-month', closers, 1, `${month} can be closed.`);
  return found;
}

const supervisors = ['supervisor', 'administrator'] as const;
const leads = ['csdm', 'supervisor', 'administrator'] as const;
const workers = ['csdm', 'cse'] as const;
const closers = ['finance', 'administrator'] as const;

const gapInWords = (gap: TeamGap): string =>
  gap.kind === 'no-csdm' ? 'a CSDM' : `a CSE for ${gap.technologyGroup}`;

function overageWords({ logged }: RatedMonth): string {
  return `${durationInWords(overageOf(logged.statement).minutes)} beyond the packages.`;
}
