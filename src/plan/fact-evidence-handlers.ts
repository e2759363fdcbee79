import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import { catalogueReader } from './catalogue-handlers.ts';
import { isDoneByIt, occurrenceShown, shownBy, type Shown } from './fact-evidence.ts';
import * as store from './fact-evidence-store.ts';
import type { SealedFact } from './generation-store.ts';

type Showing = Pick<Context, 'db' | 'providerId' | 'now' | 'record'>;

/**
 * Gives what facts show, in the order of the chain, to the occurrences that they show, and ends as done what is ready for it. A fact gives evidence once
 * to each planned row of its client, so that facts read again give nothing. A fixed number of statements, however many facts.
 */
export async function show(
  context: Showing,
  facts: readonly SealedFact[],
): Promise<{ given: number; done: number }> {
  const given = await give(context, facts);
  return { given, done: given > 0 ? await finish(context) : 0 };
}

async function give({ db, providerId, record }: Showing, facts: readonly SealedFact[]): Promise<number> {
  const found = facts.flatMap((fact) => {
    const shown = shownBy(fact);
    const { clientId } = fact;
    // The chain says who did it; a history that was loaded as a whole was recorded by nobody, and its facts say it themselves.
    const by = fact.actorId ?? shown?.givenBy ?? null;
    return shown && clientId !== null && by !== null ? [{ fact, shown, clientId, by }] : [];
  });
  if (found.length === 0) return 0;
  const ids = found.map(({ fact }) => fact.id);
  const days = found.map(({ shown }) => todayIn('UTC', Temporal.Instant.from(shown.at))).toSorted();
  const candidates = await store.listCandidates(db, providerId, {
    clients: [...new Set(found.map(({ clientId }) => clientId))],
    rows: [...new Set(found.map(({ shown }) => shown.row))],
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    facts: ids,
  });
  const before = await store.listGivenBefore(db, providerId, ids);
  const known = new Set(before.map(({ factId, planRowId }) => `${factId} ${planRowId}`));
  const byPlanRow = [...Map.groupBy(candidates, ({ planRowId }) => planRowId).values()];
  // What a fact shows is taken for what comes after it in the chain, whether or not it is to be done yet.
  const taken = new Set<string>();
  const given = found.flatMap(({ fact, shown, clientId, by }) =>
    byPlanRow.flatMap((all): store.GivenByFact[] => {
      const [first] = all;
      if (!first || first.clientId !== clientId || first.row !== shown.row) return [];
      if (known.has(`${fact.id} ${first.planRowId}`)) return [];
      const day = todayIn(first.timeZone, Temporal.Instant.from(shown.at));
      const open = all.map((one) => ({ ...one, ended: one.ended || taken.has(one.id) }));
      const one = occurrenceShown(open, shown, day, fact.id);
      if (!one) return [];
      taken.add(one.id);
      return [evidenceOf(fact, shown, one, by)];
    }),
  );
  await store.insertGiven(db, providerId, given);
  for (const { client, occurrence, ...evidence } of given)
    record({ act: 'evidence.given', client, object: occurrence, detail: evidence });
  return given.length;
}

const evidenceOf = (
  { id }: SealedFact,
  { kind, words, thing, givenAt }: Shown,
  one: store.FoundCandidate,
  by: store.GivenByFact['by'],
): store.GivenByFact => ({
  occurrence: one.id,
  client: one.clientId,
  fact: id,
  kind,
  words: words.slice(0, 4000),
  thingKind: thing.kind,
  thing: thing.id,
  by,
  at: givenAt,
});

/** Ends as done what facts have shown and what is ready for it: by whom and when the earliest evidence was given that its row demands. */
export async function finish({ db, providerId, now, record }: Showing): Promise<number> {
  const open = await store.listFinishable(db, providerId, now);
  if (open.length === 0) return 0;
  const catalogue = await catalogueReader({ db, providerId });
  const ready = open.filter((one) =>
    isDoneByIt(catalogue.activity(one.row, one.dueDay).evidence, one, one.today),
  );
  const once = [...Map.groupBy(ready, ({ id }) => id).values()].flatMap(([first]) => (first ? [first] : []));
  const done = await store.insertDone(db, providerId, once);
  for (const { id, clientId, row, dueDay, by } of once)
    if (done.has(id))
      record({
        act: 'occurrence.done',
        client: clientId,
        object: id,
        detail: { kind: 'done', evidenced: true, row, dueDay, by },
      });
  return done.size;
}
