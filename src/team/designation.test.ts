import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { groupsToStaff, teamGaps } from './coverage.ts';
import { DesignationDraft, mayBeNamed, mayWorkFor } from './designation.ts';

const group = (id: string) => TechnologyGroupId.parse(id);

/** A team as text: who is what, from when to when. `csdm`, `cse network`, with `deputy` behind. */
const team = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [place = '', from = '', to] = line.trim().split(/\s{2,}/);
      const [role, technology] = place.replace(' deputy', '').split(' ');
      return {
        role: role === 'csdm' ? ('csdm' as const) : ('cse' as const),
        technologyGroup: technology === undefined ? null : group(technology),
        deputy: place.endsWith('deputy'),
        from,
        to: to ?? null,
      };
    });

const marek = team(`
  cse network          2026-11-01  2026-12-01
  cse security deputy  2026-11-20
  csdm                 2026-12-01`);

describe('whom somebody may work for', () => {
  test.each([
    ['cse', 'network', '2026-11-01', true, 'from the first day on'],
    ['cse', 'network', '2026-11-30', true, 'to the last day'],
    ['cse', 'network', '2026-12-01', false, 'not on the day the designation ends'],
    ['cse', 'network', '2026-10-31', false, 'not before it begins'],
    ['cse', 'security', '2027-06-01', true, 'as a deputy, with no end in sight'],
    ['cse', 'collaboration', '2026-11-24', false, 'not in another technology group'],
    ['csdm', null, '2026-11-24', false, 'an engineer is no delivery manager'],
    ['csdm', null, '2026-12-01', true, 'until named delivery manager'],
  ] as const)('as %s of %s on %s: %s, %s', (role, technologyGroup, day, may, _why) => {
    expect(mayWorkFor(marek, { role, technologyGroup, day })).toBe(may);
  });

  test('a delivery manager does not work as an engineer', () => {
    const work = { role: 'cse', technologyGroup: 'network', day: '2026-12-24' } as const;
    expect(mayWorkFor(team('csdm  2026-12-01'), work)).toBe(false);
  });

  test('nobody works for a client without being named', () => {
    expect(mayWorkFor([], { role: 'csdm', technologyGroup: null, day: '2026-11-24' })).toBe(false);
  });
});

describe('who may be named', () => {
  test('only active people who hold the role', () => {
    expect(mayBeNamed({ roles: ['cse', 'supervisor'], active: true }, 'cse')).toBe(true);
    expect(mayBeNamed({ roles: ['cse', 'supervisor'], active: true }, 'csdm')).toBe(false);
    expect(mayBeNamed({ roles: ['cse'], active: false }, 'cse')).toBe(false);
  });

  test('an engineer is named for a technology group, a delivery manager for none', () => {
    const draft = { personId: '0190a5b0-0000-7000-8000-000000000000', from: '2026-11-01' };
    expect(DesignationDraft.safeParse({ ...draft, role: 'cse' }).success).toBe(false);
    expect(DesignationDraft.safeParse({ ...draft, role: 'csdm', technologyGroup: 'network' }).success).toBe(
      false,
    );
    expect(DesignationDraft.safeParse({ ...draft, role: 'csdm', to: '2026-11-01' }).success).toBe(false);
    expect(DesignationDraft.safeParse({ ...draft, role: 'csdm' }).success).toBe(true);
  });
});

describe('what a team lacks', () => {
  const scope = [group('network'), group('security')];

  test('nobody named is no CSDM and no CSE for each technology in scope', () => {
    expect(teamGaps(scope, [], '2026-11-24')).toEqual([
      { kind: 'no-csdm' },
      { kind: 'no-cse', technologyGroup: 'network' },
      { kind: 'no-cse', technologyGroup: 'security' },
    ]);
  });

  test('a place is filled on the days of its designation, and by no deputy', () => {
    const named = team(`
      csdm                 2026-01-01
      cse network          2026-11-01  2026-12-01
      cse security deputy  2026-01-01`);
    expect(teamGaps(scope, named, '2026-11-30')).toEqual([{ kind: 'no-cse', technologyGroup: 'security' }]);
    expect(teamGaps(scope, named, '2026-12-01')).toEqual([
      { kind: 'no-cse', technologyGroup: 'network' },
      { kind: 'no-cse', technologyGroup: 'security' },
    ]);
  });

  test('without technology in scope a CSDM is team enough', () => {
    expect(teamGaps([], team('csdm  2026-01-01'), '2026-11-24')).toEqual([]);
  });

  test('while a security service is bought, security needs a CSE', () => {
    const services = [{ kind: 'vulnerability-scanner', from: '2026-01-01', to: '2026-12-01' }] as const;
    expect(groupsToStaff([group('network')], services, '2026-11-30')).toEqual(['network', 'security']);
    expect(groupsToStaff([group('network')], services, '2026-12-01')).toEqual(['network']);
    expect(groupsToStaff(scope, services, '2026-11-30')).toEqual(['network', 'security']);
    const others = [{ kind: 'help-desk', from: '2026-01-01', to: null }] as const;
    expect(groupsToStaff([group('network')], others, '2026-11-30')).toEqual(['network']);
  });
});
