import pg from 'pg';
import { refusal, Refused, type RefusalKind } from '../core/refusal.ts';

export const monthClosed = refusal(
  409,
  'month-closed',
  'This month is closed for the client. Closed months never change; log it as late time, and the difference goes on the next invoice.',
);
export const neverChanges = refusal(409, 'never-changes', 'What was issued or decided stays as it is.');
export const alreadyThere = refusal(409, 'already-there', 'Something with the same key exists already.');
export const unknownReference = refusal(422, 'unknown-reference', 'Something this refers to does not exist.');

/**
 * The refusal behind a database error, or null where it is a fault of ours. `constraints` says what breaking a named constraint
 * means in an area's own words; the guards of closed months and issued documents mean the same everywhere.
 */
export function refusalBehind(
  error: unknown,
  constraints: Readonly<Record<string, RefusalKind>> = {},
): Refused | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  // Distributed tables add the shard's number to the names of their constraints.
  const constraint = error.constraint?.replace(/_\d+$/, '') ?? '';
  const named = constraints[constraint];
  if (named) return new Refused(named, named.title);
  switch (error.code) {
    case 'TD001':
      return new Refused(neverChanges, neverChanges.title);
    case 'TD002':
      return new Refused(monthClosed, monthClosed.title);
    case '23505':
    case '23P01':
      return new Refused(alreadyThere, alreadyThere.title, { rule: constraint });
    case '23503':
      return new Refused(unknownReference, unknownReference.title, { rule: constraint });
    default:
      return null;
  }
}

/** Awaits a statement and turns what the database will not do into the area's own words. */
export async function refusing<T>(
  constraints: Readonly<Record<string, RefusalKind>>,
  statement: Promise<T>,
): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw refusalBehind(error, constraints) ?? error;
  }
}
