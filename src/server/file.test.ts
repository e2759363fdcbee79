import Fastify from 'fastify';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { caller } from '../core/call.ts';
import { FileBody, FileOut } from '../core/file.ts';
import type { Route } from '../core/route.ts';
import { staff, type Access } from '../people/access.ts';
import { sendingTo, useWorld } from '../../test/world.ts';
import { answerRefusals, area, mount } from './mount.ts';

const world = useWorld();

/** A route that keeps a file and one that gives it back. */
const keptApi = {
  keep: {
    method: 'POST',
    path: '/kept',
    command: 'kept keep',
    summary: 'Keeps a file.',
    access: staff,
    query: z.object({ name: z.string() }),
    body: FileBody,
    bodyBytesMax: 2000,
    idempotent: true,
    out: z.object({ bytes: z.int() }),
  },
  give: {
    method: 'GET',
    path: '/kept/{name}',
    command: 'kept give',
    summary: 'Gives a file.',
    access: staff,
    params: z.object({ name: z.string() }),
    out: FileOut,
  },
} satisfies Record<string, Route<Access>>;

const kept = new Map<string, Uint8Array>();
const app = Fastify();
answerRefusals(app);
mount(
  app,
  { database: world.database, actorOf: async () => world.people.ines, now: () => world.clock.now },
  area('kept', keptApi, {
    keep: async (context, { query, body }) => {
      context.record({ act: 'file.kept', client: null, object: null, detail: {} });
      kept.set(query.name, body);
      return { bytes: body.length };
    },
    give: async (_, { params }) => ({
      name: params.name,
      mediaType: 'text/html',
      content: kept.get(params.name) ?? new Uint8Array(),
    }),
  }),
);
afterAll(() => app.close());
const call = caller('', sendingTo(app));

describe('a file', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);

  test('comes back byte for byte, to be saved under its name and never shown', async () => {
    await call(keptApi.keep, { query: { name: 'Übersicht.html' }, body: bytes });
    const answer = await call(keptApi.give, { params: { name: 'Übersicht.html' } });
    expect(answer).toEqual({ name: 'Übersicht.html', mediaType: 'text/html', content: bytes });
    const { headers } = await app.inject({ url: '/api/kept/Übersicht.html' });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['content-disposition']).toMatch(/^attachment;/);
  });

  test('that is sent twice under one key is kept once; another one under it is refused', async () => {
    const send = (body: Uint8Array) =>
      call(keptApi.keep, { query: { name: 'a' }, body }, { idempotencyKey: 'only-once' });
    await send(bytes);
    expect(await send(bytes)).toEqual({ bytes: 1000 });
    await expect(send(bytes.toReversed())).rejects.toMatchObject({ code: 'idempotency.key-reused' });
  });

  test('that is empty or larger than the route takes is refused', async () => {
    const send = (body: Uint8Array) => call(keptApi.keep, { query: { name: 'b' }, body });
    await expect(send(new Uint8Array())).rejects.toThrow('the file is empty');
    await expect(send(new Uint8Array(2001))).rejects.toMatchObject({ code: 'too-large' });
    expect(kept.has('b')).toBe(false);
  });

  test('sent as something else is not taken for one', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/kept?name=c',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'another-key' },
      payload: '{"a":1}',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toContain('application/octet-stream');
  });
});
