import { expect, test } from 'vitest';
import { TechnologyGroupId, type TechnologyGroup } from '../../clients/client.ts';
import { known } from '../../core/id.ts';
import type { TeamMember } from '../designation.ts';
import { placesOf, placeWords } from './team-place.ts';

const group = (id: string, name: string): TechnologyGroup => ({ id: TechnologyGroupId.parse(id), name });
const groups = [group('network', 'Network'), group('security', 'Security'), group('voice', 'Voice')];
const [network, security] = groups.map(({ id }) => id);
const member = (name: string, changes: Partial<TeamMember>): TeamMember => ({
  id: known(name),
  clientId: known('lakeside'),
  personId: known(name),
  name,
  email: `${name}@example.com`,
  role: 'cse',
  technologyGroup: network!,
  deputy: false,
  from: '2026-01-01',
  to: null,
  ...changes,
});
const places = (team: readonly TeamMember[], gaps: Parameters<typeof placesOf>[3] = []) =>
  placesOf({ technologyGroups: [network!] }, groups, team, gaps, '2026-11-24');

test('the CSDM stands first, then technologies in scope, lacking or with somebody named', () => {
  const shown = places([], [{ kind: 'no-cse', technologyGroup: security! }, { kind: 'no-csdm' }]);
  expect(shown.map((place) => [placeWords(place), place.isGap])).toEqual([
    ['CSDM', true],
    ['CSE, Network', false],
    ['CSE, Security', true],
  ]);
});

test('who holds a place stands before deputies, those to come, and those who were', () => {
  const [, cse] = places([
    member('was', { to: '2026-11-24' }),
    member('will', { from: '2026-12-01' }),
    member('deputy', { deputy: true }),
    member('holds', {}),
  ]);
  expect(cse?.members.map(({ name }) => name)).toEqual(['holds', 'deputy', 'will', 'was']);
});
