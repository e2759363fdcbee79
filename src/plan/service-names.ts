import type { ServiceKind } from '../clients/purchased-service.ts';

/** The services as they stand within a sentence. */
export const serviceNames: Readonly<Record<ServiceKind, string>> = {
  'managed-services': 'managed services',
  'help-desk': 'the help desk',
  'managed-security': 'managed security',
  'vulnerability-scanner': 'the vulnerability scanner',
  'security-awareness-training': 'security awareness training',
};
