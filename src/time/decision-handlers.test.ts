import { beforeEach, describe, expect, test } from 'vitest';
import { useTeam } from '../../test/team.ts';
import { seen, timesheet, whileHeld } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { timeApi } from './api.ts';
import type { Entry } from './entry.ts';

const world = useWorld();
useTeam(world);
const { hour, log, edit, submit, approve, show, approved, codeOf } = timesheet(world);

const reject = (who: Name, reason: string, ...entries: readonly Entry[]) =>
  world.as(who)(timeApi.rejectEntries, { body: { reason, entries: entries.map(seen) } });
const queue = async (who: Name) => (await world.as(who)(timeApi.listApprovals, {})).items;
const reclassify = (
  who: Name,
  entry: Entry,
  billing: 'service' | 'additional' | 'incremental' | 'goodwill',
) =>
  world.as(who)(timeApi.reclassifyEntry, {
    params: { entry: entry.id },
    body: { billing, reason: 'Agreed with Carl', version: entry.version },
  });
const refer = (who: Name, entry: Entry) =>
  world.as(who)(timeApi.referEntry, { params: { entry: entry.id }, body: { reason: 'A project' } });
const reopen = (who: Name, entry: Entry) =>
  world.as(who)(timeApi.reopenEntry, { params: { entry: entry.id }, body: { reason: 'Wrong client' } });
const factsOf = async (entry: Entry): Promise<string[]> => {
  const { rows } = await world.owner.query<{ act: string }>(
    'select act from fact where object_id = $1 order by id',
    [entry.id],
  );
  return rows.map(({ act }) => act);
};

beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  await world.owner.query('delete from entry');
});

describe('submitting and approving', () => {
  test('an entry goes from draft to submitted to approved, and says who and when', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    expect(await submit('marek', entry)).toEqual({ done: [entry.id], left: [] });
    expect((await show(entry)).approval).toEqual({
      state: 'submitted',
      submittedBy: world.people.marek.id,
      submittedAt: '2026-11-24T15:00:00Z',
    });
    expect(await approve('ines', entry)).toEqual({ done: [entry.id], left: [] });
    expect((await show(entry)).approval).toMatchObject({
      state: 'approved',
      submittedBy: world.people.marek.id,
      decidedBy: world.people.ines.id,
      decidedAt: '2026-11-24T15:00:00Z',
    });
    expect(await factsOf(entry)).toEqual(['entry.logged', 'entry.submitted', 'entry.approved']);
  });

  test('what cannot be approved is left and said why; the rest is approved', async () => {
    const ready = await log('marek', hour('13:00', '14:00'));
    const draft = await log('marek', hour('14:00', '15:00'));
    const own = await log('ines', hour('13:00', '14:00', { role: 'csdm', technologyGroup: null }));
    await submit('sofia', ready, own);
    const unknown = { ...draft, id: '0190a5b0-0000-7000-8000-000000000000' } as const;
    const outcome = await world.as('ines')(timeApi.approveEntries, {
      body: { entries: [seen(ready), seen(draft), seen(own), { id: unknown.id, version: 1 }] },
    });
    expect(outcome.done).toEqual([ready.id]);
    expect(outcome.left).toEqual([
      { entry: draft.id, because: 'not-submitted' },
      { entry: own.id, because: 'own' },
      { entry: unknown.id, because: 'unknown' },
    ]);
  });

  test('where nothing can be approved it is refused, with the reason of each', async () => {
    const draft = await log('marek', hour('13:00', '14:00'));
    await expect(approve('ines', draft)).rejects.toMatchObject({
      code: 'entry.nothing-done',
      faults: [{ path: '/entries/0', message: 'It is not waiting for a decision.', code: 'not-submitted' }],
    });
  });

  test('a CSDM decides for their own clients alone, and never on their own time', async () => {
    const harbor = await log('priya', hour('13:00', '14:00', { clientId: world.harbor }));
    const own = await log('ines', hour('13:00', '14:00', { role: 'csdm', technologyGroup: null }));
    await submit('sofia', harbor, own);
    expect((await queue('ines')).map(({ id }) => id)).toEqual([harbor.id]);
    expect(await codeOf(approve('ines', own))).toBe('entry.nothing-done');
    world.clock.now = Temporal.Instant.from('2025-06-01T15:00:00Z');
    expect(await queue('ines')).toEqual([]);
    expect(await codeOf(approve('ines', harbor))).toBe('entry.nothing-done');
    world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    expect((await approve('sofia', harbor, own)).done).toHaveLength(2);
  });

  test('an engineer approves nothing', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    expect(await codeOf(approve('priya', entry))).toBe('not-allowed');
    expect(await codeOf(approve('frank', entry))).toBe('not-allowed');
  });

  test('nobody approves what they have not seen: an edit in between is left', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    const longer = await edit('marek', entry, hour('13:00', '15:00'));
    expect(longer.approval).toEqual({ state: 'draft' });
    await submit('marek', longer);
    await expect(approve('ines', entry)).rejects.toMatchObject({ faults: [{ code: 'edited-meanwhile' }] });
    expect((await approve('ines', longer)).done).toEqual([entry.id]);
  });

  test('an edit and an approval at once: either what was seen is approved, or the edit stands as a draft', async () => {
    for (let round = 0; round < 8; round++) {
      await world.owner.query('delete from entry');
      const entry = await log('marek', hour('13:00', '14:00'));
      await submit('marek', entry);
      const [edited, decided] = await Promise.allSettled([
        edit('marek', entry, hour('13:00', '14:30')),
        approve('ines', entry),
      ]);
      const now = await show(entry);
      expect([edited.status, decided.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect([now.approval.state, now.minutes]).toEqual(
        decided.status === 'fulfilled' ? ['approved', 60] : ['draft', 90],
      );
    }
  });

  test('what is billed otherwise at the moment of the approval is left', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    const change = `update entry set billing = 'goodwill', version = version + 1 where id = $1`;
    await expect(whileHeld(world, change, [entry.id], () => approve('ines', entry))).rejects.toMatchObject({
      faults: [{ code: 'edited-meanwhile' }],
    });
    expect((await show(entry)).approval.state).toBe('submitted');
  });

  test('two approvals at once are one', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    const both = await Promise.allSettled([approve('ines', entry), approve('sofia', entry)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await factsOf(entry)).toEqual(['entry.logged', 'entry.submitted', 'entry.approved']);
  });

  test('the queue stands by how long entries wait, and is read on', async () => {
    const later = await log('marek', hour('08:00', '09:00'));
    const sooner = await log('marek', hour('10:00', '11:00'));
    await submit('marek', sooner);
    world.clock.now = world.clock.now.add({ seconds: 1 });
    await submit('marek', later);
    const first = await world.as('sofia')(timeApi.listApprovals, { query: { limit: 1 } });
    const second = await world.as('sofia')(timeApi.listApprovals, {
      query: { limit: 1, cursor: first.next! },
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([sooner.id, later.id]);
    expect(second.next).toBeNull();
  });

  test('another provider has nothing to approve, and cannot', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    expect(await queue('olga')).toEqual([]);
    await expect(approve('olga', entry)).rejects.toMatchObject({ faults: [{ code: 'unknown' }] });
  });
});

describe('a thousand entries', () => {
  const minutesBack = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      Temporal.Instant.from('2026-11-24T12:00:00Z')
        .subtract({ minutes: index + 1 })
        .toString(),
    );
  const insert = async (count: number): Promise<Entry[]> => {
    await world.owner.query(
      `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind, subject, created_by)
       select $1, gen_random_uuid(), $2, $3, 'cse', 'network', at, at + interval '1 minute', 'service', 'other', 'Patches', $3
       from unnest($4::timestamptz[]) at`,
      [world.providerId, world.lakeside, world.people.marek.id, minutesBack(count)],
    );
    const items: Entry[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await world.as('sofia')(timeApi.listEntries, {
        query: { limit: 500, ...(cursor ? { cursor } : {}) },
      });
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = page.next;
    }
  };
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const before = world.statements.length;
    await work();
    return world.statements.length - before;
  };

  test('are submitted, approved and recorded in as many statements as one', async () => {
    const one = await insert(1);
    const forOne = [
      await counted(() => submit('marek', ...one)),
      await counted(() => approve('ines', ...one)),
    ];
    await world.owner.query('delete from entry');
    const many = await insert(1000);
    const forMany = [
      await counted(() => submit('marek', ...many)),
      await counted(() => approve('ines', ...many)),
    ];
    expect(forMany).toEqual(forOne);
    const { rows } = await world.owner.query<{ approvals: number; facts: number }>(
      `select (select count(*)::int from approval) as approvals, (select count(*)::int from fact where act = 'entry.approved'
       and object_id in (select id from entry)) as facts`,
    );
    expect(rows).toEqual([{ approvals: 1000, facts: 1000 }]);
  });

  test('are the most at once', async () => {
    const id = '0190a5b0-0000-7000-8000-000000000000';
    const entries = Array.from({ length: 1001 }, () => id);
    expect(await codeOf(world.as('marek')(timeApi.submitEntries, { body: { entries } }))).toBe(
      'invalid-input',
    );
  });
});

describe('rejecting', () => {
  test('needs a reason, which the person reads, and the entry can be put right or submitted again', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await submit('marek', entry);
    expect(await codeOf(reject('ines', ' ', entry))).toBe('invalid-input');
    await reject('ines', 'Which firewall?', entry);
    expect((await show(entry)).approval).toMatchObject({ state: 'rejected', reason: 'Which firewall?' });
    expect((await submit('marek', entry)).done).toEqual([entry.id]);
    expect((await show(entry)).approval.state).toBe('submitted');
    await reject('ines', 'Still: which?', entry);
    const better = await edit('marek', entry, hour('13:00', '14:00', { subject: 'Branch firewall' }));
    expect(better).toMatchObject({ approval: { state: 'draft' }, version: 2 });
  });

  test('a week is submitted with its drafts and what was rejected, not what was approved', async () => {
    const draft = await log('marek', hour('10:00', '11:00'));
    const rejected = await log('marek', hour('11:00', '12:00'));
    const done = await log('marek', hour('12:00', '13:00'));
    await log(
      'marek',
      hour('13:00', '14:00', { startedAt: '2026-11-21T13:00:00Z', endedAt: '2026-11-21T14:00:00Z' }),
    );
    await submit('marek', rejected, done);
    await reject('ines', 'Which?', rejected);
    await approve('ines', done);
    const week = { params: { day: '2026-11-24' }, body: {} };
    const { done: submitted, left } = await world.as('marek')(timeApi.submitWeek, week);
    expect([submitted, left]).toEqual([[draft.id, rejected.id], []]);
    expect(await codeOf(world.as('marek')(timeApi.submitWeek, week))).toBe('entry.nothing-done');
  });

  test('the week of another is submitted by a supervisor alone', async () => {
    await log('marek', hour('10:00', '11:00'));
    const marek = { params: { day: '2026-11-24' }, body: { personId: world.people.marek.id } };
    expect(await codeOf(world.as('ines')(timeApi.submitWeek, marek))).toBe('entry.not-yours');
    expect((await world.as('sofia')(timeApi.submitWeek, marek)).done).toHaveLength(1);
  });
});

describe('what was approved', () => {
  test('is neither edited nor deleted, also not by a supervisor, until it is reopened with a reason', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await approved(entry);
    for (const who of ['marek', 'sofia'] as const) {
      expect(await codeOf(edit(who, entry, hour('13:00', '14:30')))).toBe('entry.decided');
      expect(await codeOf(world.as(who)(timeApi.deleteEntry, { params: { entry: entry.id } }))).toBe(
        'entry.decided',
      );
    }
    expect(await codeOf(reopen('ines', entry))).toBe('not-allowed');
    expect((await reopen('sofia', entry)).approval).toEqual({ state: 'draft' });
    expect(await codeOf(reopen('sofia', entry))).toBe('entry.not-decided');
    expect((await edit('marek', entry, hour('13:00', '14:30'))).minutes).toBe(90);
  });
});

describe('billing otherwise', () => {
  test('is decided with a reason, keeps the approval, and counts as a change', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await approved(entry);
    const changed = await reclassify('ines', entry, 'incremental');
    expect(changed).toMatchObject({ billing: 'incremental', version: 2, approval: { state: 'approved' } });
    const { rows } = await world.owner.query('select from_billing, to_billing, reason from reclassification');
    expect(rows).toEqual([
      { from_billing: 'service', to_billing: 'incremental', reason: 'Agreed with Carl' },
    ]);
    expect(await reclassify('frank', changed, 'goodwill')).toMatchObject({ billing: 'goodwill', version: 3 });
  });

  test('of one version twice is refused the second time', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    await approved(entry);
    const both = await Promise.allSettled([
      reclassify('ines', entry, 'incremental'),
      reclassify('frank', entry, 'goodwill'),
    ]);
    expect(both.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'edited-meanwhile',
    });
  });

  test('is refused for drafts, for internal time, for one’s own, to the same, and to an open-ended task', async () => {
    const draft = await log('marek', hour('13:00', '14:00'));
    expect(await codeOf(reclassify('ines', draft, 'goodwill'))).toBe('entry.not-waiting');
    await approved(draft);
    expect(await codeOf(reclassify('ines', draft, 'service'))).toBe('entry.already-billed-so');
    expect(await codeOf(reclassify('ines', draft, 'additional'))).toBe('entry.open-ended');
    expect(await codeOf(reclassify('marek', draft, 'goodwill'))).toBe('not-allowed');
    const internal = await log('marek', hour('14:00', '15:00', { billing: 'internal' }));
    await approved(internal);
    expect(await codeOf(reclassify('sofia', internal, 'goodwill'))).toBe('entry.internal-stays');
    const own = await log('ines', hour('13:00', '14:00', { role: 'csdm', technologyGroup: null }));
    await approved(own);
    expect(await codeOf(reclassify('ines', own, 'goodwill'))).toBe('entry.not-yours-to-decide');
  });
});

describe('referring to Professional Services', () => {
  test('settles what was submitted or approved, and can be undone', async () => {
    const waiting = await log('marek', hour('13:00', '14:00'));
    const done = await log('marek', hour('14:00', '15:00'));
    await submit('marek', waiting);
    await approved(done);
    for (const entry of [waiting, done]) {
      expect((await refer('ines', entry)).approval).toMatchObject({ state: 'referred', reason: 'A project' });
      expect(await codeOf(refer('ines', entry))).toBe('entry.not-waiting');
      expect(await codeOf(edit('marek', entry, hour('13:00', '14:00')))).toBe('entry.decided');
    }
    expect(await queue('sofia')).toEqual([]);
    expect((await reopen('sofia', done)).approval.state).toBe('draft');
  });

  test('is refused for a draft', async () => {
    const entry = await log('marek', hour('13:00', '14:00'));
    expect(await codeOf(refer('ines', entry))).toBe('entry.not-waiting');
  });
});
