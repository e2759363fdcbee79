import { page, type Page } from '../kit/page.tsx';

/** Every page of the portal; the script of each is fetched when somebody goes there. */
export const portalPages: readonly Page[] = [
  page('/portal', async () => (await import('../../hours/ui/portal-overview-page.tsx')).PortalOverviewPage),
  page(
    '/portal/contract',
    async () => (await import('../../contracts/ui/portal-contract-page.tsx')).PortalContractPage,
  ),
  page(
    '/portal/quotes/$quote',
    async () => (await import('../../quotes/ui/portal-quote-page.tsx')).PortalQuotePage,
  ),
  page(
    '/portal/verify',
    async () => (await import('../../quotes/ui/portal-verify-page.tsx')).PortalVerifyPage,
  ),
  page(
    '/portal/calls',
    async () => (await import('../../meetings/ui/portal-calls-page.tsx')).PortalCallsPage,
  ),
  page(
    '/portal/calls/$touchPoint',
    async () => (await import('../../meetings/ui/portal-call-page.tsx')).PortalCallPage,
  ),
  page(
    '/portal/coverage',
    async () => (await import('../../plan/ui/portal-coverage-page.tsx')).PortalCoveragePage,
  ),
  page(
    '/portal/coverage/proof',
    async () => (await import('../../proof/ui/portal-proof-page.tsx')).PortalProofPage,
  ),
  page('/portal/duties', async () => (await import('../../plan/ui/portal-duties-page.tsx')).PortalDutiesPage),
  page(
    '/portal/onboarding',
    async () => (await import('../../onboarding/ui/portal-onboarding-page.tsx')).PortalOnboardingPage,
  ),
  page(
    '/portal/invoices',
    async () => (await import('../../billing/ui/portal-invoices-page.tsx')).PortalInvoicesPage,
  ),
  page(
    '/portal/invoices/$invoice',
    async () => (await import('../../billing/ui/portal-invoice-page.tsx')).PortalInvoicePage,
  ),
  page(
    '/portal/announcements',
    async () => (await import('../../clients/ui/portal-announcements-page.tsx')).PortalAnnouncementsPage,
  ),
  page(
    '/portal/announcements/$announcement',
    async () => (await import('../../clients/ui/portal-announcement-page.tsx')).PortalAnnouncementPage,
  ),
  page(
    '/portal/interactions',
    async () => (await import('../../clients/ui/portal-interactions-page.tsx')).PortalInteractionsPage,
  ),
  page('/portal/you', async () => (await import('../../people/ui/own-page.tsx')).OwnPage),
];
