import SwaggerParser from '@apidevtools/swagger-parser';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { createApp } from './app.ts';
import { routes } from './apis.ts';
import { openSignIn } from './sign-in-store.ts';

const world = useWorld();

describe('the description of the API', () => {
  const signInDb = openSignIn(world.url('tandem_auth'), 1);
  let app: Awaited<ReturnType<typeof createApp>>;
  beforeAll(async () => {
    app = await createApp({
      database: world.database,
      signInDb,
      secret: 'a secret for tests that is long enough',
      url: 'http://127.0.0.1',
      dataFolder: world.dataFolder,
      proxies: [],
      now: () => world.clock.now,
      log: pino({ level: 'silent' }),
      web: world.dataFolder,
    });
  });
  afterAll(async () => {
    await app.close();
    await signInDb.destroy();
  });
  const get = (url: string) => app.inject({ url, headers: { host: '127.0.0.1' } });

  test('is valid OpenAPI 3.1 and has every route', async () => {
    const answer = await get('/api/openapi.json');
    expect(answer.headers['content-type']).toContain('application/json');
    const document = answer.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(described).toHaveLength(routes.length);
    await expect(SwaggerParser.validate(answer.json())).resolves.toBeTruthy();
  });

  test('says of a route who may call it, what it takes, and everything it may refuse', async () => {
    const { paths } = (await get('/api/openapi.json')).json();
    expect(paths['/clients'].post).toMatchObject({
      operationId: 'createClient',
      tags: ['clients'],
      description: 'For: csdm, supervisor, administrator. On the command line: `tandem client create`.',
      requestBody: {
        content: { 'application/json': { example: { timeZone: 'America/Chicago', currency: 'USD' } } },
      },
      responses: {
        201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Client' } } } },
        409: { description: '`client.code-taken`: Another client has this code.' },
        422: {
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      },
    });
    expect(paths['/entries'].post.parameters).toMatchObject([
      { name: 'Idempotency-Key', in: 'header', required: true },
    ]);
    expect(paths['/auth/sign-in'].post.security).toEqual([]);
  });

  test('can be read by people, without a script and with nothing from elsewhere', async () => {
    const { body, headers } = await get('/api/docs');
    expect(headers['content-type']).toContain('text/html');
    // Examples may tell of addresses; nothing is fetched from any.
    expect(body).not.toMatch(/<script|<link|<img|\ssrc=|@import|url\(|href="(?![#/])/);
    for (const { route } of routes) expect(body).toContain(`tandem ${route.command}</code>`);
  });
});
