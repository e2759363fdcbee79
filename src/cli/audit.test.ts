import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { addAnchor, anchorsFile } from '../database/anchors.ts';
import { headOf, sealBatch } from '../database/chain.ts';

const world = useWorld();
const at = '2026-11-24T15:00:00.000Z';

/** Runs the command against the test's database, with the world's data folder. */
async function verify(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const tandem = path.join(import.meta.dirname, '../../bin/tandem');
  const env = { ...process.env, DATABASE_URL: world.url('tandem_app'), TANDEM_DATA: world.dataFolder };
  const child = spawn(process.execPath, [tandem, 'audit', 'verify', ...words], { env });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

test('an auditor verifies every provider without a server, and is told what was done to whom', async () => {
  await world.doing('ines', async () => {});
  const seal = () => world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));
  await seal();
  const head = await world.database.maintain(world.providerId, (db) => headOf(db, world.providerId));
  await addAnchor(anchorsFile(world.dataFolder), { ...head, at });
  await world.doing('ines', async () => {});

  expect(await verify()).toEqual({
    code: 0,
    out:
      'Northwind Managed Services: intact (facts sealed: 1, waiting: 1, anchors compared: 1)\n' +
      'Rival Systems: intact (facts sealed: 0, waiting: 0, anchors compared: 0)\n',
    err: '',
  });

  await world.owner.query(
    `begin; set local session_replication_role = replica;
     update fact set actor_id = null where id in (select fact_id from seal); commit`,
  );
  const broken = await verify();
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('Northwind Managed Services: NOT INTACT');
  expect(broken.out).toContain('fact-edited at seal 1');
  const { code, out } = await verify('--json-output');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ reports: [{ intact: false }, { intact: true }] });
});

test('a provider that is gone from the database is missed by its anchors', async () => {
  const gone = '01900000-0000-7000-8000-000000000000';
  await addAnchor(anchorsFile(world.dataFolder), { providerId: gone, seq: 1, hash: 'a'.repeat(64), at });
  const { code, out } = await verify();
  expect(code).toBe(1);
  expect(out).toContain(`provider ${gone} has anchors and is gone`);
});

test('anchors that are not there are told, not passed over', async () => {
  expect(await verify('--anchors', '/nowhere/anchors.ndjson')).toMatchObject({
    code: 2,
    err: 'tandem audit verify: There is no file /nowhere/anchors.ndjson.\n',
  });
});
