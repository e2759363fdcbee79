import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { known } from '../core/id.ts';
import type { ClientId } from '../people/person.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { fileBytesMax, type KeptFile } from './file.ts';
import { bytesOf, findFile, keepFile } from './store.ts';

const world = useWorld();
const pdf = (words = '') => new TextEncoder().encode(`%PDF-1.7\n${words}\n%%EOF\n`);

const keep = async (who: Name, client: ClientId | null, content: Uint8Array): Promise<KeptFile> =>
  world.doing(who, ({ db, providerId, actor, now }) => {
    const id = known<'file'>(randomUUIDv7());
    return keepFile(db, providerId, { id, client, kind: 'pdf', content, by: actor.id, at: now });
  });
const find = async (who: Name, { id }: KeptFile) =>
  world.doing(who, ({ db, providerId }) => findFile(db, providerId, id));

describe('a file', () => {
  test('is kept byte for byte, under the hash of its bytes', async () => {
    const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    const kept = await keep('marek', world.lakeside, content);
    const digest = await crypto.subtle.digest('SHA-256', content);
    expect(kept).toMatchObject({
      sha256: Buffer.from(digest).toString('hex'),
      bytes: 1000,
      clientId: world.lakeside,
      keptBy: world.people.marek.id,
    });
    const read = await world.doing('ines', ({ db, providerId }) => bytesOf(db, providerId, kept.id));
    expect(new Uint8Array(read)).toEqual(content);
  });

  test('that comes again, also at the same moment, is kept once; another client’s is its own', async () => {
    const again = await Promise.all(
      Array.from({ length: 3 }, () => keep('marek', world.lakeside, pdf('again'))),
    );
    expect(new Set(again.map(({ id }) => id)).size).toBe(1);
    const [harbors, ours] = [
      await keep('marek', world.harbor, pdf('again')),
      await keep('marek', null, pdf('again')),
    ];
    expect(new Set([again[0]?.id, harbors.id, ours.id]).size).toBe(3);
    expect((await keep('ines', null, pdf('again'))).id).toBe(ours.id);
  });

  test('is seen by the staff and its own client, and by nobody else', async () => {
    const [lakesides, ours] = [
      await keep('marek', world.lakeside, pdf('seen')),
      await keep('marek', null, pdf('ours')),
    ];
    const seen = async (file: KeptFile) => {
      const found: string[] = [];
      for (const who of ['ines', 'lena', 'hugo', 'olga'] as const) if (await find(who, file)) found.push(who);
      return found;
    };
    expect(await seen(lakesides)).toEqual(['ines', 'lena']);
    expect(await seen(ours)).toEqual(['ines']);
  });

  test('is kept by a client for itself alone', async () => {
    await expect(keep('hugo', world.lakeside, pdf('foreign'))).rejects.toThrow(/row-level security/);
    await expect(keep('hugo', null, pdf('foreign'))).rejects.toThrow(/row-level security/);
    expect(await keep('hugo', world.harbor, pdf('own'))).toMatchObject({ clientId: world.harbor });
  });

  test('is never changed nor deleted, also by the owner of the tables', async () => {
    const { id } = await keep('marek', world.lakeside, pdf('for ever'));
    for (const change of [`update file set kind = 'png' where id = $1`, `delete from file where id = $1`])
      await expect(world.owner.query(change, [id])).rejects.toThrow('file is append-only');
  });

  test('is neither empty nor larger than is kept, whoever writes it', async () => {
    await expect(keep('marek', null, new Uint8Array())).rejects.toThrow('file_content_check');
    await expect(keep('marek', null, new Uint8Array(fileBytesMax + 1))).rejects.toThrow('file_content_check');
  });

  test('is of a client that there is', async () => {
    await expect(keep('marek', known<'client'>(world.foreign), pdf())).rejects.toThrow('foreign key');
  });
});
