import { page, type Page } from '../kit/page.tsx';

/** Every page of the staff shell; the script of each is fetched when somebody goes there. */
export const staffPages: readonly Page[] = [
  page('/app', async () => (await import('../../hours/ui/cockpit-page.tsx')).CockpitPage),
  page('/app/clients', async () => (await import('../../clients/ui/clients-page.tsx')).ClientsPage),
  page('/app/clients/$client', async () => (await import('../../clients/ui/client-page.tsx')).ClientPage),
  page(
    '/app/clients/$client/contract',
    async () => (await import('../../contracts/ui/contract-page.tsx')).ContractPage,
  ),
  page(
    '/app/clients/$client/contract/new',
    async () => (await import('../../contracts/ui/new-contract-page.tsx')).NewContractPage,
  ),
  page(
    '/app/clients/$client/quotes',
    async () => (await import('../../quotes/ui/quotes-page.tsx')).QuotesPage,
  ),
  page(
    '/app/clients/$client/quotes/new',
    async () => (await import('../../quotes/ui/new-quote-page.tsx')).NewQuotePage,
  ),
  page(
    '/app/clients/$client/quotes/$quote',
    async () => (await import('../../quotes/ui/quote-page.tsx')).QuotePage,
  ),
  page(
    '/app/clients/$client/coverage',
    async () => (await import('../../plan/ui/coverage-page.tsx')).CoveragePage,
  ),
  page(
    '/app/clients/$client/coverage/proof',
    async () => (await import('../../proof/ui/proof-page.tsx')).ProofPage,
  ),
  page('/app/coverage', async () => (await import('../../plan/ui/portfolio-page.tsx')).PortfolioPage),
  page(
    '/app/clients/$client/calls',
    async () => (await import('../../meetings/ui/client-calls-page.tsx')).ClientCallsPage,
  ),
  page(
    '/app/clients/$client/onboarding',
    async () => (await import('../../onboarding/ui/client-onboarding-page.tsx')).ClientOnboardingPage,
  ),
  page(
    '/app/onboardings',
    async () => (await import('../../onboarding/ui/onboardings-page.tsx')).OnboardingsPage,
  ),
  page(
    '/app/onboarding-templates',
    async () => (await import('../../onboarding/ui/templates-page.tsx')).TemplatesPage,
  ),
  page(
    '/app/onboarding-templates/$package/new',
    async () => (await import('../../onboarding/ui/new-template-page.tsx')).NewTemplatePage,
  ),
  page('/app/calls', async () => (await import('../../meetings/ui/calls-page.tsx')).CallsPage),
  page(
    '/app/calls/$touchPoint',
    async () => (await import('../../meetings/ui/touch-point-page.tsx')).TouchPointPage,
  ),
  page('/app/clients/$client/plan', async () => (await import('../../plan/ui/plan-page.tsx')).PlanPage),
  page('/app/work', async () => (await import('../../plan/ui/work-page.tsx')).WorkPage),
  page(
    '/app/work/$occurrence',
    async () => (await import('../../plan/ui/occurrence-page.tsx')).OccurrencePage,
  ),
  page('/app/catalogue', async () => (await import('../../plan/ui/catalogue-page.tsx')).CataloguePage),
  page(
    '/app/catalogue/new',
    async () => (await import('../../plan/ui/new-catalogue-page.tsx')).NewCataloguePage,
  ),
  page('/app/verify', async () => (await import('../../quotes/ui/verify-page.tsx')).VerifyPage),
  page('/app/clients/$client/hours', async () => (await import('../../hours/ui/hours-page.tsx')).HoursPage),
  page(
    '/app/clients/$client/interactions',
    async () => (await import('../../clients/ui/interactions-page.tsx')).InteractionsPage,
  ),
  page(
    '/app/clients/$client/health',
    async () => (await import('../../health/ui/health-page.tsx')).HealthPage,
  ),
  page(
    '/app/announcements',
    async () => (await import('../../clients/ui/announcements-page.tsx')).AnnouncementsPage,
  ),
  page(
    '/app/announcements/$announcement',
    async () => (await import('../../clients/ui/announcement-page.tsx')).AnnouncementPage,
  ),
  page('/app/right-size', async () => (await import('../../hours/ui/right-size-page.tsx')).RightSizePage),
  page('/app/close', async () => (await import('../../billing/ui/close-page.tsx')).ClosePage),
  page(
    '/app/close/$contract/$month',
    async () => (await import('../../billing/ui/month-review-page.tsx')).MonthReviewPage,
  ),
  page('/app/late-time', async () => (await import('../../billing/ui/late-time-page.tsx')).LateTimePage),
  page('/app/invoices', async () => (await import('../../billing/ui/invoices-page.tsx')).InvoicesPage),
  page('/app/invoicing', async () => (await import('../../billing/ui/invoicing-page.tsx')).InvoicingPage),
  page(
    '/app/clients/$client/invoicing',
    async () => (await import('../../billing/ui/client-invoicing-page.tsx')).ClientInvoicingPage,
  ),
  page('/app/invoices/$invoice', async () => (await import('../../billing/ui/invoice-page.tsx')).InvoicePage),
  page(
    '/app/price-books',
    async () => (await import('../../contracts/ui/price-books-page.tsx')).PriceBooksPage,
  ),
  page(
    '/app/price-books/new',
    async () => (await import('../../contracts/ui/new-price-book-page.tsx')).NewPriceBookPage,
  ),
  page(
    '/app/price-books/$book',
    async () => (await import('../../contracts/ui/price-book-page.tsx')).PriceBookPage,
  ),
  page('/app/calendars', async () => (await import('../../calendars/ui/calendars-page.tsx')).CalendarsPage),
  page(
    '/app/calendars/$calendar',
    async () => (await import('../../calendars/ui/calendar-page.tsx')).CalendarPage,
  ),
  page('/app/approvals', async () => (await import('../../time/ui/approvals-page.tsx')).ApprovalsPage),
  page('/app/time', async () => (await import('../../time/ui/time-page.tsx')).TimePage),
  page('/app/capacity', async () => (await import('../../time/ui/capacity-page.tsx')).CapacityPage),
  page('/app/absences', async () => (await import('../../team/ui/absences-page.tsx')).AbsencesPage),
  page('/app/import', async () => (await import('../../importers/ui/import-page.tsx')).ImportPage),
  page('/app/people', async () => (await import('../../people/ui/people-page.tsx')).PeoplePage),
  page('/app/people/$person', async () => (await import('../../people/ui/person-page.tsx')).PersonPage),
  page('/app/provider', async () => (await import('../../people/ui/provider-page.tsx')).ProviderPage),
  page('/app/mail', async () => (await import('../../mail/ui/mail-page.tsx')).MailPage),
  page('/app/you', async () => (await import('../../people/ui/own-page.tsx')).OwnPage),
];
