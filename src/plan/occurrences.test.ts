import { beforeAll, describe, expect, test } from 'vitest';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { known } from '../core/id.ts';
import type { ClientId } from '../people/person.ts';
import { timeApi } from '../time/api.ts';
import { plansApi } from './api.ts';
import type { EvidenceKind } from './evidence.ts';
import type { OccurrenceId } from './occurrence.ts';

const world = useWorld();
const { planned, firstOf, designate, contractFor, make, occurrencesOf } = planning(world);

interface Given {
  readonly kind: EvidenceKind;
  readonly words: string;
  readonly link?: string | null;
}

const complete = (
  who: 'ines' | 'marek' | 'priya' | 'sofia' | 'lena' | 'carl',
  occurrence: OccurrenceId,
  evidence: Given | null = null,
) => world.as(who)(plansApi.completeOccurrence, { params: { occurrence }, body: { evidence } });
const report = {
  kind: 'published-report',
  words: 'November',
  link: 'https://reports.example.com/november',
} as const;

describe('an activity is done', () => {
  let client: ClientId;
  beforeAll(async () => {
    ({ client } = await planned('Done'));
  });

  test('with the evidence that its row demands, and not without', async () => {
    const { id } = await firstOf(client, 5);
    await expect(complete('ines', id)).rejects.toMatchObject(refused('occurrence.evidence-missing'));
    const statement: Given = { kind: 'statement', words: 'It is out' };
    await expect(complete('ines', id, statement)).rejects.toMatchObject(
      refused('occurrence.evidence-missing'),
    );
    await expect(complete('ines', id, { ...report, link: null })).rejects.toMatchObject(
      refused('evidence.unfit'),
    );
    expect(await complete('ines', id, report)).toMatchObject({
      state: 'done',
      evidenced: true,
      end: { kind: 'done', by: { name: 'Ines' } },
      evidenceGiven: [{ kind: 'published-report', givenByName: 'Ines', byClient: false }],
    });
  });

  test('once', async () => {
    const { id } = await firstOf(client, 28);
    await complete('ines', id, report);
    await expect(complete('ines', id, report)).rejects.toMatchObject(refused('occurrence.ended'));
    await expect(
      world.as('ines')(plansApi.giveEvidence, { params: { occurrence: id }, body: report }),
    ).rejects.toMatchObject(refused('occurrence.ended'));
  });

  test('with a file where its row demands one', async () => {
    const { id } = await firstOf(client, 33);
    world.clock.now = Temporal.Instant.from('2026-12-20T15:00:00Z');
    await expect(
      complete('marek', id, { kind: 'file', words: 'True-up', link: 'https://files.example.com/1' }),
    ).rejects.toMatchObject(refused('evidence.unfit'));
    const given = await world.as('marek')(plansApi.giveEvidenceFile, {
      params: { occurrence: id },
      query: { name: 'true-up.pdf', kind: 'file', words: 'True-up, signed' },
      body: new TextEncoder().encode('%PDF-1.7'),
    });
    const [evidence] = given.evidenceGiven;
    expect(evidence).toMatchObject({ fileName: 'true-up.pdf', words: 'True-up, signed' });
    expect(await complete('marek', id)).toMatchObject({ state: 'done', evidenced: true });
    world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    const saved = await world.as('ines')(plansApi.saveEvidenceFile, {
      params: { evidence: evidence?.id ?? '' },
    });
    expect(new TextDecoder().decode(saved.content)).toBe('%PDF-1.7');
  });

  test('when every item of its checklist is ticked, each by somebody at a moment', async () => {
    const { id } = await firstOf(client, 19);
    const shown = await world.as('marek')(plansApi.getOccurrence, { params: { occurrence: id } });
    const tick = (item: string, ticked = true) =>
      world.as('marek')(plansApi.tickItem, { params: { occurrence: id }, body: { item, ticked } });
    await expect(tick('Coffee made')).rejects.toMatchObject(refused('occurrence.item-unknown'));
    for (const { item } of shown.checklist) await tick(item);
    const [first] = shown.checklist;
    expect((await tick(first?.item ?? '', false)).checklist[0]).toMatchObject({ tickedBy: null });
    await expect(complete('marek', id)).rejects.toMatchObject(refused('occurrence.evidence-missing'));
    expect((await tick(first?.item ?? '')).checklist[0]).toMatchObject({
      tickedBy: 'Marek',
      tickedAt: '2026-11-24T15:00:00Z',
    });
    expect(await complete('marek', id)).toMatchObject({ state: 'done' });
    await expect(tick(first?.item ?? '', false)).rejects.toMatchObject(refused('occurrence.ended'));
  });

  test('by the team of its client or a supervisor, deputies included', async () => {
    const { id } = await firstOf(client, 14);
    const statement: Given = { kind: 'statement', words: 'All in order' };
    await expect(complete('priya', id, statement)).rejects.toMatchObject(refused('occurrence.not-yours'));
    await designate(client, 'priya', 'cse', 'network', true);
    expect(await complete('priya', id, statement)).toMatchObject({ state: 'done' });
    const [, second] = await occurrencesOf(client, 14);
    expect(await complete('sofia', second?.id ?? id, statement)).toMatchObject({ state: 'done' });
  });

  test('at most a month ahead', async () => {
    const late = (await occurrencesOf(client, 6)).at(-1);
    await expect(
      complete('ines', known(late?.id ?? ''), { kind: 'statement', words: 'Early' }),
    ).rejects.toMatchObject(refused('occurrence.ahead'));
  });

  test('never while it is blocked', async () => {
    const blocked = await firstOf(client, 47);
    expect(blocked).toMatchObject({
      state: 'blocked',
      blocked: 'Needs managed security and a CSE of security.',
    });
    await expect(complete('marek', blocked.id, report)).rejects.toMatchObject(refused('occurrence.blocked'));
    const detail = await world.as('ines')(plansApi.getOccurrence, { params: { occurrence: blocked.id } });
    expect(detail.blocked).toBe('Managed security is not bought.');
  });
});

describe('an activity is waived', () => {
  const waive = (who: 'ines' | 'marek' | 'sofia', occurrence: OccurrenceId) =>
    world.as(who)(plansApi.waiveOccurrence, { params: { occurrence }, body: { reason: 'Nothing changed' } });

  test('by the CSDM for others, by a supervisor for all', async () => {
    const { client } = await planned('Waived');
    const own = await firstOf(client, 5);
    const cses = await firstOf(client, 43);
    await expect(waive('marek', cses.id)).rejects.toMatchObject(refused('not-allowed'));
    await expect(waive('ines', own.id)).rejects.toMatchObject(refused('occurrence.waiver-not-yours'));
    expect(await waive('ines', cses.id)).toMatchObject({
      state: 'waived',
      end: { kind: 'waived', reason: 'Nothing changed', by: { name: 'Ines' } },
    });
    expect(await waive('sofia', own.id)).toMatchObject({ state: 'waived' });
    await expect(waive('sofia', own.id)).rejects.toMatchObject(refused('occurrence.ended'));
  });

  test('for a client one leads, not for another', async () => {
    const { client } = await planned('Led by somebody else');
    await world.owner.query(`update designation set person_id = $1 where client_id = $2 and role = 'csdm'`, [
      world.people.priya.id,
      client,
    ]);
    const cses = await firstOf(client, 43);
    await expect(waive('ines', cses.id)).rejects.toMatchObject(refused('occurrence.waiver-not-yours'));
  });
});

test('what one is to do are the rows planned for them or for their place on the team', async () => {
  const { client } = await planned('Mine');
  const mine = async (who: 'ines' | 'marek' | 'priya') =>
    (
      await world.as(who)(plansApi.listOccurrences, {
        query: { client, whose: 'mine', states: 'overdue,due' },
      })
    ).items;
  expect(new Set((await mine('ines')).map(({ owner }) => owner))).toEqual(new Set(['csdm']));
  expect(new Set((await mine('marek')).map(({ owner }) => owner))).toEqual(new Set(['cse']));
  await designate(client, 'priya', 'cse', 'network', true);
  expect(await mine('priya')).toEqual([]);
  expect((await mine('marek')).map(({ state }) => state)).toContain('overdue');
});

describe('time', () => {
  const entry = (client: ClientId, occurrence: OccurrenceId | undefined, from: string) => ({
    clientId: client,
    role: 'csdm' as const,
    startedAt: `2026-11-20T${from}:00Z`,
    endedAt: `2026-11-20T${from.slice(0, 3)}40:00Z`,
    subject: 'Report',
    occurrenceId: occurrence,
  });

  test('hangs on what it was worked for, and counts against its estimate', async () => {
    const { client } = await planned('Time');
    const { id } = await firstOf(client, 5);
    const logged = await world.as('ines')(timeApi.logEntry, { body: entry(client, id, '15:00') });
    expect(logged.occurrenceId).toBe(id);
    const edited = await world.as('ines')(timeApi.editEntry, {
      params: { entry: logged.id },
      body: { ...entry(client, undefined, '15:10'), version: 1 },
    });
    expect(edited.occurrenceId).toBe(id);
    const shown = await world.as('ines')(plansApi.getOccurrence, { params: { occurrence: id } });
    expect(shown).toMatchObject({
      minutes: 90,
      minutesSpent: 30,
      time: [{ personName: 'Ines', minutes: 30 }],
    });
    const { items } = await world.as('ines')(timeApi.listEntries, { query: { occurrence: id } });
    expect(items.map((one) => one.id)).toEqual([logged.id]);
  });

  test('of another client hangs on none of this one', async () => {
    const { client } = await planned('Own time');
    const other = await planned('Time of another');
    const { id } = await firstOf(other.client, 5);
    await expect(
      world.as('ines')(timeApi.logEntry, { body: entry(client, id, '18:00') }),
    ).rejects.toMatchObject(refused('entry.occurrence-unknown'));
  });
});

describe('in the portal', () => {
  const client = world.lakeside;
  beforeAll(async () => {
    await designate(client, 'ines', 'csdm');
    await make(
      await contractFor(client, {
        start: '2026-06-01',
        end: '2027-06-01',
        packages: [{ scope: 'csdm-only', hours: 20, fee: 330_000, from: '2026-06-01', to: '2027-06-01' }],
      }),
      { start: '2026-06-01' },
    );
  });
  const duties = () => world.as('lena')(plansApi.listDuties, { params: { client } });

  test('a client sees its duties, and what an overdue one holds up', async () => {
    expect((await duties()).map(({ row, dueDay, state, holdsUp }) => [row, dueDay, state, holdsUp])).toEqual([
      [26, '2026-06-30', 'overdue', 'Who may approve changes and overage is not certain.'],
      [52, '2026-06-30', 'overdue', 'Who may reach the covered systems is not certain.'],
      [26, '2026-09-30', 'overdue', 'Who may approve changes and overage is not certain.'],
    ]);
  });

  test('it does its own, by attesting', async () => {
    const { id } = await firstOf(client, 52);
    const attestation: Given = { kind: 'attestation', words: 'Reviewed, two of them taken back' };
    await expect(complete('ines', id, attestation)).rejects.toMatchObject(
      refused('evidence.attested-by-client'),
    );
    expect(await complete('carl', id, attestation)).toMatchObject({
      state: 'done',
      end: { by: { name: 'Carl' } },
    });
  });

  test('it attests to what the CSDM then completes, and completes nothing of the team', async () => {
    const { id } = await firstOf(client, 26);
    const attestation = { kind: 'attestation', words: 'The list is right' } as const;
    await expect(complete('lena', id, attestation)).rejects.toMatchObject(refused('occurrence.not-yours'));
    await world.as('lena')(plansApi.giveEvidence, { params: { occurrence: id }, body: attestation });
    expect(await complete('ines', id)).toMatchObject({ state: 'done', evidenceGiven: [{ byClient: true }] });
    const report28 = await firstOf(client, 28);
    await expect(
      world.as('lena')(plansApi.giveEvidence, { params: { occurrence: report28.id }, body: report }),
    ).rejects.toMatchObject(refused('occurrence.not-yours'));
  });

  test('it sees approved time alone', async () => {
    const { id } = await firstOf(client, 28);
    await world.as('ines')(timeApi.logEntry, {
      body: {
        clientId: client,
        role: 'csdm',
        startedAt: '2026-11-19T15:00:00Z',
        endedAt: '2026-11-19T15:30:00Z',
        subject: 'Report',
        occurrenceId: id,
      },
    });
    const spent = async (who: 'ines' | 'lena') =>
      (await world.as(who)(plansApi.getOccurrence, { params: { occurrence: id } })).minutesSpent;
    expect(await spent('ines')).toBe(30);
    expect(await spent('lena')).toBe(0);
    const cell = async (who: 'ines' | 'lena') => {
      const query = { from: '2026-06', to: '2026-06' };
      const { cells } = await world.as(who)(plansApi.getCoverage, { params: { client }, query });
      return cells.find(({ row }) => row === 28)?.minutesSpent;
    };
    expect([await cell('ines'), await cell('lena')]).toEqual([30, 0]);
  });

  test('nobody of another client sees anything of it', async () => {
    const { id } = await firstOf(client, 28);
    await expect(
      world.as('hugo')(plansApi.getOccurrence, { params: { occurrence: id } }),
    ).rejects.toMatchObject(refused('not-found'));
    await expect(world.as('hugo')(plansApi.listDuties, { params: { client } })).rejects.toMatchObject(
      refused('not-found'),
    );
  });
});
