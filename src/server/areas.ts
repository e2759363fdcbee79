import { auditApi } from '../audit/api.ts';
import { auditHandlers } from '../audit/handlers.ts';
import { calendarsApi } from '../calendars/api.ts';
import { calendarsHandlers } from '../calendars/handlers.ts';
import { billingApi } from '../billing/api.ts';
import { billingHandlers } from '../billing/handlers.ts';
import { announcementsApi } from '../clients/announcement-api.ts';
import { announcementsHandlers } from '../clients/announcement-handlers.ts';
import { clientsApi } from '../clients/api.ts';
import { clientsHandlers } from '../clients/handlers.ts';
import { interactionsApi } from '../clients/interaction-api.ts';
import { interactionsHandlers } from '../clients/interaction-handlers.ts';
import { contractsApi } from '../contracts/api.ts';
import { contractsHandlers } from '../contracts/handlers.ts';
import { alertsApi } from '../hours/alert-api.ts';
import { alertsHandlers } from '../hours/alert-handlers.ts';
import { changePreviewApi } from '../hours/change-preview-api.ts';
import { changePreviewHandlers } from '../hours/change-preview-handlers.ts';
import { consentApi } from '../hours/consent-api.ts';
import { consentHandlers } from '../hours/consent-handlers.ts';
import { hoursApi } from '../hours/api.ts';
import { hoursHandlers } from '../hours/handlers.ts';
import { plannedApi } from '../hours/planned-api.ts';
import { plannedHandlers } from '../hours/planned-handlers.ts';
import { poolsApi } from '../hours/pool-api.ts';
import { poolsHandlers } from '../hours/pool-handlers.ts';
import { previewsApi } from '../hours/preview-api.ts';
import { previewsHandlers } from '../hours/preview-handlers.ts';
import { rightSizeApi } from '../hours/right-size-api.ts';
import { rightSizeHandlers } from '../hours/right-size-handlers.ts';
import { whatIfApi } from '../hours/what-if-api.ts';
import { whatIfHandlers } from '../hours/what-if-handlers.ts';
import { healthApi } from '../health/api.ts';
import { healthHandlers } from '../health/handlers.ts';
import { importersApi } from '../importers/api.ts';
import { importersHandlers } from '../importers/handlers.ts';
import { mailApi } from '../mail/api.ts';
import { mailHandlers } from '../mail/handlers.ts';
import type { Anchors } from '../database/anchors.ts';
import { meetingsApi } from '../meetings/api.ts';
import { meetingsHandlers } from '../meetings/handlers.ts';
import { onboardingsApi } from '../onboarding/api.ts';
import { onboardingsHandlers } from '../onboarding/handlers.ts';
import { peopleApi } from '../people/api.ts';
import { peopleHandlers } from '../people/handlers.ts';
import type { SignIn } from '../people/sign-in.ts';
import { plansApi } from '../plan/api.ts';
import { plansHandlers } from '../plan/handlers.ts';
import { proofApi } from '../proof/api.ts';
import { proofHandlers } from '../proof/handlers.ts';
import { plannedOf } from '../plan/planned-handlers.ts';
import { quotesApi } from '../quotes/api.ts';
import { quotesHandlers } from '../quotes/handlers.ts';
import { teamApi } from '../team/api.ts';
import { teamHandlersWith } from '../team/handlers.ts';
import { capacityApi } from '../time/capacity-api.ts';
import { capacityHandlers } from '../time/capacity-handlers.ts';
import { timeApi } from '../time/api.ts';
import { timeHandlers } from '../time/handlers.ts';
import { visitsApi } from '../visits/api.ts';
import { visitsHandlers } from '../visits/handlers.ts';
import { area, type Area } from './mount.ts';

/** What the server mounts, in the order of `src/areas.ts`; `proofSecret` is what proofs are signed with, `sending` says whether a mail server is set. */
export const areasWith = (
  signIn: SignIn,
  anchors: () => Promise<Anchors>,
  proofSecret: () => string,
  sending = false,
): readonly Area[] => [
  area('people', peopleApi, peopleHandlers(signIn)),
  area('mail', mailApi, mailHandlers(sending)),
  area('audit', auditApi, auditHandlers(anchors)),
  area('calendars', calendarsApi, calendarsHandlers),
  area('clients', clientsApi, clientsHandlers),
  area('interactions', interactionsApi, interactionsHandlers),
  area('announcements', announcementsApi, announcementsHandlers),
  area('contracts', contractsApi, contractsHandlers),
  area('team', teamApi, teamHandlersWith(plannedOf)),
  area('plan', plansApi, plansHandlers),
  area('time', timeApi, timeHandlers),
  area('capacity', capacityApi, capacityHandlers(plannedOf)),
  area('visits', visitsApi, visitsHandlers),
  area('hours', hoursApi, hoursHandlers),
  area('pools', poolsApi, poolsHandlers),
  area('planned work', plannedApi, plannedHandlers),
  area('entry previews', previewsApi, previewsHandlers),
  area('change previews', changePreviewApi, changePreviewHandlers),
  area('consent', consentApi, consentHandlers),
  area('alerts', alertsApi, alertsHandlers),
  area('right size', rightSizeApi, rightSizeHandlers),
  area('what-if', whatIfApi, whatIfHandlers),
  area('billing', billingApi, billingHandlers),
  area('quotes', quotesApi, quotesHandlers),
  area('proof', proofApi, proofHandlers(proofSecret)),
  area('meetings', meetingsApi, meetingsHandlers),
  area('onboarding', onboardingsApi, onboardingsHandlers),
  area('health', healthApi, healthHandlers),
  area('importers', importersApi, importersHandlers),
];
