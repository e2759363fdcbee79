import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { caller } from '../src/core/call.ts';
import { inputSchema } from '../src/core/example.ts';
import { contentTypeOf } from '../src/core/file.ts';
import type { Route } from '../src/core/route.ts';
import { mayCall, staff, type Access } from '../src/people/access.ts';
import type { Actor } from '../src/people/context.ts';
import { routes } from '../src/server/apis.ts';
import { createApp } from '../src/server/app.ts';
import { areasWith } from '../src/server/areas.ts';
import { openSignIn } from '../src/server/sign-in-store.ts';
import { sendingTo, useWorld } from '../test/world.ts';
import { appOver, requestOf, takingBack, type Asked } from './access.ts';
import { makeExamples, places, wanted, type Examples, type Makers, type Place } from './examples.ts';
import { secretsOf, type Secrets } from './secrets.ts';

const world = useWorld();

interface Answer {
  readonly who: string;
  readonly status: number;
  readonly text: string;
}

/** One request of a route and what everybody was answered. `places` are those for whose things the request is the same. */
interface Row {
  readonly name: string;
  readonly route: Route<Access>;
  readonly places: readonly Place[];
  /** Set where only the query names something, which then narrows a list and need not be there. */
  readonly narrowed: boolean;
  readonly asked: Asked;
  readonly answers: readonly Answer[];
}

/** Who asks, in the order of the table's columns. */
const { ines, marek, sofia, frank, ada, lena, carl, hugo, olga } = world.people;
const actors: Readonly<Record<string, Actor | null>> = {
  nobody: null,
  csdm: ines,
  cse: marek,
  supervisor: sofia,
  finance: frank,
  administrator: ada,
  executive: lena,
  contact: carl,
  'of Harbor': hugo,
  'of Rival': olga,
};

test('no route of the whole server answers whoever has not signed in, but those that let people in', async () => {
  const signInDb = openSignIn(world.url('tandem_auth'), 1);
  const { database, dataFolder } = world;
  const [now, log] = [() => world.clock.now, pino({ level: 'silent' })];
  const secret = 'a secret for tests that is long enough';
  const serving = {
    database,
    signInDb,
    secret,
    dataFolder,
    now,
    log,
    url: 'http://127.0.0.1',
    proxies: [],
    web: dataFolder,
  };
  const app = await createApp(serving);
  const open: string[] = [];
  for (const { name, route } of routes) {
    const { url, payload } = requestOf(route, {}, undefined, false);
    const { statusCode } = await app.inject({
      method: route.method,
      url,
      headers: {
        host: '127.0.0.1',
        ...(payload === null ? {} : { 'content-type': contentTypeOf(route.body) }),
      },
      ...(payload === null ? {} : { payload }),
    });
    if (route.access === 'public') open.push(`${name} ${statusCode}`);
    else expect({ name, statusCode }).toEqual({ name, statusCode: 401 });
  }
  await app.close();
  await signInDb.destroy();
  expect(open).toEqual([
    'signIn 401',
    'giveCode 401',
    'openInvitation 409',
    'acceptInvitation 409',
    'setUp 409',
    'listSamplePeople 200',
    'signInAsSample 404',
  ]);
});

describe('access', () => {
  let rows: readonly Row[] = [];
  let secrets: Secrets;
  beforeAll(async () => {
    const examples = await madeExamples();
    secrets = await secretsOf(world);
    rows = await askEverything(examples);
  }, 240_000);

  test('the table of who may do what to whose things is as it was reviewed', async () => {
    await expect(tableOf(rows)).toMatchFileSnapshot('access.txt');
  });

  test('whoever has not signed in is told so and nothing else', () => {
    expect(broken((_, { who, status }) => who !== 'nobody' || status === 401)).toEqual([]);
  });

  test('a route is open to the roles that its contract names and to no others', () => {
    const isKeptOut = ({ text }: Answer) => text.includes('"code":"not-allowed"');
    const may = ({ route }: Row, who: string) => mayCall(actors[who]?.roles ?? [], route.access);
    expect(
      broken((row, answer) => answer.who === 'nobody' || isKeptOut(answer) !== may(row, answer.who)),
    ).toEqual([]);
  });

  test('nothing of another provider, and to a client nothing of another client, can be read or changed', () => {
    expect(
      broken(
        (row, { who, status }) =>
          row.narrowed || status >= 400 || !row.places.every((place) => isHidden(place, who)),
      ),
    ).toEqual([]);
  });

  test('no answer, not even a refusal, holds an id or a word of what its reader may not see', () => {
    const leaks = rows.flatMap((row) =>
      row.answers.flatMap(({ who, text }) =>
        places
          .filter((place) => isHidden(place, who))
          .flatMap((place) => [...secrets[place]])
          .filter((secret) => text.includes(secret) && !JSON.stringify(row.asked).includes(secret))
          .map((secret) => `${described(row)}: ${who} is sent ${secret}`),
      ),
    );
    expect(Math.min(...places.map((place) => secrets[place].size))).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
  });

  test('nothing is a fault of ours', () => {
    expect(broken((_, { status }) => status < 500)).toEqual([]);
  });

  test('every route is seen to do its work for somebody', () => {
    const names = new Set(rows.map((row) => row.name));
    const done = new Set(
      rows.filter((row) => row.answers.some(({ status }) => status < 300)).map((row) => row.name),
    );
    expect([...names.difference(done)]).toEqual([]);
  });

  const broken = (holds: (row: Row, answer: Answer) => boolean): string[] =>
    rows.flatMap((row) =>
      row.answers
        .filter((answer) => !holds(row, answer))
        .map(
          ({ who, status, text }) => `${described(row)}: ${who} is answered ${status} ${text.slice(0, 300)}`,
        ),
    );
});

/** Whether rows of a place are none of somebody's business. */
function isHidden(place: Place, who: string): boolean {
  switch (who) {
    case 'of Rival':
      return place !== 'foreign';
    case 'of Harbor':
      return place !== 'harbor';
    case 'executive':
    case 'contact':
      return place !== 'lakeside';
    default:
      return place === 'foreign';
  }
}

async function madeExamples(): Promise<Readonly<Record<Place, Examples>>> {
  // Olga does what there is to do at the other provider, so she holds the roles for it.
  await world.owner.query(
    `update person set roles = '{csdm,cse,supervisor,finance,administrator}' where id = $1`,
    [olga.id],
  );
  const app = appOver(world, world.database, {
    ines: { ...ines, roles: staff },
    sofia: { ...sofia, roles: staff },
    olga: { ...olga, roles: staff },
  });
  const by = (name: string, { id }: Actor): Makers['worker'] => ({
    id,
    call: caller('', sendingTo(app), { authorization: name }),
  });
  const examples = await makeExamples(world, {
    own: { worker: by('ines', ines), decider: by('sofia', sofia), engineer: marek.id },
    foreign: { worker: by('olga', olga), decider: by('olga', olga), engineer: olga.id },
  });
  await app.close();
  return examples;
}

async function askEverything(examples: Readonly<Record<Place, Examples>>): Promise<Row[]> {
  const app = appOver(
    world,
    takingBack(world.database),
    Object.fromEntries(Object.entries(actors).flatMap(([who, actor]) => (actor ? [[who, actor]] : []))),
  );
  await world.owner.query(
    'create table auth.kept_session as table auth.session; create table auth.kept_factor as table auth."twoFactor"',
  );
  // Sessions and second factors are ended at once, whatever becomes of the transaction around it.
  const restoreSignIn = () =>
    world.owner.query(
      `insert into auth.session table auth.kept_session on conflict do nothing;
       insert into auth."twoFactor" table auth.kept_factor on conflict do nothing`,
    );
  const ask = async (route: Route<Access>, { url, payload }: Asked, who: string): Promise<Answer> => {
    const { statusCode: status, body: text } = await app.inject({
      method: route.method,
      url,
      headers: {
        authorization: who,
        ...(route.idempotent ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...(payload === null ? {} : { 'content-type': contentTypeOf(route.body) }),
      },
      ...(payload === null ? {} : { payload }),
    });
    return { who, status, text };
  };
  const rows: Row[] = [];
  for (const { api } of areasWith(
    world.signIn,
    async () => ({ of: new Map(), unreadable: 0 }),
    () => '',
  )) {
    for (const [name, route] of Object.entries(api)) {
      for (const request of requestsOf(name, route, examples)) {
        await restoreSignIn();
        const answers: Answer[] = [];
        for (const who of Object.keys(actors)) answers.push(await ask(route, request.asked, who));
        rows.push({ name, route, ...request, answers });
      }
    }
  }
  await app.close();
  return rows;
}

/** The different requests of a route: one for each place whose things it names, and one more for each that narrows a list to them. */
function requestsOf(
  name: string,
  route: Route<Access>,
  examples: Readonly<Record<Place, Examples>>,
): Pick<Row, 'places' | 'narrowed' | 'asked'>[] {
  const found = new Map<string, { places: Place[]; narrowed: boolean; asked: Asked }>();
  for (const narrowed of [false, true]) {
    for (const place of places) {
      for (const param of idsIn(route)) {
        if (examples[place][param] === undefined)
          throw new Error(`{${param}} of ${route.path} has no example: make one in tidy/examples.ts`);
      }
      const { about, body } = wanted[name] ?? {};
      const given = about?.(examples[place]) ?? examples[place];
      const asked = requestOf(route, given, body?.(given), narrowed);
      const key = JSON.stringify(asked);
      const same = found.get(key);
      if (!same) found.set(key, { places: [place], narrowed, asked });
      else if (!same.places.includes(place)) same.places.push(place);
    }
  }
  return [...found.values()];
}

/** The parameters of an address that name a thing. */
const idsIn = ({ params }: Route<Access>): string[] =>
  Object.entries(params ? (inputSchema(params).properties ?? {}) : {}).flatMap(([name, { format }]) =>
    format === 'uuid' ? [name] : [],
  );

const described = ({ route, places: of, narrowed }: Row): string =>
  `${route.method} ${route.path} ${narrowed ? '?' : ''}${of.length === places.length ? '' : of.join('+')}`;

/** One line a request, one column for everybody who asks; requests of a route that were answered alike share a line. */
function tableOf(rows: readonly Row[]): string {
  const lines = new Map<string, { route: string; of: Set<Place>; narrowed: boolean; cells: string }>();
  for (const { route, places: of, narrowed, answers } of rows) {
    const what = `${route.method} ${route.path}`;
    const cells = answers.map(({ who, status }) => String(status).padStart(who.length + 2)).join('');
    const line = lines.get(what + cells);
    if (line) for (const place of of) line.of.add(place);
    else lines.set(what + cells, { route: what, of: new Set(of), narrowed, cells });
  }
  const all = [...lines.values()];
  const width = Math.max(...all.map(({ route }) => route.length)) + 2;
  const head =
    'who asks about whose things'.padEnd(width + 18) +
    Object.keys(actors)
      .map((who) => `  ${who}`)
      .join('');
  const body = all.map(({ route, of, narrowed, cells }, index) => {
    const isSame = all[index - 1]?.route === route;
    return (isSame ? '' : route).padEnd(width) + `${narrowed ? 'only ' : ''}${whose(of)}`.padEnd(18) + cells;
  });
  return `${[head, ...body].join('\n')}\n`;
}

function whose(of: ReadonlySet<Place>): string {
  if (of.size === places.length) return 'anybody';
  if (of.size === 1 && of.has('foreign')) return 'other provider';
  if (of.size === 2 && !of.has('foreign')) return 'own provider';
  return [...of].join(', ');
}
