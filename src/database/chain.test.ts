import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { anchorsFile, readAnchors, type Anchor } from './anchors.ts';
import { headOf, sealBatch } from './chain.ts';
import { sealJob } from './sealer.ts';
import { verifyChain, type ChainReport } from './verification.ts';

const db = useDatabase();

describe('sealing', () => {
  test('gives every fact its place in one unbroken chain, however many servers seal at once', async () => {
    const provider = await providerWith(3500);
    await Promise.all(Array.from({ length: 4 }, () => sealAll(provider)));
    const report = await verify(provider);
    expect(report).toMatchObject({ intact: true, faults: [], seq: 3500, waiting: 0 });
  });

  test('goes on while others write, and forgets nobody', async () => {
    const provider = await providerWith(0);
    const writing = Promise.all(Array.from({ length: 40 }, () => write(provider)));
    await Promise.all([writing, sealAll(provider), sealAll(provider)]);
    await sealAll(provider);
    expect(await verify(provider)).toMatchObject({ intact: true, seq: 40, waiting: 0 });
  });

  test('keeps each provider a chain of its own', async () => {
    const [one, other] = [await providerWith(3), await providerWith(5)];
    await Promise.all([sealAll(one), sealAll(other)]);
    expect((await verify(one)).seq).toBe(3);
    expect((await verify(other)).seq).toBe(5);
  });

  test('a fact that was just written waits for its seal and is no fault', async () => {
    const provider = await providerWith(2);
    expect(await verify(provider)).toMatchObject({ intact: true, seq: 0, waiting: 2 });
  });

  test('a write that records nothing is refused, and nothing of it is kept', async () => {
    const provider = await providerWith(0);
    const scope = { providerId: provider, clients: '*' as const, actorId: null, requestId: 'test' };
    await expect(
      db.database.write(scope, null, ({ db: tx }) =>
        tx
          .insertInto('provider')
          .values({ provider_id: provider, name: 'Quiet', currency: 'USD', time_zone: 'UTC' })
          .execute(),
      ),
    ).rejects.toThrow('a write must record what it did');
    const { rows } = await db.owner.query('select from provider where provider_id = $1', [provider]);
    expect(rows).toHaveLength(0);
  });

  test('writes down outside the database where the chain ends, when it moved and a minute has passed', async () => {
    const file = anchorsFile(fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-anchors-')));
    const clock = { now: Temporal.Instant.from('2026-11-24T15:00:00Z') };
    const job = sealJob(file, () => clock.now);
    const provider = await providerWith(2);
    const visit = () => job.run(db.database, provider, new AbortController().signal);
    await visit();
    await write(provider);
    await visit();
    clock.now = clock.now.add({ seconds: 61 });
    await visit();
    clock.now = clock.now.add({ seconds: 61 });
    await visit();
    fs.appendFileSync(file, '{"provider":"torn');
    await write(provider);
    await visit();
    const anchors = await readAnchors(file);
    expect(anchors.unreadable).toBe(1);
    expect(anchors.of.get(provider)).toMatchObject([
      { seq: 2, at: '2026-11-24T15:00:00.000Z' },
      { seq: 3, at: '2026-11-24T15:01:01.000Z' },
      { seq: 4, at: '2026-11-24T15:02:02.000Z' },
    ]);
    expect(await verify(provider, anchors.of.get(provider))).toMatchObject({ intact: true, anchors: 3 });
  });
});

/** Each is done to a chain of ten facts by the owner of the database with every guard switched off; $1 is the provider. */
const fact = (seq: number) => `(select fact_id from seal where provider_id = $1 and seq = ${seq})`;
const head = (seq: number) =>
  `update chain_head set (seq, hash) = (select seq, hash from seal where provider_id = $1 and seq = ${seq}) where provider_id = $1`;
const ofProvider = 'where provider_id = $1 and';

describe('verification finds', () => {
  test.each([
    [
      'what was done edited',
      [`update fact set detail = '{"n":99}' ${ofProvider} id = ${fact(5)}`],
      'fact-edited',
      5,
    ],
    [
      'the moment moved',
      [`update fact set at = at + interval '1 microsecond' ${ofProvider} id = ${fact(5)}`],
      'fact-edited',
      5,
    ],
    [
      'another actor blamed',
      [`update fact set actor_id = gen_random_uuid() ${ofProvider} id = ${fact(1)}`],
      'fact-edited',
      1,
    ],
    [
      'another client named',
      [`update fact set client_id = gen_random_uuid() ${ofProvider} id = ${fact(10)}`],
      'fact-edited',
      10,
    ],
    ['a fact deleted', [`delete from fact ${ofProvider} id = ${fact(7)}`], 'fact-deleted', 7],
    ['the first seal deleted', [`delete from seal ${ofProvider} seq = 1`], 'seal-missing', 1],
    ['seals deleted in the middle', [`delete from seal ${ofProvider} seq in (4, 5)`], 'seal-missing', 4],
    [
      'a fact deleted with its seal and the rest moved up',
      [
        `delete from fact ${ofProvider} id = ${fact(4)}`,
        `delete from seal ${ofProvider} seq = 4`,
        `update seal set seq = seq + 1000 ${ofProvider} seq > 4`,
        `update seal set seq = seq - 1001 ${ofProvider} seq > 1000`,
        head(9),
      ],
      'fact-edited',
      4,
    ],
    ['a seal changed', [`update seal set hash = repeat('a', 64) ${ofProvider} seq = 6`], 'seal-changed', 6],
    [
      'the last seal changed',
      [`update seal set hash = repeat('a', 64) ${ofProvider} seq = 10`],
      'seal-changed',
      10,
    ],
    [
      'the recorded end changed',
      [`update chain_head set hash = repeat('a', 64) where provider_id = $1`],
      'tail-rewritten',
      10,
    ],
    ['the recorded end set back', [head(8)], 'tail-rewritten', 9],
    ['the recorded end deleted', [`delete from chain_head where provider_id = $1`], 'tail-rewritten', 1],
    [
      'two neighbouring seals exchanged',
      [
        `update seal set seq = 99 ${ofProvider} seq = 3`,
        `update seal set seq = 3 ${ofProvider} seq = 4`,
        `update seal set seq = 4 ${ofProvider} seq = 99`,
      ],
      'seals-reordered',
      3,
    ],
    [
      'the facts of two seals exchanged',
      [
        `create temp table pair on commit drop as select * from seal ${ofProvider} seq in (2, 8)`,
        `delete from seal ${ofProvider} seq in (2, 8)`,
        `insert into seal select a.provider_id, a.seq, b.fact_id, a.hash from pair a join pair b on a.seq <> b.seq`,
      ],
      'seals-reordered',
      2,
    ],
    ['the tail cut off', [`delete from seal ${ofProvider} seq > 7`], 'tail-missing', 8],
    [
      'the tail cut off and the end set back',
      [`delete from seal ${ofProvider} seq > 7`, head(7)],
      'fact-unsealed',
      null,
    ],
    [
      'a fact slipped in',
      [
        `insert into fact select provider_id, gen_random_uuid(), client_id, at, actor_id, act, object_id, request_id, detail from fact ${ofProvider} id = ${fact(3)}`,
      ],
      'fact-unsealed',
      null,
    ],
  ])('%s', async (_, statements, kind, seq) => {
    const provider = await sealedProvider();
    await tamper(provider, statements);
    const report = await verify(provider);
    expect(report.intact).toBe(false);
    expect(report.faults[0]).toMatchObject({ kind, seq });
  });

  test('a fact whose turn to be sealed never came', async () => {
    const provider = await sealedProvider();
    await write(provider);
    await tamper(provider, ['delete from outbox where provider_id = $1']);
    expect((await verify(provider)).faults).toMatchObject([{ kind: 'fact-unsealed' }]);
  });

  test('one change told once', async () => {
    const provider = await sealedProvider();
    await tamper(provider, [`update seal set hash = repeat('a', 64) ${ofProvider} seq = 6`]);
    expect((await verify(provider)).faults).toHaveLength(1);
  });

  test('two changes told as two', async () => {
    const provider = await sealedProvider();
    const edited = [5, 6].map(
      (seq) => `update fact set act = 'nothing.done' ${ofProvider} id = ${fact(seq)}`,
    );
    await tamper(provider, edited);
    expect((await verify(provider)).faults.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  test('by its anchors, a tail that was cut off together with its facts and the recorded end', async () => {
    const provider = await sealedProvider();
    const anchors = [await anchorOf(provider)];
    await tamper(provider, [
      `delete from fact ${ofProvider} id in (select fact_id from seal ${ofProvider} seq > 7)`,
      `delete from seal ${ofProvider} seq > 7`,
      head(7),
    ]);
    expect(await verify(provider)).toMatchObject({ intact: true });
    expect((await verify(provider, anchors)).faults).toMatchObject([{ kind: 'tail-missing', seq: 8 }]);
  });

  test('by its anchors, a whole chain that is gone', async () => {
    const provider = await sealedProvider();
    const anchors = [await anchorOf(provider)];
    await tamper(
      provider,
      ['fact', 'seal', 'chain_head'].map((table) => `delete from ${table} where provider_id = $1`),
    );
    expect((await verify(provider, anchors)).faults).toMatchObject([{ kind: 'tail-missing', seq: 1 }]);
  });

  test('by its anchors, a tail that was written anew with hashes that fit', async () => {
    const provider = await providerWith(4);
    await sealAll(provider);
    const early = await anchorOf(provider);
    for (let n = 0; n < 6; n++) await write(provider);
    await sealAll(provider);
    const late = await anchorOf(provider);
    await tamper(provider, [`update fact set detail = '{"n":99}' ${ofProvider} id = ${fact(6)}`]);
    await forge(provider);
    expect(await verify(provider)).toMatchObject({ intact: true });
    const { faults } = await verify(provider, [early, late]);
    expect(faults).toMatchObject([{ kind: 'tail-rewritten', seq: 10 }]);
    expect(faults[0]!.detail).toContain('from some seal after 4 on');
  });
});

/** A provider with so many facts waiting to be sealed. */
async function providerWith(facts: number): Promise<string> {
  const provider = randomUUIDv7();
  await db.owner.query('insert into directory (provider_id) values ($1)', [provider]);
  await db.owner.query(
    `with saved as (
       insert into fact select $1::uuid, gen_random_uuid(), null, clock_timestamp(), null, 'test.done', null, 'test', jsonb_build_object('n', n)
       from generate_series(1, $2::int) n returning provider_id, id
     ) insert into outbox select * from saved`,
    [provider, facts],
  );
  return provider;
}

async function sealedProvider(): Promise<string> {
  const provider = await providerWith(10);
  await sealAll(provider);
  return provider;
}

async function sealAll(provider: string): Promise<void> {
  while ((await db.database.maintain(provider, (tx) => sealBatch(tx, provider))).more);
}

async function write(provider: string): Promise<void> {
  const scope = { providerId: provider, clients: '*' as const, actorId: null, requestId: 'test' };
  await db.database.write(scope, null, async (tx) =>
    tx.record({ act: 'test.done', client: null, object: null, detail: { some: 'thing' } }),
  );
}

const verify = (provider: string, anchors: readonly Anchor[] = []): Promise<ChainReport> =>
  db.database.maintain(provider, (tx) => verifyChain(tx, provider, anchors));

async function anchorOf(provider: string): Promise<Anchor> {
  const at = '2026-11-24T15:00:00.000Z';
  return { ...(await db.database.maintain(provider, (tx) => headOf(tx, provider))), at };
}

/** What the owner of the database can do with every guard switched off. */
async function tamper(provider: string, statements: readonly string[]): Promise<void> {
  await db.owner.query('begin; set local session_replication_role = replica');
  for (const statement of statements) await db.owner.query(statement.replaceAll('$1', `'${provider}'`));
  await db.owner.query('commit');
}

/** Computes the chain anew over what the facts say now, as somebody would who knows how it is made. */
async function forge(provider: string): Promise<void> {
  await tamper(provider, [
    'insert into outbox select provider_id, fact_id from seal where provider_id = $1 and seq > 5 order by seq',
    'delete from seal where provider_id = $1 and seq > 5',
    head(5),
  ]);
  await sealAll(provider);
}
