import type { ServiceKind } from '../clients/purchased-service.ts';

/** Who answers for a row of the responsibility matrix. */
export type ActivityOwner = 'csdm' | 'cse' | 'client';

/** A row of the responsibility matrix: its number in the order of the service guide, and what we call it in short. */
export interface Activity {
  readonly row: number;
  readonly section: string;
  readonly name: string;
  readonly owners: readonly ActivityOwner[];
  /** What the client must have bought besides; such a row also needs the CSE of security. */
  readonly needs?: ServiceKind;
  /** Whether the guide says that Professional Services can be bought for it. */
  readonly professionalServices?: true;
}

/**
 * The 53 rows of the responsibility matrix in the order of the service guide, section 3; row `n` is `activities[n - 1]`. Names are short
 * ones of ours. Example: row 47 is "Security event trends", owned by the CSE, and needs managed security.
 */
export const activities: readonly Activity[] = [
  { row: 1, section: 'General', name: 'Client relationship', owners: ['csdm'] },
  { row: 2, section: 'General', name: 'Touch points', owners: ['csdm', 'cse'] },
  { row: 3, section: 'General', name: 'News of products and services', owners: ['csdm'] },
  { row: 4, section: 'General', name: 'News of provider changes', owners: ['csdm'] },
  { row: 5, section: 'Service administration', name: 'Service execution report', owners: ['csdm'] },
  {
    row: 6,
    section: 'Service administration',
    name: 'Service levels of the managed services',
    owners: ['csdm'],
  },
  { row: 7, section: 'Incidents and problems', name: 'Help with escalations', owners: ['csdm'] },
  { row: 8, section: 'Incidents and problems', name: 'Incident and problem trends', owners: ['cse'] },
  { row: 9, section: 'Incidents and problems', name: 'Telling a root cause', owners: ['csdm'] },
  { row: 10, section: 'Incidents and problems', name: 'Finding a root cause', owners: ['cse'] },
  {
    row: 11,
    section: 'Incidents and problems',
    name: 'Telling what an incident means to the client',
    owners: ['csdm'],
  },
  { row: 12, section: 'Incidents and problems', name: 'Play book', owners: ['csdm'] },
  { row: 13, section: 'Incidents and problems', name: 'Run book', owners: ['cse'] },
  { row: 14, section: 'Changes', name: 'Coordination of changes', owners: ['csdm'] },
  { row: 15, section: 'Changes', name: 'Normal changes', owners: ['csdm'] },
  { row: 16, section: 'Changes', name: 'Emergency changes', owners: ['csdm'] },
  { row: 17, section: 'Changes', name: 'Notice of provider maintenance', owners: ['csdm'] },
  { row: 18, section: 'Changes', name: 'Coordination of releases', owners: ['csdm'] },
  { row: 19, section: 'Changes', name: 'Routine maintenance', owners: ['cse'] },
  { row: 20, section: 'Changes', name: 'Configuration documents after major changes', owners: ['cse'] },
  { row: 21, section: 'Changes', name: 'Technical review of changes', owners: ['cse'] },
  { row: 22, section: 'Changes', name: 'Carrying out releases and changes', owners: ['cse'] },
  {
    row: 23,
    section: 'Changes',
    name: 'Carrying out major and minor releases and patches',
    owners: ['client'],
    professionalServices: true,
  },
  { row: 24, section: 'Life cycle', name: 'Coordination with integration projects', owners: ['csdm'] },
  { row: 25, section: 'Life cycle', name: 'Review of monitoring thresholds', owners: ['csdm'] },
  { row: 26, section: 'Life cycle', name: 'Review of authorized contacts', owners: ['csdm'] },
  { row: 27, section: 'Life cycle', name: 'Service documentation', owners: ['csdm'] },
  { row: 28, section: 'Life cycle', name: 'Custom infrastructure reports', owners: ['csdm'] },
  { row: 29, section: 'Life cycle', name: 'Technical documentation', owners: ['cse'] },
  { row: 30, section: 'Life cycle', name: 'Record of needs and interactions', owners: ['cse'] },
  { row: 31, section: 'Life cycle', name: 'Advice on patches and releases', owners: ['cse'] },
  { row: 32, section: 'Life cycle', name: 'Review of device configurations', owners: ['cse'] },
  { row: 33, section: 'Life cycle', name: 'Review of deployed infrastructure', owners: ['cse'] },
  { row: 34, section: 'Life cycle', name: 'Better uptime', owners: ['cse'] },
  { row: 35, section: 'Life cycle', name: 'Changes to alerting', owners: ['cse'] },
  { row: 36, section: 'Life cycle', name: 'New alerts', owners: ['cse'] },
  { row: 37, section: 'Life cycle', name: 'Service escalations', owners: ['cse'] },
  { row: 38, section: 'Life cycle', name: 'Service calls of the client', owners: ['cse'] },
  { row: 39, section: 'Life cycle', name: 'Help for the operations center', owners: ['cse'] },
  { row: 40, section: 'Life cycle', name: 'Availability report', owners: ['cse'] },
  { row: 41, section: 'Life cycle', name: 'Performance and capacity data', owners: ['cse'] },
  { row: 42, section: 'Life cycle', name: 'Performance report', owners: ['cse'] },
  { row: 43, section: 'Life cycle', name: 'Capacity report', owners: ['cse'] },
  { row: 44, section: 'Life cycle', name: 'Technical suggestions', owners: ['cse'] },
  { row: 45, section: 'Life cycle', name: 'Critical patches', owners: ['cse'] },
  { row: 46, section: 'Security', name: 'Firewall audits', owners: ['cse'], needs: 'vulnerability-scanner' },
  { row: 47, section: 'Security', name: 'Security event trends', owners: ['cse'], needs: 'managed-security' },
  {
    row: 48,
    section: 'Security',
    name: 'Vulnerability reports',
    owners: ['cse'],
    needs: 'vulnerability-scanner',
  },
  { row: 49, section: 'Security', name: 'Malware trends', owners: ['cse'], needs: 'managed-security' },
  {
    row: 50,
    section: 'Security',
    name: 'Intrusion prevention events',
    owners: ['cse'],
    needs: 'managed-security',
  },
  {
    row: 51,
    section: 'Security',
    name: 'Security awareness training',
    owners: ['cse'],
    needs: 'security-awareness-training',
  },
  {
    row: 52,
    section: 'Security',
    name: 'Review of access management policies',
    owners: ['client'],
    professionalServices: true,
  },
  { row: 53, section: 'Other', name: 'Applications outside the work orders', owners: ['client'] },
];
