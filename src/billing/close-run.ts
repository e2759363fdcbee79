import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment, Month } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';

export type CloseRunId = Id<'close-run'>;
export const CloseRunId = idOf('close-run');

export const nothingToClose = refusal(
  409,
  'close-run.nothing',
  'Every contract asked for is closed in this month already, or none is active in it.',
);
export const runEnded = refusal(409, 'close-run.ended', 'The run has ended; there is nothing left to stop.');

export const runStates = ['running', 'stopping', 'finished', 'cancelled'] as const;

/** A contract whose month could not be closed, and why. */
export const CloseFailure = z.object({
  contractId: ContractId,
  contractNumber: z.string(),
  clientName: z.string(),
  detail: z.string(),
});

/** Many months closed one after the other, batch by batch. It goes on when the server was stopped or killed, and can be cancelled. */
export const CloseRun = z
  .object({
    id: CloseRunId,
    month: Month,
    state: z.enum(runStates),
    requestedBy: PersonId,
    requestedAt: Moment,
    finishedAt: Moment.nullable(),
    contracts: z.int(),
    closed: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    /** The client that is next; null once the run has ended. */
    current: z.string().nullable(),
    /** The first hundred. */
    failures: z.array(CloseFailure),
  })
  .meta({ id: 'CloseRun' });
export type CloseRun = z.output<typeof CloseRun>;

/** Where a run stands, by what is written of it. */
export function runStateOf(run: {
  readonly finishedAt: string | null;
  readonly cancelledAt: string | null;
  readonly cancelled: number;
}): CloseRun['state'] {
  if (run.finishedAt === null) return run.cancelledAt === null ? 'running' : 'stopping';
  return run.cancelled > 0 ? 'cancelled' : 'finished';
}
