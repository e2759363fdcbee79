import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { planning } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import type { ClientId } from '../people/person.ts';
import { plansApi } from '../plan/api.ts';
import { proofApi } from '../proof/api.ts';
import { sealBundle } from '../proof/bundle-document.ts';
import { Bundle } from '../proof/bundle.ts';
import type { Proof } from '../proof/proof.ts';
import { canonical } from '../quotes/event-log.ts';
import { verifyBundle } from './proof-verify.ts';

const world = useWorld();
const { planned, firstOf } = planning(world);
const period = { from: '2026-10', to: '2026-12' };

let client: ClientId;
let content: Uint8Array;
let proof: Proof;
beforeAll(async () => {
  ({ client } = await planned('Proven'));
  await world.as('ines')(plansApi.completeOccurrence, {
    params: { occurrence: (await firstOf(client, 14)).id },
    body: { evidence: { kind: 'statement', words: '=SUM(A1) in order' } },
  });
  await world.as('ines')(plansApi.giveEvidenceFile, {
    params: { occurrence: (await firstOf(client, 5)).id },
    query: { name: 'november.pdf', kind: 'published-report', words: 'The report' },
    body: new TextEncoder().encode('%PDF-1.7\nNovember\n%%EOF\n'),
  });
  await world.as('ines')(plansApi.waiveOccurrence, {
    params: { occurrence: (await firstOf(client, 43)).id },
    body: { reason: 'Nothing to report' },
  });
  const request = { params: { client }, query: period };
  ({ content } = await world.as('ines')(proofApi.saveProof, request));
  proof = await world.as('ines')(proofApi.getProof, request);
});

/** What is wrong with a bundle, by what was looked at. */
const faults = (bundle: Uint8Array, pinned: string | null = null): string[] =>
  verifyBundle(bundle, pinned).flatMap(({ what, fault }) => (fault === null ? [] : [what]));

describe('a bundle that is whole', () => {
  test('has nothing wrong, in any of what is looked at', () => {
    const checks = verifyBundle(content, null);
    expect(checks.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(checks.map(({ what }) => what)).toEqual([
      'form',
      'signature',
      'list of files',
      'proof.json',
      'proof.csv',
      'proof.pdf',
      'provider, client and period',
      `states of ${proof.occurrences.length} occurrences`,
      `${proof.coverage.cells.length} figures of coverage`,
      'total',
      'sheet',
    ]);
  });

  test('is whole when the client saves it itself', async () => {
    const own = await world.as('lena')(proofApi.saveProof, {
      params: { client: world.lakeside },
      query: period,
    });
    expect(faults(own.content)).toEqual([]);
  });
});

describe('a bundle that was tampered with', () => {
  test('is found out wherever a byte is another', async () => {
    const bare = await world.as('ines')(proofApi.getProof, {
      params: { client: world.harbor },
      query: period,
    });
    const { privateKey } = generateKeyPairSync('ed25519');
    const small = sealBundle(bare, new Uint8Array(40), privateKey);
    const flipped = (bundle: Uint8Array, at: number): Uint8Array =>
      bundle.map((byte, index) => (index === at ? byte ^ 1 : byte));
    // Each place of a bundle is of one of a few kinds, all of which a step of 23 meets many times.
    for (let at = 0; at < small.length; at += 23)
      expect(faults(flipped(small, at)), `byte ${at} of ${small.length}`).not.toEqual([]);
    for (let part = 0; part < 10; part++) {
      const at = Math.floor((content.length * part) / 10);
      expect(faults(flipped(content, at)), `byte ${at} of ${content.length}`).not.toEqual([]);
    }
  });

  test('is found out when it is cut, padded, or written with other spaces', () => {
    expect(faults(content.subarray(0, -1))).toEqual(['form']);
    expect(faults(Buffer.concat([content, Buffer.from('\n')]))).toEqual(['form']);
    const spaced = JSON.stringify(JSON.parse(new TextDecoder().decode(content)), null, 1);
    expect(faults(new TextEncoder().encode(spaced))).toEqual(['form']);
  });

  test('is found out when a file is slipped in', () => {
    const bundle = Bundle.parse(JSON.parse(new TextDecoder().decode(content)));
    const more = JSON.stringify({ ...bundle, files: { ...bundle.files, 'zzz.txt': 'AAAA' } });
    expect(faults(new TextEncoder().encode(more))).toContain('list of files');
  });
});

test('a bundle in which the last seal is another is found out', () => {
  const bundle = Bundle.parse(JSON.parse(new TextDecoder().decode(content)));
  const forged = canonical({ ...proof, chain: { hash: 'f'.repeat(64) } });
  const files = { ...bundle.files, 'proof.json': Buffer.from(forged).toString('base64') };
  expect(faults(new TextEncoder().encode(canonical({ ...bundle, files })))).toEqual(['proof.json']);
});

describe('a bundle that was signed anew', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const signed = (changed: Proof): Uint8Array => sealBundle(changed, new Uint8Array([1]), privateKey);

  test('is whole by its own key and refused by the one that is trusted', () => {
    const bundle = signed(proof);
    expect(faults(bundle)).toEqual([]);
    expect(faults(bundle, other)).toEqual([]);
    const { publicKey: trusted } = Bundle.parse(JSON.parse(new TextDecoder().decode(content))).manifest;
    expect(faults(bundle, trusted)).toEqual(['key']);
  });

  test('is whole with the number of the last seal too, as proofs of before have it', () => {
    expect(faults(signed({ ...proof, chain: { ...proof.chain, seq: 4711 } }))).toEqual([]);
  });

  test('is found out when its figures do not follow from its occurrences', () => {
    const [first, ...cells] = proof.coverage.cells;
    const better = { ...first!, overdue: 0, done: first!.overdue + 1 };
    const bundle = signed({ ...proof, coverage: { ...proof.coverage, cells: [better, ...cells] } });
    expect(faults(bundle)).toEqual([`${cells.length + 1} figures of coverage`]);
    const total = { ...proof.coverage.total, overdue: 0 };
    expect(faults(signed({ ...proof, coverage: { ...proof.coverage, total } }))).toEqual(['total']);
  });

  test('is found out when what is overdue is called planned', () => {
    const occurrences = proof.occurrences.map((one) =>
      one.state === 'overdue' ? { ...one, state: 'planned' as const } : one,
    );
    expect(faults(signed({ ...proof, occurrences }))).toContain(
      `states of ${occurrences.length} occurrences`,
    );
  });
});

describe('the command', () => {
  const verify = async (...words: string[]) => {
    const tandem = path.join(import.meta.dirname, '../../bin/tandem');
    const child = spawn(process.execPath, [tandem, 'proof', 'verify', ...words]);
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code, out, err };
  };
  const kept = (name: string, bytes: Uint8Array): string => {
    const file = path.join(world.dataFolder, name);
    fs.writeFileSync(file, bytes);
    return file;
  };

  test('says what it looked at, with the key that was pinned', async () => {
    const key = await world.as('lena')(proofApi.saveProofKey, {});
    const pem = kept('key.pem', key.content);
    const { code, out } = await verify(kept('bundle.json', content), '--key', pem);
    expect(out).toMatch(/^ok {6}form\nok {6}key\nok {6}signature\n/);
    expect(code).toBe(0);
    const altered = new TextDecoder().decode(content).replace('"to":"2026-12"', '"to":"2026-11"');
    const broken = await verify(kept('altered.json', new TextEncoder().encode(altered)), '--key', pem);
    expect(broken.out).toContain('NOT OK  signature: it does not fit the manifest and the key');
    expect(broken.code).toBe(1);
  });

  test('says why it cannot begin', async () => {
    expect(await verify()).toMatchObject({
      code: 2,
      err: 'tandem proof verify: give one file, the bundle\n',
    });
    expect(await verify('/nowhere.json')).toMatchObject({ code: 2 });
    const file = kept('bundle.json', content);
    expect(await verify(file, '--key', file)).toMatchObject({ code: 2, err: expect.stringContaining('PEM') });
  });
});
