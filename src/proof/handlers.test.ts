import { expect, test } from 'vitest';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { sealBatch } from '../database/chain.ts';
import { plansApi } from '../plan/api.ts';
import { proofApi } from './api.ts';

const world = useWorld();
const { planned, firstOf } = planning(world);
const period = { from: '2026-11', to: '2026-12' };

test('a proof holds what was planned, what became of it and what shows it', async () => {
  const { client } = await planned('Whole');
  const report = await firstOf(client, 5);
  await world.as('ines')(plansApi.giveEvidenceFile, {
    params: { occurrence: report.id },
    query: { name: 'november.pdf', kind: 'published-report', words: 'The report of November' },
    body: new TextEncoder().encode('%PDF-1.7\nNovember\n%%EOF\n'),
  });
  await world.as('ines')(plansApi.completeOccurrence, { params: { occurrence: report.id }, body: {} });
  const statement = await firstOf(client, 14);
  await world.as('ines')(plansApi.completeOccurrence, {
    params: { occurrence: statement.id },
    body: { evidence: { kind: 'statement', words: '=HYPERLINK("http://evil.example")' } },
  });
  const request = { params: { client }, query: period };
  const proof = await world.as('ines')(proofApi.getProof, request);
  expect(proof).toMatchObject({ time: 'all', madeByName: 'Ines', client: { name: 'Whole' } });
  expect(proof.occurrences.find(({ id }) => id === report.id)).toMatchObject({
    state: 'done',
    end: { kind: 'done', by: { name: 'Ines' } },
    evidenceGiven: [
      {
        kind: 'published-report',
        file: {
          name: 'november.pdf',
          sha256: 'e821d77cfce0f9c48a841ecbd81a5b982f93cf01b8d82de1ba1a0fa6a636e580',
        },
      },
    ],
  });
  expect(proof.planRows.filter(({ row }) => row === 5)).toMatchObject([
    { owner: 'csdm', from: '2026-11-01', to: '2028-11-01' },
  ]);
  expect(proof.coverage).toEqual(
    await world.as('ines')(plansApi.getCoverage, { params: { client }, query: period }),
  );
  const { name, content } = await world.as('ines')(proofApi.saveProofSheet, request);
  const sheet = new TextDecoder().decode(content);
  expect(name).toMatch(/-proof-2026-11-2026-12\.csv$/);
  expect(sheet).toContain(`"statement: =HYPERLINK(""http://evil.example"")`);
  expect(sheet).not.toMatch(/(^|,)"?[=+@]/m);
});

test('a proof is of at most three years, and a client’s own alone', async () => {
  const ask = (who: 'ines' | 'hugo' | 'lena', from: string) =>
    world.as(who)(proofApi.getProof, {
      params: { client: world.lakeside },
      query: { from, to: '2026-12' },
    });
  await expect(ask('ines', '2023-12')).rejects.toMatchObject(refused('coverage.span'));
  await expect(ask('hugo', '2026-11')).rejects.toMatchObject(refused('not-found'));
  expect(await ask('lena', '2026-11')).toMatchObject({ time: 'approved' });
});

test('a proof names the last seal of the record by its hash alone, not how many seals there are', async () => {
  await world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));
  const { rows } = await world.owner.query<{ seq: string; hash: string }>(
    'select seq, hash from chain_head where provider_id = $1',
    [world.providerId],
  );
  for (const who of ['ines', 'lena'] as const) {
    const { chain } = await world.as(who)(proofApi.getProof, {
      params: { client: world.lakeside },
      query: period,
    });
    expect(chain).toEqual({ hash: rows[0]?.hash });
  }
  const scope = { clients: [world.lakeside], actorId: world.people.lena.id, requestId: 'test' };
  const seen = await world.database.read({ providerId: world.providerId, ...scope }, ({ db }) =>
    db.selectFrom('chain_head').select('seq').where('provider_id', '=', world.providerId).execute(),
  );
  expect(seen).toEqual([]);
});

test('the same moment gives the same bundle, and each provider signs with its own key', async () => {
  const request = { params: { client: world.lakeside }, query: period };
  const [one, two] = [
    await world.as('ines')(proofApi.saveProof, request),
    await world.as('ines')(proofApi.saveProof, request),
  ];
  expect(Buffer.from(one.content).equals(two.content)).toBe(true);
  const ours = await world.as('ines')(proofApi.saveProofKey, {});
  const again = await world.as('lena')(proofApi.saveProofKey, {});
  const theirs = await world.as('olga')(proofApi.saveProofKey, {});
  expect(Buffer.from(ours.content).equals(again.content)).toBe(true);
  expect(Buffer.from(ours.content).equals(theirs.content)).toBe(false);
});
