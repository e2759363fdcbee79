import { reviewers, staff, type Access } from '../../people/access.ts';

/** A page of a client in the staff shell. */
export interface ClientPlace {
  readonly label: string;
  /** What follows the client in the address; empty for the first page. */
  readonly path: string;
  readonly access: Access;
}

/** The pages of a client, in their order; an area that has one adds it here and to the staff's page table. */
export const clientPlaces: readonly ClientPlace[] = [
  { label: 'Overview', path: '', access: staff },
  { label: 'Hours', path: '/hours', access: staff },
  { label: 'Health', path: '/health', access: staff },
  { label: 'Interactions', path: '/interactions', access: staff },
  { label: 'Contract', path: '/contract', access: staff },
  { label: 'Plan', path: '/plan', access: staff },
  { label: 'Coverage', path: '/coverage', access: staff },
  { label: 'Calls', path: '/calls', access: staff },
  { label: 'Onboarding', path: '/onboarding', access: staff },
  { label: 'Quotes', path: '/quotes', access: staff },
  { label: 'Invoicing', path: '/invoicing', access: reviewers },
];
