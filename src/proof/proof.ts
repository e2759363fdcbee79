import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { ContractId } from '../contracts/contract.ts';
import { firstDayOf, formatMonth, monthFrom, monthsLater } from '../core/month.ts';
import { Day, Moment, Month, TimeZone } from '../core/shape.ts';
import { ClientId, ProviderId } from '../people/person.ts';
import { RowNumber } from '../plan/catalogue.ts';
import { cellStateOf, ClientCoverage, totalOf, type Counts, type CoverageCell } from '../plan/coverage.ts';
import { Evidence } from '../plan/evidence.ts';
import { ChecklistItem, daysAfter, dueDays, Occurrence, type OccurrenceState } from '../plan/occurrence.ts';
import { owners } from '../plan/owner.ts';
import { PlanId } from '../plan/plan.ts';
import { PlanRowId } from '../plan/plan-row.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A plan in force in the period: of which contract, in whose zone its days are, and who accepted it. */
const ProvenPlan = z.object({
  id: PlanId,
  contractId: ContractId,
  contractNumber: z.string(),
  timeZone: TimeZone,
  madeAt: Moment,
  acceptance: z.object({ byClient: z.boolean(), byName: z.string(), at: Moment }).nullable(),
});

/** A row of a plan as it held on the days [from, to); a row that was altered is there twice, each with its days. */
const ProvenRow = z.object({
  id: PlanRowId,
  planId: PlanId,
  row: RowNumber,
  owner: z.enum(owners),
  technologyGroup: TechnologyGroupId.nullable(),
  cadence: z.string().nullable(),
  trigger: z.string().nullable(),
  minutes: z.int(),
  from: Day,
  to: Day,
});
export type ProvenRow = z.output<typeof ProvenRow>;

/** Evidence with the hash of the file that came with it, so that the file can be held against it. */
const ProvenEvidence = Evidence.omit({ givenBy: true, fileName: true }).extend({
  file: z.object({ name: z.string(), bytes: z.int(), sha256: Sha256 }).nullable(),
});
export type ProvenEvidence = z.output<typeof ProvenEvidence>;

const ProvenOccurrence = Occurrence.omit({ clientId: true, clientName: true }).extend({
  checklist: z.array(ChecklistItem),
  evidenceGiven: z.array(ProvenEvidence),
});
export type ProvenOccurrence = z.output<typeof ProvenOccurrence>;

/**
 * Everything that the coverage of a client in a period rests on, as it stood at a moment. `chain` is the last seal of the record of facts
 * then: its hash alone, because its number would tell how much goes on at the provider; proofs of before name that too. `time` says whose
 * view it is: clients see approved time alone.
 */
export const Proof = z
  .object({
    form: z.literal('tandem-proof/1'),
    provider: z.object({ id: ProviderId, name: z.string() }),
    client: z.object({ id: ClientId, code: z.string(), name: z.string(), timeZone: TimeZone }),
    from: Month,
    to: Month,
    madeAt: Moment,
    madeByName: z.string(),
    time: z.enum(['all', 'approved']),
    chain: z.object({ hash: Sha256, seq: z.int().optional() }),
    /** The versions of the catalogue that name its first day and its occurrences; the template has neither id nor day. */
    catalogues: z.array(z.object({ id: z.string().nullable(), from: Day.nullable() })),
    plans: z.array(ProvenPlan),
    planRows: z.array(ProvenRow),
    occurrences: z.array(ProvenOccurrence),
    coverage: ClientCoverage,
  })
  .meta({ id: 'Proof' });
export type Proof = z.output<typeof Proof>;

/** What a proof says of coverage, computed again from its rows and occurrences; cells by row, then month. */
export interface Figures {
  readonly cells: readonly CoverageCell[];
  readonly total: Counts;
}

type Key = keyof Counts;
const nothing = { planned: 0, due: 0, overdue: 0, blocked: 0, waived: 0, done: 0, doneWithEvidence: 0 };

/**
 * The coverage as its rows and occurrences give it: a cell for each month of the period in which a row holds on some day or something is due.
 * Minutes are whole and only added up. Source: `countByMonth`, which counts the same in the database.
 * Example: a weekly row with three done with evidence and one overdue in November → one cell, `overdue`, with those counts.
 */
export function figuresOf({
  from,
  to,
  planRows,
  occurrences,
}: Pick<Proof, 'from' | 'to' | 'planRows' | 'occurrences'>): Figures {
  const cells = new Map<string, Omit<CoverageCell, 'state'>>();
  const cellAt = (row: number, month: string): Omit<CoverageCell, 'state'> => {
    const key = `${row} ${month}`;
    const cell = cells.get(key) ?? { row, month, ...nothing, minutes: 0, minutesSpent: 0 };
    cells.set(key, cell);
    return cell;
  };
  for (let month = monthFrom(from); month <= monthFrom(to); month = monthsLater(month, 1)) {
    const [first, next] = [firstDayOf(month), firstDayOf(monthsLater(month, 1))];
    for (const one of planRows)
      if (one.from < next && one.to > (one.from > first ? one.from : first))
        cellAt(one.row, formatMonth(month));
  }
  for (const one of occurrences) {
    const cell = cellAt(one.row, one.dueDay.slice(0, 7));
    cell[countedAs(one)] += 1;
    cell.minutes += one.minutes;
    cell.minutesSpent += one.minutesSpent;
  }
  const sorted = [...cells.values()]
    .map((cell) => ({ ...cell, state: cellStateOf(cell) }))
    .sort((a, b) => a.row - b.row || (a.month < b.month ? -1 : 1));
  return { cells: sorted, total: totalOf(sorted) };
}

const countedAs = ({ state, evidenced }: Pick<ProvenOccurrence, 'state' | 'evidenced'>): Key =>
  state === 'done' && evidenced ? 'doneWithEvidence' : state;

/**
 * The occurrences whose state does not follow from their day, their end and what blocks them, at the moment of the proof in the zone of
 * their contract. Empty when all is well.
 * Example: one that was due the day before, has no end and says `planned` → it is named.
 */
export function misstated({
  madeAt,
  plans,
  planRows,
  occurrences,
}: Pick<Proof, 'madeAt' | 'plans' | 'planRows' | 'occurrences'>): readonly ProvenOccurrence[] {
  const zones = new Map(plans.map(({ id, timeZone }) => [id, timeZone]));
  const days = new Map(
    planRows.map(({ id, planId }) => [
      id,
      Temporal.Instant.from(madeAt)
        .toZonedDateTimeISO(zones.get(planId) ?? 'UTC')
        .toPlainDate()
        .toString(),
    ]),
  );
  return occurrences.filter(({ planRowId, dueDay, end, blocked, state }) => {
    const today = days.get(planRowId);
    return today === undefined || stateOn(today, { dueDay, end, blocked }) !== state;
  });
}

/** By arithmetic of its own: what the database says of the same is what is held against it. */
function stateOn(
  today: string,
  { dueDay, end, blocked }: Pick<ProvenOccurrence, 'dueDay' | 'end' | 'blocked'>,
): OccurrenceState {
  if (end !== null) return end.kind;
  if (blocked !== null) return 'blocked';
  if (dueDay < today) return 'overdue';
  return dueDay <= daysAfter(today, dueDays) ? 'due' : 'planned';
}
