import type { Request } from '../src/core/route.ts';
import { timeApi } from '../src/time/api.ts';
import type { Entry } from '../src/time/entry.ts';
import type { Name, World } from './world.ts';

export type Draft = Request<typeof timeApi.logEntry>['body'];

/** Short words for what people do with their time. */
export const timesheet = (world: World) => {
  /** Time for Lakeside on Tuesday 2026-11-24, as CSE of network, in UTC, unless said otherwise. */
  const hour = (from: string, to: string, said: Partial<Draft> = {}): Draft => ({
    clientId: world.lakeside,
    role: 'cse',
    technologyGroup: 'network',
    startedAt: `2026-11-24T${from}:00Z`,
    endedAt: `2026-11-24T${to}:00Z`,
    subject: 'Firewall review',
    ...said,
  });
  const log = (who: Name, draft: Draft, key?: string) =>
    world.as(who)(timeApi.logEntry, { body: draft }, key === undefined ? {} : { idempotencyKey: key });
  const edit = (who: Name, { id, version }: Entry, draft: Draft) =>
    world.as(who)(timeApi.editEntry, { params: { entry: id }, body: { ...draft, version } });
  const submit = (who: Name, ...entries: readonly Entry[]) =>
    world.as(who)(timeApi.submitEntries, { body: { entries: entries.map(({ id }) => id) } });
  const approve = (who: Name, ...entries: readonly Entry[]) =>
    world.as(who)(timeApi.approveEntries, { body: { entries: entries.map(seen) } });
  const show = (entry: Entry) => world.as('sofia')(timeApi.getEntry, { params: { entry: entry.id } });
  /** Submits and approves, as the supervisor. */
  const approved = async (...entries: readonly Entry[]): Promise<void> => {
    await submit('sofia', ...entries);
    await approve('sofia', ...entries);
  };
  return { hour, log, edit, submit, approve, show, approved, codeOf };
};

/**
 * Makes a race certain: the owner of the tables does something and holds on to it until `call` waits for it, then commits. Answers what
 * became of the call.
 */
export async function whileHeld<T>(
  { owner, name }: World,
  statement: string,
  values: readonly unknown[],
  call: () => Promise<T>,
): Promise<T> {
  await owner.query('begin');
  await owner.query(statement, [...values]);
  const answer = call();
  // Whoever awaits the answer below is told of a refusal; until then it is nobody's.
  answer.catch(() => {});
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await owner.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`,
      [name],
    );
    waiting = rows[0]?.waiting ?? 0;
  }
  await owner.query('commit');
  return answer;
}

/** An entry as whoever decides has seen it. */
export const seen = ({ id, version }: Entry) => ({ id, version });

/** The code of a call's refusal, or `done`. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (refused: { code: string }) => refused.code,
  );
