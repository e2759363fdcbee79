import { describe, expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { peopleApi } from './api.ts';
import type { Role } from './access.ts';
import { peopleHandlers } from './handlers.ts';
import type { PersonId, ProviderId } from './person.ts';

const world = useWorld();
const nina = {
  name: 'Nina Petrov',
  email: 'Nina@Example.com',
  roles: ['cse'],
  timeZone: 'Europe/London',
} as const;

/** Somebody who was invited and has chosen a password, as far as the lists can tell. */
async function someoneWith(name: string, roles: Role[]): Promise<PersonId> {
  const { person } = await world.as('ada')(peopleApi.invitePerson, {
    body: { name, email: `${name}@example.com`, roles, timeZone: 'America/Chicago' },
  });
  await world.owner.query('update person set signs_in_since = now() where id = $1', [person.id]);
  return person.id;
}

const factsOf = async (object: string): Promise<string[]> => {
  const { rows } = await world.owner.query<{ act: string }>(
    'select act from fact where object_id = $1 order by id',
    [object],
  );
  return rows.map(({ act }) => act);
};

describe('inviting', () => {
  test('somebody who was invited is on the list, and the link is kept only as a hash', async () => {
    const { person, invitation } = await world.as('ada')(peopleApi.invitePerson, {
      body: { ...nina, roles: ['cse'] },
    });
    expect(person).toMatchObject({
      name: 'Nina Petrov',
      email: 'nina@example.com',
      roles: ['cse'],
      active: true,
    });
    expect(invitation.expiresAt).toBe('2026-12-01T15:00:00Z');
    const { items } = await world.as('marek')(peopleApi.listPeople, {});
    expect(items.find(({ id }) => id === person.id)).toMatchObject({ signIn: 'invited', clientId: null });
    expect(await world.as('ada')(peopleApi.getPerson, { params: { person: person.id } })).toEqual({
      ...person,
      signIn: 'invited',
      secondFactor: false,
    });
    const [, token = ''] = invitation.link.split('#');
    const { rows } = await world.owner.query(
      "select to_jsonb(i)::text || (select coalesce(string_agg(f.detail::text, ''), '') from fact f) as all from invitation i",
    );
    expect(token.length).toBeGreaterThan(60);
    expect(JSON.stringify(rows)).not.toContain(token.slice(37));
  });

  test('two people of one provider cannot have one e-mail address', async () => {
    await expect(
      world.as('ada')(peopleApi.invitePerson, {
        body: { ...nina, roles: ['cse'], email: 'marek@example.com' },
      }),
    ).rejects.toMatchObject({ code: 'person.email-taken' });
  });

  test.each([
    ['a portal role without a client', ['client-contact'], false],
    ['a staff role with a client', ['csdm'], true],
    ['both at once', ['csdm', 'client-contact'], true],
  ] as const)('%s is refused', async (_, roles, ofClient) => {
    await expect(
      world.as('ada')(peopleApi.invitePerson, {
        body: {
          ...nina,
          email: 'x@example.com',
          roles: [...roles],
          clientId: ofClient ? world.lakeside : null,
        },
      }),
    ).rejects.toMatchObject({ code: 'invalid-input', faults: [{ path: '/roles' }] });
  });

  test("a portal user is invited for a client of the provider's own, and for no other's", async () => {
    const body = { ...nina, email: 'nora@lakeside.example', roles: ['client-contact' as const] };
    const { person } = await world.as('ada')(peopleApi.invitePerson, {
      body: { ...body, clientId: world.lakeside },
    });
    const { items } = await world.as('ines')(peopleApi.listPeople, { query: { client: world.lakeside } });
    expect(items.map(({ name }) => name)).toEqual(['Carl', 'Lena', 'Nina Petrov']);
    expect(person.clientId).toBe(world.lakeside);
    await expect(
      world.as('ada')(peopleApi.invitePerson, {
        body: { ...body, email: 'o@lakeside.example', clientId: world.foreign },
      }),
    ).rejects.toMatchObject({ code: 'person.client-unknown' });
  });

  test('only an administrator invites', async () => {
    await expect(
      world.as('sofia')(peopleApi.invitePerson, {
        body: { ...nina, roles: ['cse'], email: 'y@example.com' },
      }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('roles', () => {
  test('a change of roles is kept in their order and put on record with what was before', async () => {
    const id = await someoneWith('rosa', ['cse']);
    const changed = await world.as('ada')(peopleApi.changeRoles, {
      params: { person: id },
      body: { roles: ['supervisor', 'cse', 'cse'] },
    });
    expect(changed.roles).toEqual(['cse', 'supervisor']);
    const { rows } = await world.owner.query(
      "select detail, actor_id from fact where object_id = $1 and act = 'person.roles-changed'",
      [id],
    );
    expect(rows).toEqual([
      { detail: { before: ['cse'], after: ['cse', 'supervisor'] }, actor_id: world.people.ada.id },
    ]);
  });

  test('a portal user gets no role of the provider', async () => {
    await expect(
      world.as('ada')(peopleApi.changeRoles, {
        params: { person: world.people.carl.id },
        body: { roles: ['csdm'] },
      }),
    ).rejects.toMatchObject({ code: 'person.roles-unfit' });
  });

  test('the last administrator who can sign in stays one, whatever others were invited', async () => {
    const only = await someoneWith('alba', ['administrator']);
    const refusedAs = (call: Promise<unknown>) =>
      expect(call).rejects.toMatchObject({ code: 'person.last-administrator' });
    await refusedAs(
      world.as('ada')(peopleApi.changeRoles, { params: { person: only }, body: { roles: ['cse'] } }),
    );
    await refusedAs(world.as('ada')(peopleApi.deactivatePerson, { params: { person: only } }));
    await someoneWith('bela', ['administrator']);
    const { active } = await world.as('ada')(peopleApi.deactivatePerson, { params: { person: only } });
    expect(active).toBe(false);
    expect(await factsOf(only)).toEqual(['person.invited', 'person.deactivated']);
  });

  test('of two administrators who take each other out at the same moment, one stays', async () => {
    await world.owner.query('update person set signs_in_since = null where provider_id = $1', [
      world.providerId,
    ]);
    const [cato, dora] = [
      await someoneWith('cato', ['administrator']),
      await someoneWith('dora', ['administrator']),
    ];
    const { changeRoles } = peopleHandlers(world.signIn);
    const body = { roles: ['cse' as const] };
    let second: Promise<unknown> = Promise.resolve();
    await world.doing('ada', async (context) => {
      await changeRoles(context, { params: { person: cato }, query: {}, body });
      second = world.as('ada')(peopleApi.changeRoles, { params: { person: dora }, body });
      // Long enough for the second to find out whether it may, were it not made to wait for the first.
      await Promise.race([second.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500))]);
    });
    await expect(second).rejects.toMatchObject({ code: 'person.last-administrator' });
  });
});

describe('what others may know', () => {
  test('people of another provider are not there', async () => {
    const { items } = await world.as('olga')(peopleApi.listPeople, {});
    expect(items.map(({ name }) => name)).toEqual(['Olga']);
    for (const route of [
      peopleApi.deactivatePerson,
      peopleApi.inviteAgain,
      peopleApi.endSessions,
      peopleApi.removeSecondFactor,
      peopleApi.getPerson,
    ]) {
      await expect(
        world.as('olga')(route, { params: { person: world.people.marek.id } }),
      ).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('a portal user does not see the list of people', async () => {
    await expect(world.as('lena')(peopleApi.listPeople, {})).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('everybody sees who they are and whom they work for', async () => {
    const self = await world.as('lena')(peopleApi.showSelf, {});
    expect(self).toMatchObject({
      person: { name: 'Lena', roles: ['client-executive'], clientId: world.lakeside },
      provider: {
        name: 'Northwind Managed Services',
        currency: 'USD',
        timeZone: 'America/Chicago',
        sample: false,
      },
      secondFactor: false,
    });
  });
});

describe('the provider', () => {
  test('of two edits made from one version the second is refused and told the version', async () => {
    const { id: _, sample: __, version, ...provider } = await world.as('ada')(peopleApi.showProvider, {});
    const edited = await world.as('ada')(peopleApi.editProvider, {
      body: { ...provider, timeZone: 'Europe/London', version },
    });
    expect(edited).toMatchObject({ timeZone: 'Europe/London', version: version + 1 });
    await expect(
      world.as('ada')(peopleApi.editProvider, { body: { ...provider, name: 'Late', version } }),
    ).rejects.toMatchObject({ code: 'provider.edited-meanwhile', about: { version: version + 1 } });
  });
});

describe('sessions', () => {
  const passwordOf = (id: PersonId, providerId: ProviderId, name: string) =>
    world.signIn.choosePassword(
      { id, providerId, name, email: `${name}@example.com` },
      'a long enough password',
    );
  const sessionOf = async (person: PersonId) => {
    const { rows } = await world.owner.query<{ id: string }>(
      `insert into auth.session ("expiresAt", token, "updatedAt", "userId", "userAgent") values (now() + interval '1 hour', gen_random_uuid(), now(), $1, 'Firefox') returning id`,
      [person],
    );
    return rows[0]!.id;
  };

  test('people see and end their own sessions, and cannot end those of others', async () => {
    const { marek, priya } = world.people;
    await passwordOf(marek.id, world.providerId, 'marek');
    await passwordOf(priya.id, world.providerId, 'priya');
    const [own, others] = [await sessionOf(marek.id), await sessionOf(priya.id)];
    expect(await world.as('marek')(peopleApi.listOwnSessions, {})).toMatchObject([
      { id: own, userAgent: 'Firefox', current: false },
    ]);
    await expect(
      world.as('marek')(peopleApi.endOwnSession, { params: { session: others } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await world.as('marek')(peopleApi.endOwnSession, { params: { session: own } });
    expect(await world.as('marek')(peopleApi.listOwnSessions, {})).toEqual([]);
    expect(await factsOf(own)).toEqual(['session.ended']);
    expect(await world.as('ada')(peopleApi.listSessions, { params: { person: priya.id } })).toHaveLength(1);
  });

  test('whoever is deactivated loses all sessions, and may be let in again', async () => {
    const { priya } = world.people;
    await sessionOf(priya.id);
    await world.as('ada')(peopleApi.deactivatePerson, { params: { person: priya.id } });
    expect(await world.as('ada')(peopleApi.listSessions, { params: { person: priya.id } })).toEqual([]);
    await expect(
      world.as('ada')(peopleApi.inviteAgain, { params: { person: priya.id } }),
    ).rejects.toMatchObject({ code: 'person.deactivated' });
    expect((await world.as('ada')(peopleApi.reactivatePerson, { params: { person: priya.id } })).active).toBe(
      true,
    );
  });

  test("the application's role cannot read a password", async () => {
    for (const table of ['auth.account', 'auth.session', 'auth."user"']) {
      await world.owner.query('begin; set local role tandem_app');
      await expect(world.owner.query(`select * from ${table}`)).rejects.toThrow(
        'permission denied for schema auth',
      );
      await world.owner.query('rollback');
    }
  });

  test('the role of sign-in can read nothing but sign-in', async () => {
    await world.owner.query('begin; set local role tandem_auth');
    await expect(world.owner.query('select * from person')).rejects.toThrow(
      'permission denied for table person',
    );
    await world.owner.query('rollback');
  });
});
