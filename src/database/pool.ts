import pg from 'pg';

/**
 * Connections to PostgreSQL. int8 arrives as a number that must be exact; days and moments as text, because a JavaScript Date
 * would move days between zones. The session's zone is set with each transaction, so that a pooling proxy may stand between.
 */
export function createPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, types, keepAlive: true });
  // An idle connection that the server ended is replaced when one is needed next; it must not end this process.
  pool.on('error', () => {});
  return pool;
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, exact);
types.setTypeParser(pg.types.builtins.DATE, String);
types.setTypeParser(pg.types.builtins.NUMERIC, String);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoFromUtc);

function exact(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be exact`);
  return value;
}

/** `2026-11-24 14:00:00.25+00` → `2026-11-24T14:00:00.25Z`; refused where the session was not in UTC. */
function isoFromUtc(text: string): string {
  if (!text.endsWith('+00')) throw new RangeError(`${text} was not read in UTC`);
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}
