import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { ContractId } from '../contracts/contract.ts';
import { formatMoney, money } from '../core/money.ts';
import { formatMonth } from '../core/month.ts';
import { Amount, Moment, Month, SignedAmount } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { billings, EntryId } from '../time/entry.ts';
import { exceptionReasons } from './open-exception.ts';
import { overageOf } from './pace.ts';
import { roles } from './pool.ts';
import { rate } from './rate.ts';
import type { Entry, Scenario } from './scenario.ts';
import type { Statement } from './statement.ts';
import { WorkDraw, workDraw, workOutcomes } from './work-part.ts';

/** Moments of work are whole minutes. */
const WorkMoment = Moment.refine((text) => text.endsWith(':00Z'), 'time starts and ends on whole minutes');

/** An entry that somebody thinks of logging: [startedAt, endedAt). */
export const PreviewQuery = z
  .object({
    client: ClientId,
    /** Whose work it is, which decides whether a booking covers it; the asker's unless said. */
    person: PersonId.optional(),
    role: z.enum(roles),
    technologyGroup: TechnologyGroupId.optional(),
    startedAt: WorkMoment,
    endedAt: WorkMoment.meta({ examples: ['2026-11-24T16:30:00Z'] }),
    billing: z.enum(billings).default('service'),
    /** The entry that is being edited, which then counts as it would become. */
    instead: EntryId.optional(),
  })
  .refine(({ startedAt, endedAt }) => startedAt < endedAt, {
    path: ['endedAt'],
    message: 'it must end after it starts',
  })
  .refine(({ role, technologyGroup }) => role === 'csdm' || technologyGroup !== undefined, {
    path: ['technologyGroup'],
    message: 'the work of a CSE names its technology group',
  });
export type PreviewQuery = z.output<typeof PreviewQuery>;

/** What an entry would do to one month, were it logged and approved. */
export const Preview = z
  .object({
    month: Month,
    contractId: ContractId,
    currency: z.string(),
    parts: z.array(
      z.object({
        class: z.enum(['business', 'after-hours']),
        minutes: z.int(),
        outcome: z.enum(workOutcomes),
        draws: z.array(WorkDraw),
      }),
    ),
    /** Why some of it would be on no invoice until somebody decides. */
    heldBack: z.array(z.enum(exceptionReasons)),
    /** How much more overage and how much more to pay the month would have, later entries that it pushes out of a pool included. */
    overageMinutes: z.int(),
    totalChange: SignedAmount,
    /** What overage the month would have in all. */
    overageOfMonth: z.int(),
    /** How much of it neither cap nor consent nor emergency would cover; null where there is no cap, or nothing of it is overage. */
    beyondCap: z
      .object({
        minutes: z.int(),
        amount: Amount,
        words: z.string(),
        /** Whether the client has been asked and has not answered. */
        isAsked: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Preview' });
export type Preview = z.output<typeof Preview>;

/**
 * What an entry would change in a month: it is rated with and without it, as if it were approved. An entry earlier than others takes
 * their place in the pools, so the month's overage may grow by work that is logged already. Service guide, sections 2.2 and 5.
 *
 * Example: 30 minutes left in the pool, an entry of an hour: it draws 30, and 30 more are overage, 87.50 at 175.00 an hour.
 */
export function preview(scenario: Scenario, entry: Entry): Omit<Preview, 'contractId' | 'beyondCap'> {
  const others = scenario.entries.filter(({ id }) => id !== entry.id);
  const before = rate({ ...scenario, entries: others });
  const after = rate({ ...scenario, entries: [...others, entry] });
  const units = after.units.filter((unit) => unit.entry === entry.id);
  return {
    month: formatMonth(scenario.month),
    currency: scenario.currency,
    parts: units.map(({ class: unitClass, minutes, outcome, draws }) => ({
      class: unitClass,
      minutes,
      outcome,
      draws: draws.map(workDraw),
    })),
    heldBack: after.exceptions.flatMap((exception) =>
      'entry' in exception && exception.entry === entry.id ? [exception.reason] : [],
    ),
    overageMinutes: overageMinutes(after) - overageMinutes(before),
    overageOfMonth: overageMinutes(after),
    totalChange: formatMoney(money(after.total - before.total), scenario.currency),
  };
}

const overageMinutes = (statement: Statement): number => overageOf(statement).minutes;
