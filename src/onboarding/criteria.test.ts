import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { criteria, exitCriteria, type Records } from './criteria.ts';
import { emptyKickOff } from './kick-off.ts';
import { missingFor, phaseNow } from './onboarding.ts';

const network = TechnologyGroupId.parse('network');
const security = TechnologyGroupId.parse('security');
const until = { from: '2026-01-01', to: null };

/** A client of which everything is on record. */
const complete: Records = {
  today: '2026-11-24',
  contract: {
    number: 'LAKE-1',
    start: '2026-11-01',
    end: '2027-11-01',
    packages: [standardFor(network)],
  },
  services: [{ kind: 'help-desk', ...until }],
  contacts: [{ name: 'Carl', authority: ['approve-change'], endedAt: null }],
  team: [
    { role: 'csdm', technologyGroup: null, deputy: false, name: 'Ines', ...until },
    { role: 'cse', technologyGroup: network, deputy: false, name: 'Marek', ...until },
  ],
  planAcceptance: null,
  series: [{ kind: 'operational-call', title: 'Weekly call', ...until }],
  touchPoints: [],
  occurrencesDone: 1,
  successCriteria: [{ name: 'Uptime', kind: 'kpi', current: { value: '98', day: '2026-11-20' }, drop: null }],
  kickOff: {
    ...emptyKickOff,
    currentState: 'a',
    painPoints: 'b',
    gaps: 'c',
    cadence: 'd',
    checklists: 'e',
    version: 1,
  },
  tasks: [],
  closed: [],
};

function standardFor(...technologyGroups: TechnologyGroupId[]): Records['contract']['packages'][number] {
  return { technologyGroups, from: '2026-11-01', to: '2027-11-01' };
}

const stand = (said: Partial<Records>, key: string) =>
  exitCriteria({ ...complete, ...said }, new Map()).find((one) => one.key === key);
const lacking: readonly (readonly [key: string, said: Partial<Records>, words: string])[] = [
  ['contract-signed', { today: '2027-11-01' }, 'LAKE-1 ended on 2027-11-01'],
  ['services-recorded', { services: [] }, 'Neither managed services nor help desk is on record'],
  ['csdm-designated', { team: [] }, 'Nobody is designated'],
  [
    'cses-designated',
    { contract: { ...complete.contract, packages: [standardFor(network, security)] } },
    'Nobody for security',
  ],
  [
    'cses-designated',
    { services: [...complete.services, { kind: 'managed-security', ...until }] },
    'Nobody for security',
  ],
  [
    'authority-named',
    { contacts: [{ name: 'Carl', authority: [], endedAt: null }] },
    'No contact may decide anything',
  ],
  [
    'authority-named',
    { contacts: [{ name: 'Carl', authority: ['approve-change'], endedAt: '2026-11-01T00:00:00Z' }] },
    'No contact may decide anything',
  ],
  ['kick-off-written', { kickOff: { ...complete.kickOff, gaps: '' } }, 'Not written: Perceived gaps'],
  [
    'success-criteria',
    { successCriteria: [{ name: 'Move', kind: 'goal', current: null, drop: null }] },
    'No KPI is recorded',
  ],
  [
    'touch-points-run',
    { series: [{ kind: 'operational-call', title: 'Weekly call', from: '2026-01-01', to: '2026-11-24' }] },
    'No such series runs',
  ],
  [
    'touch-points-run',
    { series: [{ kind: 'service-review', title: 'Review', ...until }] },
    'No such series runs',
  ],
  [
    'kick-off-tasks',
    { tasks: [{ phase: 'kick-off', title: 'Hold the kick-off', end: null }] },
    'Open: Hold the kick-off',
  ],
  ['documentation-after-kick-off', {}, 'Kick-off is still open'],
  ['plan-accepted', {}, 'The client has not accepted a plan'],
  ['minutes-published', {}, 'No minutes since it began'],
  ['true-up', {}, 'Nobody has stated it; devices and true-up will tick it'],
  ['plan-worked', { occurrencesDone: 0 }, 'Nothing of the plan is done yet'],
  [
    'kpis-measured',
    { successCriteria: [{ name: 'Uptime', kind: 'kpi', current: null, drop: null }] },
    'Not measured: Uptime',
  ],
];

describe('an exit criterion', () => {
  test.each(lacking)('%s does not hold where its record lacks: %#', (key, said, words) => {
    expect(stand(said, key)).toMatchObject({ holds: false, words });
  });

  test('of kick-off holds where everything is on record, and shows by what', () => {
    expect(missingFor('kick-off', exitCriteria(complete, new Map()))).toEqual([]);
    expect(stand({}, 'csdm-designated')?.words).toBe('Ines');
    expect(stand({ services: complete.services }, 'cses-designated')?.words).toBe('network');
  });

  test('that no record shows holds as somebody stated it, and says which part of Tandem it waits for', () => {
    const statement = {
      holds: true,
      words: '118 devices',
      link: '',
      byName: 'Ines',
      at: '2026-11-20T10:00:00Z',
    };
    const found = exitCriteria(complete, new Map([['true-up', statement]]));
    expect(found.find(({ key }) => key === 'true-up')).toEqual({
      key: 'true-up',
      phase: 'documentation',
      title: 'Supported devices are trued up',
      holds: true,
      words: '118 devices',
      waitsFor: 'devices and true-up',
      statement,
    });
  });

  test('has a key of its own', () => {
    expect(new Set(criteria.map(({ key }) => key)).size).toBe(criteria.length);
  });
});

test('the phase of an onboarding is the first that is not closed, also one that was opened again', () => {
  expect([phaseNow([]), phaseNow(['kick-off']), phaseNow(['documentation'])]).toEqual([
    'kick-off',
    'documentation',
    'kick-off',
  ]);
  expect(phaseNow(['ongoing', 'documentation', 'kick-off'])).toBeNull();
});
