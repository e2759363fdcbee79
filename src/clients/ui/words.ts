import type { authorities } from '../contact.ts';
import type { ServiceKind } from '../purchased-service.ts';

/** What purchased services are called on screen. */
export const serviceWords: Readonly<Record<ServiceKind, string>> = {
  'managed-services': 'Managed services',
  'help-desk': 'Help desk',
  'managed-security': 'Managed security',
  'vulnerability-scanner': 'Vulnerability scanner',
  'security-awareness-training': 'Security awareness training',
};

/** What a contact may decide for the client, as it is said on screen. */
export const authorityWords: Readonly<Record<(typeof authorities)[number], string>> = {
  'approve-change': 'approve changes',
  'approve-overage': 'approve overage',
  'sign-contract': 'sign contracts',
  'request-work': 'request work',
};
