import { describe, expect, test } from 'vitest';
import { useServed } from '../../test/served.ts';
import { Visitor } from '../../test/visitor.ts';
import { useWorld } from '../../test/world.ts';
import { peopleApi } from './api.ts';

const world = useWorld();
const served = useServed(world, ['carl', 'marek']);
const { password } = served;

const signIn = (visitor: Visitor, name: string, more: object = {}) =>
  visitor.post('/api/auth/sign-in', { email: `${name}@example.com`, password, ...more });
const refused = (status: number, code: string) => ({ status, body: { status, code } });

describe('invitations', () => {
  const invite = async (email: string) => {
    const { person, invitation } = await world.as('ada')(peopleApi.invitePerson, {
      body: { name: 'Nina Petrov', email, roles: ['cse'], timeZone: 'Europe/London' },
    });
    return { person, token: invitation.link.split('#')[1] ?? '' };
  };

  test('whoever has the link sees whom it invites, chooses a password, and signs in with it; the link works once', async () => {
    const { token } = await invite('nina@example.com');
    const visitor = new Visitor(served.base);
    expect((await visitor.post('/api/auth/invitation', { token })).body).toEqual({
      name: 'Nina Petrov',
      email: 'nina@example.com',
      provider: 'Northwind Managed Services',
    });
    expect(await visitor.post('/api/auth/invitation/acceptance', { token, password })).toMatchObject({
      status: 200,
    });
    expect(await signIn(visitor, 'nina')).toMatchObject({ status: 200 });
    expect(await visitor.get('/api/me')).toMatchObject({
      body: { person: { name: 'Nina Petrov', roles: ['cse'] } },
    });
    expect(
      await visitor.post('/api/auth/invitation/acceptance', { token, password: 'yet another password' }),
    ).toMatchObject(refused(409, 'invitation.closed'));
  });

  test('two who use one link at the same moment do not both choose', async () => {
    const { token } = await invite('nils@example.com');
    const answers = await Promise.all(
      ['the first password', 'the second password'].map((chosen) =>
        new Visitor(served.base).post('/api/auth/invitation/acceptance', { token, password: chosen }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  test('a link is worth nothing once a newer one was made, a week has passed, or the person is deactivated', async () => {
    const { person, token } = await invite('noah@example.com');
    const { link } = await world.as('ada')(peopleApi.inviteAgain, { params: { person: person.id } });
    const newer = link.split('#')[1] ?? '';
    const open = (one: string) => new Visitor(served.base).post('/api/auth/invitation', { token: one });
    expect(await open(token)).toMatchObject(refused(409, 'invitation.closed'));
    const then = world.clock.now;
    world.clock.now = then.add({ hours: 7 * 24 });
    expect(await open(newer)).toMatchObject(refused(409, 'invitation.closed'));
    world.clock.now = then;
    expect(await open(newer)).toMatchObject({ status: 200 });
    await world.as('ada')(peopleApi.deactivatePerson, { params: { person: person.id } });
    expect(await open(newer)).toMatchObject(refused(409, 'invitation.closed'));
  });

  test('a link does not open at another provider, nor does one that was guessed', async () => {
    const { token } = await invite('nora@example.com');
    const elsewhere = world.otherProviderId + token.slice(36);
    expect(await new Visitor(served.base).post('/api/auth/invitation', { token: elsewhere })).toMatchObject(
      refused(409, 'invitation.closed'),
    );
  });

  test('a new link sets a forgotten password, and ends the sessions of whoever had the old one', async () => {
    const visitor = new Visitor(served.base);
    await signIn(visitor, 'carl');
    const { link } = await world.as('ada')(peopleApi.inviteAgain, {
      params: { person: world.people.carl.id },
    });
    await new Visitor(served.base).post('/api/auth/invitation/acceptance', {
      token: link.split('#')[1] ?? '',
      password: 'remembered this time',
    });
    expect(await visitor.get('/api/me')).toMatchObject(refused(401, 'not-signed-in'));
    expect(
      await signIn(new Visitor(served.base), 'carl', { password: 'remembered this time' }),
    ).toMatchObject({
      status: 200,
    });
  });

  test('an address that signs in somebody else on this server cannot be chosen for', async () => {
    const { person, invitation } = await world.as('olga')(peopleApi.invitePerson, {
      body: { name: 'Marek', email: 'marek@example.com', roles: ['cse'], timeZone: 'Europe/London' },
    });
    const [, token = ''] = invitation.link.split('#');
    const chosen = await new Visitor(served.base).post('/api/auth/invitation/acceptance', {
      token,
      password: 'taken over by olga',
    });
    expect(chosen).toMatchObject(refused(409, 'invitation.address-taken'));
    expect(await signIn(new Visitor(served.base), 'marek')).toMatchObject({ status: 200 });
    const { items } = await world.as('olga')(peopleApi.listPeople, {});
    expect(items.find(({ id }) => id === person.id)).toMatchObject({ signIn: 'invited' });
  });
});
