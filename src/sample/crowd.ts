import { clients as namedClients, staff as namedStaff, type ClientPart, type StaffMember } from './cast.ts';
import type { Random } from './random.ts';

export interface Crowd {
  readonly staff: readonly StaffMember[];
  readonly clients: readonly ClientPart[];
}

const clientsPerPerson = 8;
const engineerGroups = ['network', 'cloud-server-storage', 'security', 'collaboration'] as const;

/** The named cast for the first twelve clients; beyond them as many made-up clients and people as asked for, for measuring. */
export function crowdOf(random: Random, count: number): Crowd {
  const extra = Math.max(0, count - namedClients.length);
  const teams = Math.ceil(extra / clientsPerPerson);
  const staff = [...namedStaff];
  for (let team = 1; team <= teams; team++) staff.push(...teamOf(team));
  const clients = namedClients.slice(0, count);
  for (let index = 0; index < extra; index++)
    clients.push(clientOf(random, index, Math.floor(index / clientsPerPerson) + 1));
  return { staff, clients };
}

function teamOf(team: number): StaffMember[] {
  const engineers = engineerGroups.map((group): StaffMember => ({
    name: engineerName(team, group),
    roles: ['cse'],
    timeZone: 'America/Chicago',
    groups: [group],
  }));
  return [
    {
      name: csdmName(team),
      roles: ['csdm'],
      timeZone: 'America/Chicago',
      groups: [],
    },
    ...engineers,
  ];
}

function clientOf(random: Random, index: number, team: number): ClientPart {
  const groups =
    random.next() < 0.4
      ? ([random.pick(engineerGroups)] as const)
      : (['network', random.pick(['security', 'collaboration', 'cloud-server-storage'])] as const);
  const hours = groups.length > 1 ? random.pick([30, 40, 50, 60]) : random.pick([20, 30, 40]);
  const named = `${random.pick(places)} ${random.pick(trades)}`;
  return {
    code: `S${String(index + 1).padStart(4, '0')}`,
    name: `${named} ${index + 1}`,
    timeZone: random.pick(['America/Chicago', 'America/New_York', 'America/Denver', 'America/Los_Angeles']),
    currency: 'USD',
    spendHundreds: hours * 9,
    devices: hours * 8,
    groups,
    scope: 'standard',
    hours,
    supplements: groups.includes('security') ? { security: 10 } : {},
    csdm: csdmName(team),
    engineers: Object.fromEntries(groups.map((group) => [group, engineerName(team, group)])),
    turn: random.pick(['steady', 'steady', 'steady', 'overage', 'expiring']),
    executive: `Executive ${index + 1}`,
    contact: `Contact ${index + 1}`,
  };
}

const csdmName = (team: number): string => `Manager ${team}`;
const engineerName = (team: number, group: string): string => `Engineer ${team} ${group}`;

const places = [
  'Ashford',
  'Birchwood',
  'Clearwater',
  'Dunmore',
  'Elkhorn',
  'Fairview',
  'Granite',
  'Hillcrest',
  'Ironwood',
  'Keystone',
] as const;
const trades = [
  'Dental',
  'Foods',
  'Freight',
  'Insurance',
  'Machining',
  'Medical',
  'Schools',
  'Timber',
  'Utilities',
  'Vineyards',
] as const;
