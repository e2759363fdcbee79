import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { known } from '../core/id.ts';
import { roles as allRoles } from '../people/access.ts';
import { keptFrom, leftUndecided, leftUnsubmitted, requireSettleable, type Decidable } from './decision.ts';
import { entryStates } from './entry.ts';

const lakeside = known<'client'>('lakeside');
const me = known<'person'>('me');

/** Somebody with these roles who is CSDM of Lakeside, or of nobody. */
const decider = (held: string, leads: boolean) => ({
  id: me,
  roles: allRoles.filter((role) => held.split(' ').includes(role)),
  leads: new Set(leads ? [lakeside] : []),
});
const entryOf = (said: Partial<Decidable>): Decidable => ({
  id: known<'entry'>('entry'),
  personId: known<'person'>('somebody'),
  clientId: lakeside,
  state: 'submitted',
  version: 3,
  ...said,
});
const clients = { Lakeside: lakeside, Harbor: known<'client'>('harbor'), none: null } as const;
const clientOf = (name: string) => Object.entries(clients).find(([known]) => known === name)?.[1] ?? null;

describe('who decides on time', () => {
  test.each(
    rows<'roles' | 'leads' | 'whose' | 'client' | 'kept'>(`
    | roles         | leads    | whose     | client   | kept            |
    | ------------- | -------- | --------- | -------- | --------------- |
    | csdm          | Lakeside | another's | Lakeside | may             |
    | csdm          | Lakeside | own       | Lakeside | own             |
    | csdm          | Lakeside | another's | Harbor   | not-your-client |
    | csdm          | Lakeside | another's | none     | not-your-client |
    | csdm          | nobody   | another's | Lakeside | not-your-client |
    | supervisor    | nobody   | another's | Harbor   | may             |
    | supervisor    | nobody   | own       | Harbor   | may             |
    | supervisor    | nobody   | another's | none     | may             |
    | administrator | nobody   | own       | none     | may             |
    | csdm finance  | Lakeside | own       | Lakeside | own             |
    `),
  )('$roles, CSDM of $leads, on $whose time for $client: $kept', ({ roles, leads, whose, client, kept }) => {
    const entry = entryOf({ clientId: clientOf(client), ...(whose === 'own' ? { personId: me } : {}) });
    expect(keptFrom(decider(roles, leads === 'Lakeside'), entry) ?? 'may').toBe(kept);
  });

  test('finance settles exceptions of all clients, not of their own time', () => {
    const finance = decider('finance', false);
    expect(() => requireSettleable(finance, entryOf({ state: 'approved' }))).not.toThrow();
    expect(() => requireSettleable(finance, entryOf({ state: 'approved', personId: me }))).toThrow(
      expect.objectContaining({ kind: expect.objectContaining({ code: 'entry.not-yours-to-decide' }) }),
    );
  });
});

describe('what can be decided', () => {
  test.each(entryStates)('of an entry that is %s', (state) => {
    expect(leftUndecided(decider('supervisor', false), entryOf({ state }), 3)).toBe(
      state === 'submitted' ? null : 'not-submitted',
    );
  });

  test('is what was seen, and what there is', () => {
    expect(leftUndecided(decider('supervisor', false), entryOf({}), 2)).toBe('edited-meanwhile');
    expect(leftUndecided(decider('supervisor', false), undefined, 2)).toBe('unknown');
  });

  test.each(entryStates)('an entry that is %s is submitted only as a draft or once rejected', (state) => {
    expect(leftUnsubmitted(decider('cse', false), entryOf({ state, personId: me }))).toBe(
      state === 'draft' || state === 'rejected' ? null : 'not-a-draft',
    );
  });

  test('nobody but a supervisor submits the time of others', () => {
    expect(leftUnsubmitted(decider('csdm', true), entryOf({ state: 'draft' }))).toBe('not-yours');
    expect(leftUnsubmitted(decider('supervisor', false), entryOf({ state: 'draft' }))).toBeNull();
  });
});
