import { beforeEach, describe, expect, test } from 'vitest';
import { useTeam } from '../../test/team.ts';
import { timesheet } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import type { Request } from '../core/route.ts';
import type { ClientId } from '../people/person.ts';
import { timeApi } from './api.ts';

const world = useWorld();
useTeam(world);
const { hour, log, edit, submit, show, codeOf } = timesheet(world);

type Asked = Request<typeof timeApi.decideScope>['body'];

/** A small task for the CSE of network, unless said otherwise. */
const task = (said: Partial<Asked> = {}): Asked => ({
  asked: 'Label the cables of the new rack',
  role: 'cse',
  technologyGroup: 'network',
  specificAndDefined: true,
  onePerson: true,
  needsProjectCoordination: false,
  beyondContract: false,
  ...said,
});
const decide = (who: Name, said: Partial<Asked> = {}, client: ClientId = world.lakeside) =>
  world.as(who)(timeApi.decideScope, { params: { client }, body: task(said) });
const check = (who: Name, body: Asked) =>
  world.as(who)(timeApi.checkScope, { params: { client: world.lakeside }, body });
const list = (who: Name, query: object = {}) =>
  world.as(who)(timeApi.listScopeDecisions, { params: { client: world.lakeside }, query });

beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  await world.owner.query('delete from entry');
  // Decisions are never taken back; only a test starts over.
  await world.owner.query('set session_replication_role = replica; delete from scope_decision');
  await world.owner.query('reset session_replication_role');
});

describe('deciding on the scope of what a client asks for', () => {
  test('keeps what was asked, the answers, the clause, the reason and who decided', async () => {
    const decision = await decide('marek', { reason: 'Half an hour, on the way' });
    expect(decision).toMatchObject({
      clientId: world.lakeside,
      asked: 'Label the cables of the new rack',
      question: { role: 'cse', activity: null, specificAndDefined: true },
      scope: { kind: 'additional', clause: { section: '2.4' } },
      reason: 'Half an hour, on the way',
      decidedByName: 'Marek',
      decidedAt: '2026-11-24T15:00:00Z',
    });
    expect((await list('frank')).items).toEqual([decision]);
    const facts = await world.owner.query(
      `select actor_id from fact where act = 'scope.decided' and object_id = $1`,
      [decision.id],
    );
    expect(facts.rows).toEqual([{ actor_id: world.people.marek.id }]);
  });

  test('a check says the same and keeps nothing', async () => {
    expect(await check('marek', task({ activity: 22 }))).toMatchObject({ kind: 'in-scope', row: 22 });
    expect((await list('marek')).items).toEqual([]);
  });

  test('a row of security is in scope once the client buys the service, and until it ends', async () => {
    const row = task({ activity: 47, technologyGroup: 'security' });
    const buy = (from: string, to: string) =>
      world.owner.query(
        `insert into purchased_service (provider_id, id, client_id, kind, from_day, to_day)
         values ($1, gen_random_uuid(), $2, 'managed-security', $3, $4)`,
        [world.providerId, world.lakeside, from, to],
      );
    await buy('2026-11-01', '2026-11-24');
    expect((await check('priya', row)).kind).toBe('additional');
    await buy('2026-11-24', '2026-11-25');
    expect((await check('priya', row)).kind).toBe('in-scope');
  });

  test('what could be accepted is referred by discretion, with a reason; what the matrix covers is not', async () => {
    const referred = await decide('ines', { refer: true, reason: 'The core switch is at risk' });
    expect(referred.scope).toMatchObject({ kind: 'refer', role: null, clause: { section: '2.4' } });
    expect(await codeOf(decide('ines', { refer: true }))).toBe('invalid-input');
    expect(await codeOf(decide('ines', { refer: true, reason: 'Busy', activity: 22 }))).toBe('scope.covered');
  });

  test('the list is newest first, and goes on where a page ended', async () => {
    const first = await decide('marek');
    world.clock.now = Temporal.Instant.from('2026-11-24T15:01:00Z');
    const second = await decide('marek', { asked: 'Another one' });
    const page = await list('marek', { limit: 1 });
    expect(page.items).toEqual([second]);
    expect((await list('marek', { limit: 1, cursor: page.next })).items).toEqual([first]);
  });

  test('a client does not read what the provider decided about its requests', async () => {
    expect(await codeOf(list('lena'))).toBe('not-allowed');
  });

  test('stays as it is, also for the owner of the tables', async () => {
    await decide('marek');
    await expect(world.owner.query(`update scope_decision set kind = 'refer'`)).rejects.toThrow(
      'append-only',
    );
    await expect(world.owner.query('delete from scope_decision')).rejects.toThrow('append-only');
  });
});

describe('an entry that follows a scope decision', () => {
  const additional = { billing: 'additional', definedTask: true } as const;

  test('names it, and can be deleted while the decision stays', async () => {
    const { id: scopeDecisionId } = await decide('marek');
    const entry = await log('marek', hour('13:00', '14:00', { ...additional, scopeDecisionId }));
    expect(entry).toEqual(await show(entry));
    expect(entry.scopeDecisionId).toBe(scopeDecisionId);
    await world.as('marek')(timeApi.deleteEntry, { params: { entry: entry.id } });
    expect((await list('marek')).items).toHaveLength(1);
  });

  test('is billed as decided, by the role decided, for the same client', async () => {
    const { id: scopeDecisionId } = await decide('marek');
    const { id: elsewhere } = await decide('ines', {}, world.harbor);
    const { id: referred } = await decide('marek', { onePerson: false });
    const tried = (said: object) => codeOf(log('marek', hour('13:00', '14:00', said)));
    expect(await tried({ scopeDecisionId })).toBe('entry.decided-otherwise');
    expect(await tried({ scopeDecisionId, billing: 'incremental' })).toBe('entry.decided-otherwise');
    expect(await tried({ ...additional, scopeDecisionId: elsewhere })).toBe('entry.decided-otherwise');
    expect(await tried({ ...additional, scopeDecisionId: referred })).toBe('entry.decided-otherwise');
    expect(await tried({ scopeDecisionId, billing: 'goodwill' })).toBe('done');
  });

  test('an open-ended task is refused whatever was decided', async () => {
    const { id: scopeDecisionId } = await decide('marek');
    expect(
      await codeOf(log('marek', hour('13:00', '14:00', { billing: 'additional', scopeDecisionId }))),
    ).toBe('entry.open-ended');
  });

  test('keeps its decision through an edit as long as it follows it', async () => {
    const { id: scopeDecisionId } = await decide('marek');
    const entry = await log('marek', hour('13:00', '14:00', { ...additional, scopeDecisionId }));
    const later = await edit('marek', entry, hour('13:00', '13:30', additional));
    expect(later.scopeDecisionId).toBe(scopeDecisionId);
    expect((await edit('marek', later, hour('13:00', '13:30'))).scopeDecisionId).toBeNull();
  });

  test('the database holds it to a decision of its own client', async () => {
    const { id } = await decide('ines', {}, world.harbor);
    const entry = await log('marek', hour('13:00', '14:00'));
    await expect(
      world.owner.query('update entry set scope_decision_id = $1 where id = $2', [id, entry.id]),
    ).rejects.toThrow('foreign key');
  });
});

describe('the role fit of an entry', () => {
  const waiting = async () => (await world.as('sofia')(timeApi.listApprovals, { query: {} })).items;

  test('tells those who were allowed, by whom and why, from the team', async () => {
    const own = await log('marek', hour('12:00', '13:00'));
    const guest = await log('sofia', {
      ...hour('13:00', '14:00', { technologyGroup: 'security', allowance: 'Priya is ill' }),
      personId: world.people.marek.id,
    });
    const internal = await log('marek', hour('14:00', '14:30', { clientId: null, billing: 'internal' }));
    expect([own.roleFit, internal.roleFit]).toEqual([{ fit: 'designated' }, null]);
    expect(guest.roleFit).toEqual({ fit: 'allowed', byName: 'Sofia', reason: 'Priya is ill' });
    await submit('sofia', own, guest);
    const fits = new Map((await waiting()).map(({ id, roleFit }) => [id, roleFit]));
    expect(fits.get(guest.id)).toEqual(guest.roleFit);
    expect(fits.get(own.id)).toEqual({ fit: 'designated' });
  });

  test('says so where the designation was changed afterwards, by the client’s local day', async () => {
    const end = (day: string | null) =>
      world.owner.query(
        `update designation set to_day = $1 where person_id = $2 and client_id = $3 and technology_group_id = 'network'`,
        [day, world.people.marek.id, world.lakeside],
      );
    const entry = await log('marek', hour('12:00', '13:00'));
    const evening = await log('marek', hour('02:00', '03:00'));
    await submit('marek', entry, evening);
    try {
      await end('2026-11-24');
      const fits = new Map((await waiting()).map(({ id, roleFit }) => [id, roleFit]));
      expect(fits.get(entry.id)).toEqual({
        fit: 'no-longer-designated',
        reason: 'Marek is not on the team as CSE of network on that day any more.',
      });
      expect(fits.get(evening.id)).toEqual({ fit: 'designated' });
    } finally {
      await end(null);
    }
  });
});
