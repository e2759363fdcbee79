import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Visitor } from '../../test/visitor.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { sampleApi } from '../people/sample-api.ts';
import { createApp } from './app.ts';
import { choosePassword } from './passwords.ts';
import { openSignIn } from './sign-in-store.ts';

const world = useWorld();
const signInDb = openSignIn(world.url('tandem_auth'), 2);
const password = 'of all the sample people';
const closing: (() => Promise<unknown>)[] = [];

/** A server over the world's database, on this machine, with or without the password of the sample people. */
async function served(samplePassword: string | null): Promise<string> {
  const app = await createApp({
    database: world.database,
    signInDb,
    secret: 'a secret for tests that is long enough',
    url: 'http://127.0.0.1',
    dataFolder: world.dataFolder,
    proxies: [],
    now: () => world.clock.now,
    log: pino({ level: 'silent' }),
    web: '/nowhere',
    samplePassword,
  });
  closing.push(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const named = (names: readonly Name[]) =>
  names.map((name) => {
    const { id, providerId } = world.people[name];
    return { id, providerId, name, email: `${name}@example.com` };
  });
const listOf = async (base: string, headers: Readonly<Record<string, string>> = {}) =>
  sampleApi.listSamplePeople.out.parse(
    (await new Visitor(base).get('/api/auth/sample-people', headers)).body,
  );
const enter = (visitor: Visitor, person: string, headers: Readonly<Record<string, string>> = {}) =>
  visitor.post('/api/auth/sample-sign-in', { person }, headers);

let here = '';
let elsewhere = '';
beforeAll(async () => {
  await choosePassword(signInDb, named(['sofia', 'ines', 'lena']), password, 'sample');
  await choosePassword(signInDb, named(['marek']), 'the own password of Marek', 'own');
  [here, elsewhere] = await Promise.all([served(password), served(null)]);
});
afterAll(async () => {
  for (const close of closing) await close();
  await signInDb.destroy();
});

describe('looking around as one of the sample people', () => {
  test('they are listed by role, those of a client with its name, and nobody who is not made up', async () => {
    expect((await listOf(here)).map(({ name, role, client }) => [name, role, client])).toEqual([
      ['Ines', 'csdm', null],
      ['Sofia', 'supervisor', null],
      ['Lena', 'client-executive', 'Lakeside Clinics'],
    ]);
  });

  test('one click signs in as that person, which is put on record as any other sign-in', async () => {
    const visitor = new Visitor(here);
    const answer = await enter(visitor, world.people.sofia.id);
    expect(answer).toMatchObject({ status: 200, body: { secondFactor: false } });
    expect(JSON.stringify(answer.body)).not.toContain('token');
    expect(await visitor.get('/api/me')).toMatchObject({ status: 200, body: { person: { name: 'Sofia' } } });
    const { rows } = await world.owner.query('select act from fact where actor_id = $1', [
      world.people.sofia.id,
    ]);
    expect(rows).toEqual([{ act: 'session.started' }]);
  });

  test.each<
    [string, () => Promise<readonly [base: string, person: string, headers?: Record<string, string>]>]
  >([
    ['somebody who is not made up', async () => [here, world.people.marek.id]],
    ['somebody nobody knows', async () => [here, '01a20c22-3e2b-7c47-8ca1-b2af24600c23']],
    ['a server that serves no sample on this machine alone', async () => [elsewhere, world.people.sofia.id]],
    [
      'whoever comes through a proxy',
      async () => [here, world.people.sofia.id, { 'x-forwarded-for': '203.0.113.7' }],
    ],
  ])('there is nothing for %s', async (_, asked) => {
    const [base, person, headers] = await asked();
    const visitor = new Visitor(base);
    expect(await enter(visitor, person, headers)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await visitor.get('/api/me')).toMatchObject({ status: 401 });
  });

  test('nobody is listed where no sample is served on this machine alone, nor through a proxy', async () => {
    expect(await listOf(elsewhere)).toEqual([]);
    expect(await listOf(here, { forwarded: 'for=203.0.113.7' })).toEqual([]);
  });

  test('a page of somebody else cannot sign a reader in', async () => {
    const answer = await enter(new Visitor(here), world.people.sofia.id, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
  });
});
