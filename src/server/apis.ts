import { auditApi } from '../audit/api.ts';
import { billingApi } from '../billing/api.ts';
import { calendarsApi } from '../calendars/api.ts';
import { announcementsApi } from '../clients/announcement-api.ts';
import { clientsApi } from '../clients/api.ts';
import { interactionsApi } from '../clients/interaction-api.ts';
import { contractsApi } from '../contracts/api.ts';
import type { Route } from '../core/route.ts';
import { alertsApi } from '../hours/alert-api.ts';
import { changePreviewApi } from '../hours/change-preview-api.ts';
import { consentApi } from '../hours/consent-api.ts';
import { hoursApi } from '../hours/api.ts';
import { plannedApi } from '../hours/planned-api.ts';
import { poolsApi } from '../hours/pool-api.ts';
import { previewsApi } from '../hours/preview-api.ts';
import { rightSizeApi } from '../hours/right-size-api.ts';
import { whatIfApi } from '../hours/what-if-api.ts';
import { healthApi } from '../health/api.ts';
import { importersApi } from '../importers/api.ts';
import type { Access } from '../people/access.ts';
import { mailApi } from '../mail/api.ts';
import { meetingsApi } from '../meetings/api.ts';
import { onboardingsApi } from '../onboarding/api.ts';
import { peopleApi } from '../people/api.ts';
import { sampleApi } from '../people/sample-api.ts';
import { invitationApi, setUpApi, signInApi } from '../people/sign-in-api.ts';
import { plansApi } from '../plan/api.ts';
import { proofApi } from '../proof/api.ts';
import { quotesApi } from '../quotes/api.ts';
import { teamApi } from '../team/api.ts';
import { capacityApi } from '../time/capacity-api.ts';
import { timeApi } from '../time/api.ts';
import { visitsApi } from '../visits/api.ts';

/** The contract of every area, without the weight of its handlers: for the description of the API and for the command line. */
export const apis: Readonly<Record<string, Readonly<Record<string, Route<Access>>>>> = {
  'signing in': { ...signInApi, ...invitationApi, ...setUpApi, ...sampleApi },
  people: peopleApi,
  mail: mailApi,
  audit: auditApi,
  calendars: calendarsApi,
  clients: clientsApi,
  interactions: interactionsApi,
  announcements: announcementsApi,
  contracts: contractsApi,
  team: teamApi,
  plan: plansApi,
  time: timeApi,
  capacity: capacityApi,
  visits: visitsApi,
  hours: hoursApi,
  pools: poolsApi,
  'planned work': plannedApi,
  'entry previews': previewsApi,
  'change previews': changePreviewApi,
  consent: consentApi,
  alerts: alertsApi,
  'right size': rightSizeApi,
  'what-if': whatIfApi,
  billing: billingApi,
  quotes: quotesApi,
  proof: proofApi,
  meetings: meetingsApi,
  onboarding: onboardingsApi,
  health: healthApi,
  importers: importersApi,
};

export interface NamedRoute {
  readonly area: string;
  readonly name: string;
  readonly route: Route<Access>;
}

export const routes: readonly NamedRoute[] = Object.entries(apis).flatMap(([area, api]) =>
  Object.entries(api).map(([name, route]) => ({ area, name, route })),
);
