import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { Month } from '../core/shape.ts';
import { writeStatement, type Statement } from '../hours/statement.ts';
import { ClientId } from '../people/person.ts';
import { thaw, type FrozenStatement } from './frozen-statement.ts';

/** A closed month whose statement is not what its time and terms come to: where the two first part, in a few characters of each. */
export const ReplayDifference = z
  .object({
    contract: ContractId,
    contractNumber: z.string(),
    clientId: ClientId,
    kept: z.string(),
    computed: z.string(),
  })
  .meta({ id: 'ReplayDifference' });
export type ReplayDifference = z.output<typeof ReplayDifference>;

/** What came of computing the closed statements of a month again. */
export const MonthReplay = z
  .object({ month: Month, statements: z.int(), differences: z.array(ReplayDifference) })
  .meta({ id: 'MonthReplay' });
export type MonthReplay = z.output<typeof MonthReplay>;

/** How much is shown of each side around the place where they part. */
const shownBefore = 30;
const shownAfter = 60;

/**
 * Compares a statement with the one that was kept, byte for byte, as both are written by `tandem rate`. Null where they are equal.
 * Example: a total kept as 4,000.00 and computed as 4,000.01 parts at `"total":"4000.0`.
 */
export function parted(
  kept: FrozenStatement,
  computed: Statement | null,
): Pick<ReplayDifference, 'kept' | 'computed'> | null {
  const before = thaw(kept);
  const now = computed === null ? '' : JSON.stringify(writeStatement(computed));
  if (before === now) return null;
  let at = 0;
  while (before[at] === now[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - shownBefore), at + shownAfter);
  return { kept: around(before), computed: around(now) };
}
