import { describe, expect, test } from 'vitest';
import { absencesIn, clientIdFor, membersIn, personIdFor } from '../../test/roster.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { alarmsOf, type WatchedClient } from './alarm.ts';
import { groupsContracted, leavesWithout } from './coverage.ts';

const network = TechnologyGroupId.parse('network');
const contract = {
  start: '2026-01-01',
  end: '2027-01-01',
  packages: [{ technologyGroups: [network], from: '2026-01-01', to: '2027-01-01' }],
};
const heads = '| client | person | place | from | to |\n';
const complete = `
  | Lakeside | Ines  | csdm        | 2026-01-01 | |
  | Lakeside | Marek | cse network | 2026-01-01 | |`;
const awayHeads = '| person | from | back | part |\n';

interface Told {
  readonly team?: string;
  readonly gone?: readonly string[];
  readonly away?: string;
  readonly client?: Partial<WatchedClient>;
  readonly expires?: string;
}
const alarms = ({ team = complete, gone = [], away = '', client = {}, expires }: Told) =>
  alarmsOf({
    clients: [
      {
        id: clientIdFor('Lakeside'),
        name: 'Lakeside',
        today: '2026-11-24',
        contracts: [contract],
        services: [],
        members: membersIn(heads + team).map((member) => ({
          ...member,
          active: !gone.includes(member.name),
        })),
        ...client,
      },
    ],
    absences: absencesIn(awayHeads + away),
    skills:
      expires === undefined
        ? []
        : [
            {
              personId: personIdFor('Marek'),
              personName: 'Marek',
              technologyGroup: network,
              level: 'leads',
              qualification: 'Level 2',
              expires,
              setAt: '2026-01-01T00:00:00Z',
            },
          ],
    today: '2026-11-24',
    days: 30,
    groupNames: new Map([
      ['network', 'Network'],
      ['security', 'Security'],
    ]),
  });
const words = (told: Told) => alarms(told).map((alarm) => alarm.words);

describe('team alarms', () => {
  test('are silent where everybody needed is named and there', () => {
    expect(alarms({})).toEqual([]);
  });

  test('are silent for a client whose contract does not run', () => {
    expect(alarms({ team: '', client: { contracts: [{ ...contract, end: '2026-11-24' }] } })).toEqual([]);
  });

  test('say that nobody is named, the CSDM and each group of the packages', () => {
    expect(words({ team: '' })).toEqual([
      'Lakeside has no CSDM: nobody is named.',
      'Lakeside has no CSE of Network: nobody is named.',
    ]);
  });

  test('ask for a CSE of security while a security service is bought', () => {
    const services = [{ kind: 'managed-security' as const, from: '2026-12-01', to: '2026-12-05' }];
    expect(words({ client: { services } })).toEqual([
      'Lakeside will have no CSE of Security from 1 December 2026 to 4 December 2026: nobody is named.',
    ]);
  });

  test('foresee the end of a designation, from its first day without anybody', () => {
    const team = complete

      .replace(/cse network +\| 2026-01-01 \| \|/, 'cse network | 2026-01-01 | 2026-12-10 |');
    expect(words({ team })).toEqual([
      'Lakeside will have no CSE of Network from 10 December 2026: Marek is no longer named.',
    ]);
  });

  test('see somebody who no longer works here', () => {
    expect(words({ gone: ['Ines'] })).toEqual(['Lakeside has no CSDM: Ines no longer works here.']);
  });

  test('see absence, unless a deputy stands in', () => {
    const away = '| Marek | 2026-12-07 | 2026-12-10 | |';
    expect(alarms({ away })).toMatchObject([
      {
        kind: 'no-cse',
        cause: 'absent',
        from: '2026-12-07',
        to: '2026-12-10',
        personId: personIdFor('Marek'),
      },
    ]);
    const team = `${complete}\n | Lakeside | Priya | cse network deputy | 2026-01-01 | |`;
    expect(alarms({ away, team })).toEqual([]);
    expect(alarms({ away, team, gone: ['Priya'] })).toHaveLength(1);
    expect(alarms({ away: `${away}\n | Priya | 2026-12-08 | 2026-12-09 | |`, team })).toMatchObject([
      { from: '2026-12-08', to: '2026-12-09' },
    ]);
  });

  test('leave out absence for a part of a day', () => {
    expect(alarms({ away: '| Marek | 2026-12-07 | 2026-12-08 | 08:00-12:00 |' })).toEqual([]);
  });

  test('do not count a deputy as whoever fills the place', () => {
    const team = complete.replace('cse network', 'cse network deputy');
    expect(words({ team })).toEqual(['Lakeside has no CSE of Network: nobody is named.']);
  });

  test('keep their key from day to day while they stand for the same reason', () => {
    const [today] = alarms({ team: '' });
    const [tomorrow] = alarms({ team: '', client: { today: '2026-11-25' } });
    expect([tomorrow?.key === today?.key, tomorrow?.from]).toEqual([true, '2026-11-25']);
  });

  test.each([
    [
      '2026-11-23',
      [
        'The qualification of Marek as CSE of Network for one client (Level 2) expired after 23 November 2026.',
      ],
    ],
    [
      '2026-12-23',
      [
        'The qualification of Marek as CSE of Network for one client (Level 2) is good until 23 December 2026.',
      ],
    ],
    ['2026-12-24', []],
  ])('tell that a qualification which ends on %s does so within the days', (expires, expected) => {
    expect(words({ expires })).toEqual(expected);
  });

  test('leave out the qualification of somebody who is CSE of its group for nobody', () => {
    const team = complete.replace('cse network', 'cse security');
    expect(alarms({ expires: '2026-12-01', team }).map(({ kind }) => kind)).not.toContain('qualification');
  });
});

describe('the groups that a client needs', () => {
  test('are those of the packages of the day, and unknown without a contract that runs', () => {
    expect(groupsContracted([contract], '2026-12-31')).toEqual(['network']);
    expect(groupsContracted([contract], '2027-01-01')).toBeNull();
    expect(groupsContracted([{ ...contract, packages: [] }], '2026-12-31')).toEqual([]);
  });
});

describe('ending a designation', () => {
  const [csdm, marek] = membersIn(heads + complete);
  const another = membersIn(`${heads} | Lakeside | Priya | cse network | 2026-12-01 | |`);
  test('leaves without whom the contract needs, and whom nobody follows on the day', () => {
    expect(leavesWithout([contract], [], [csdm!], marek!, '2026-12-01')).toBe(true);
    expect(leavesWithout([contract], [], another, csdm!, '2026-12-01')).toBe(true);
  });
  test.each([
    ['another is named for the same group by then', another, marek!, '2026-12-01', [contract]],
    ['it is a deputy’s', [], { ...marek!, deputy: true }, '2026-12-01', [contract]],
    ['it ends by then anyway', [], { ...marek!, to: '2026-12-01' }, '2026-12-01', [contract]],
    ['no contract runs', [], marek!, '2027-01-01', [contract]],
    [
      'the packages have another group',
      [],
      { ...marek!, technologyGroup: TechnologyGroupId.parse('security') },
      '2026-12-01',
      [contract],
    ],
  ])('leaves nobody without where %s', (_why, team, ended, day, contracts) => {
    expect(leavesWithout(contracts, [], team, ended, day)).toBe(false);
  });
});
