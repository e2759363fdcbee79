import type { Role } from '../people/access.ts';

/** Who works at the sample provider, and what each does all day. */
export interface StaffMember {
  readonly name: string;
  readonly roles: readonly [Role, ...Role[]];
  readonly timeZone: string;
  /** The technology groups an engineer serves. */
  readonly groups: readonly string[];
}

export const providerName = 'Fieldstone Managed Services';

export const technologyGroups = [
  { id: 'cloud-server-storage', name: 'Cloud, server and storage' },
  { id: 'network', name: 'Network' },
  { id: 'security', name: 'Security' },
  { id: 'collaboration', name: 'Unified communications' },
] as const;

const chicago = 'America/Chicago';
const london = 'Europe/London';

export const staff: readonly StaffMember[] = [
  { name: 'Ines Carvalho', roles: ['csdm'], timeZone: chicago, groups: [] },
  { name: 'Tom Whitaker', roles: ['csdm'], timeZone: chicago, groups: [] },
  { name: 'Nadia Hussain', roles: ['csdm'], timeZone: london, groups: [] },
  { name: 'Marek Novak', roles: ['cse'], timeZone: chicago, groups: ['network'] },
  { name: 'Priya Raman', roles: ['cse'], timeZone: chicago, groups: ['cloud-server-storage'] },
  { name: 'Jonas Lindqvist', roles: ['cse'], timeZone: chicago, groups: ['security'] },
  { name: 'Aisha Bello', roles: ['cse'], timeZone: chicago, groups: ['collaboration', 'network'] },
  { name: 'Dmitri Sokolov', roles: ['cse'], timeZone: chicago, groups: ['network', 'cloud-server-storage'] },
  { name: 'Oliver Hart', roles: ['cse'], timeZone: london, groups: ['network', 'cloud-server-storage'] },
  // On no team: what she did meanwhile is in the file of time that can be imported to try it.
  { name: 'Noor Haddad', roles: ['cse'], timeZone: chicago, groups: ['network'] },
  { name: 'Sofia Marchetti', roles: ['supervisor'], timeZone: chicago, groups: [] },
  { name: 'Frank Osei', roles: ['finance'], timeZone: chicago, groups: [] },
  { name: 'Ada Lindgren', roles: ['administrator'], timeZone: chicago, groups: [] },
];

/** What happens to a client on purpose, so that every corner of the product has something to show. */
export type Turn =
  | 'steady'
  | 'overage'
  | 'expiring'
  | 'supplement-mid-month'
  | 'began-mid-month'
  | 'after-hours'
  | 'exceptions';

export interface ClientPart {
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly spendHundreds: number;
  readonly devices: number;
  readonly groups: readonly [string, ...string[]];
  readonly scope: 'csdm-only' | 'standard';
  readonly hours: number;
  /** Hours of supplemental packages by technology group. */
  readonly supplements: Readonly<Record<string, number>>;
  readonly csdm: string;
  readonly engineers: Readonly<Record<string, string>>;
  readonly turn: Turn;
  readonly executive: string;
  readonly contact: string;
}

export const clients: readonly ClientPart[] = [
  {
    code: 'LAKE',
    name: 'Lakeside Clinics',
    timeZone: chicago,
    currency: 'USD',
    spendHundreds: 260,
    devices: 310,
    groups: ['network', 'security'],
    scope: 'standard',
    hours: 30,
    supplements: { security: 10 },
    csdm: 'Ines Carvalho',
    engineers: { network: 'Marek Novak', security: 'Jonas Lindqvist' },
    turn: 'supplement-mid-month',
    executive: 'Lena Hoffmann',
    contact: 'Carl Dietz',
  },
  {
    code: 'COPPER',
    name: 'Copperfield Logistics',
    timeZone: 'America/Denver',
    currency: 'USD',
    spendHundreds: 118,
    devices: 184,
    groups: ['network'],
    scope: 'standard',
    hours: 20,
    supplements: {},
    csdm: 'Ines Carvalho',
    engineers: { network: 'Marek Novak' },
    turn: 'overage',
    executive: 'Ruth Alvarez',
    contact: 'Ben Okafor',
  },
  {
    code: 'MAPLE',
    name: 'Maple Ridge Schools',
    timeZone: 'America/Toronto',
    currency: 'CAD',
    spendHundreds: 274,
    devices: 420,
    groups: ['network', 'collaboration'],
    scope: 'standard',
    hours: 40,
    supplements: {},
    csdm: 'Tom Whitaker',
    engineers: { network: 'Dmitri Sokolov', collaboration: 'Aisha Bello' },
    turn: 'expiring',
    executive: 'Claire Bouchard',
    contact: 'Samir Patel',
  },
  {
    code: 'JUNIPER',
    name: 'Juniper & Vale Law',
    timeZone: 'America/New_York',
    currency: 'USD',
    spendHundreds: 92,
    devices: 96,
    groups: ['collaboration'],
    scope: 'standard',
    hours: 20,
    supplements: {},
    csdm: 'Tom Whitaker',
    engineers: { collaboration: 'Aisha Bello' },
    turn: 'began-mid-month',
    executive: 'Margaret Vale',
    contact: 'Nick Juno',
  },
  {
    code: 'HARBOR',
    name: 'Harbour Freight Lines',
    timeZone: london,
    currency: 'GBP',
    spendHundreds: 331,
    devices: 275,
    groups: ['network', 'cloud-server-storage'],
    scope: 'standard',
    hours: 40,
    supplements: { 'cloud-server-storage': 10 },
    csdm: 'Nadia Hussain',
    engineers: { network: 'Oliver Hart', 'cloud-server-storage': 'Oliver Hart' },
    turn: 'steady',
    executive: 'Hugo Pemberton',
    contact: 'Isla Grant',
  },
  {
    code: 'SUMMIT',
    name: 'Summit Outdoor Supply',
    timeZone: 'America/Boise',
    currency: 'USD',
    spendHundreds: 148,
    devices: 142,
    groups: ['cloud-server-storage'],
    scope: 'standard',
    hours: 20,
    supplements: {},
    csdm: 'Ines Carvalho',
    engineers: { 'cloud-server-storage': 'Priya Raman' },
    turn: 'after-hours',
    executive: 'Dale Krueger',
    contact: 'Mina Sato',
  },
  {
    code: 'ORCHARD',
    name: 'Orchard Valley Credit Union',
    timeZone: 'America/Los_Angeles',
    currency: 'USD',
    spendHundreds: 452,
    devices: 365,
    groups: ['security', 'network'],
    scope: 'standard',
    hours: 50,
    supplements: { security: 20 },
    csdm: 'Tom Whitaker',
    engineers: { security: 'Jonas Lindqvist', network: 'Dmitri Sokolov' },
    turn: 'exceptions',
    executive: 'Priscilla Munro',
    contact: 'Andre Lopes',
  },
  {
    code: 'TIDE',
    name: 'Tidewater Shipyards',
    timeZone: 'America/New_York',
    currency: 'USD',
    spendHundreds: 366,
    devices: 512,
    groups: ['network', 'cloud-server-storage'],
    scope: 'standard',
    hours: 40,
    supplements: {},
    csdm: 'Ines Carvalho',
    engineers: { network: 'Marek Novak', 'cloud-server-storage': 'Priya Raman' },
    turn: 'steady',
    executive: 'Walt Brandt',
    contact: 'Joy Adeyemi',
  },
  {
    code: 'PRAIRIE',
    name: 'Prairie Wind Energy',
    timeZone: chicago,
    currency: 'USD',
    spendHundreds: 186,
    devices: 205,
    groups: ['network'],
    scope: 'standard',
    hours: 20,
    supplements: {},
    csdm: 'Tom Whitaker',
    engineers: { network: 'Dmitri Sokolov' },
    turn: 'steady',
    executive: 'Gwen Larsen',
    contact: 'Pete Yoder',
  },
  {
    code: 'SAGE',
    name: 'Sagebrush Tribal Health',
    timeZone: 'America/Phoenix',
    currency: 'USD',
    spendHundreds: 240,
    devices: 268,
    groups: ['cloud-server-storage', 'collaboration'],
    scope: 'standard',
    hours: 30,
    supplements: { collaboration: 10 },
    csdm: 'Ines Carvalho',
    engineers: { 'cloud-server-storage': 'Priya Raman', collaboration: 'Aisha Bello' },
    turn: 'steady',
    executive: 'Rena Begay',
    contact: 'Luis Ortega',
  },
  {
    code: 'BEACON',
    name: 'Beacon Street Partners',
    timeZone: 'America/New_York',
    currency: 'USD',
    spendHundreds: 74,
    devices: 60,
    groups: ['network'],
    scope: 'csdm-only',
    hours: 20,
    supplements: {},
    csdm: 'Tom Whitaker',
    engineers: { network: 'Dmitri Sokolov' },
    turn: 'steady',
    executive: 'Owen Fitch',
    contact: 'Dana Marsh',
  },
  {
    code: 'ALOHA',
    name: 'Aloha Harvest Foods',
    timeZone: 'Pacific/Honolulu',
    currency: 'USD',
    spendHundreds: 129,
    devices: 131,
    groups: ['cloud-server-storage'],
    scope: 'standard',
    hours: 20,
    supplements: {},
    csdm: 'Ines Carvalho',
    engineers: { 'cloud-server-storage': 'Priya Raman' },
    turn: 'steady',
    executive: 'Keola Kane',
    contact: 'Mari Tanaka',
  },
];

/** What people write beside their time, by role. */
export const works: Readonly<
  Record<string, readonly [readonly [string, string], ...(readonly [string, string])[]]>
> = {
  csdm: [
    ['Regular client touch points', 'Weekly operational call, actions sent round'],
    ['Service execution report', 'Activity overview and metrics for the month'],
    ['SLA management', 'Reviewed missed targets with the service desk'],
    ['Change management coordination', 'Change schedule agreed with the client'],
    ['Root cause communication', "Explained last week's outage and what was mended"],
    ['Authorised contact list review', 'List confirmed, two contacts removed'],
    ['Client relationship management', 'Quarterly plans discussed with the executive'],
  ],
  network: [
    ['Device configuration review', 'Core switches compared with the standard'],
    ['Routine maintenance', 'Firmware staged and rebooted in the window'],
    ['Root cause determination', 'Spanning-tree loop traced to an unmanaged switch'],
    ['Performance reporting', 'Uplink utilisation, three months of trend'],
    ['Release and change execution', 'New VLAN for the warehouse scanners'],
    ['Technical suggestions', 'Proposed second uplink for the main site'],
  ],
  'cloud-server-storage': [
    ['Capacity reporting', 'Storage growth and the date it fills'],
    ['Critical patch identification', 'Advisories matched to the hypervisors'],
    ['Routine maintenance', 'Monthly patches on the application servers'],
    ['Run book management', 'Fail-over steps walked through and corrected'],
    ['Alert creation', 'Thresholds for the new database hosts'],
    ['Release and change execution', 'Virtual machines moved to the new cluster'],
  ],
  security: [
    ['Firewall audit', 'Forty rules reviewed, six removed'],
    ['Security event trend analysis', 'Sign-in attempts from new countries'],
    ['Vulnerability scan reporting', 'Critical findings followed up with owners'],
    ['Malware trend analysis', 'Two campaigns blocked at the gateway'],
    ['Intrusion event analysis', 'False positives tuned on the sensor'],
  ],
  collaboration: [
    ['Service escalation', 'Voice quality on the branch lines'],
    ['Technical documentation', 'Call flows drawn for the front desk'],
    ['Device configuration review', 'Meeting-room codecs compared with the standard'],
    ['Release and change execution', 'Auto-attendant for the new branch'],
  ],
};
