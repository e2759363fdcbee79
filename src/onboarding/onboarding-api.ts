import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { everyone, lead, route, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { tickedByRecords } from './criteria.ts';
import { KickOffDraft, kickOffEdited } from './kick-off.ts';
import {
  contractOver,
  laterClosed,
  Onboarding,
  OnboardingId,
  onboardingThere,
  OnboardingSummary,
  phaseClosed,
  phaseNotClosed,
  phaseOpen,
} from './onboarding.ts';
import { phases } from './phase.ts';
import { Link } from './task.ts';

const ofOnboarding = z.object({ onboarding: OnboardingId });
const ofPhase = ofOnboarding.extend({ phase: z.enum(phases) });

export const onboardingApi = {
  listOnboardings: route({
    method: 'GET',
    path: '/onboardings',
    command: 'onboarding list',
    summary:
      'Lists onboardings, the latest first: of all clients or of one, those that run or those that are over. Each with its phase, the days left and what is late.',
    access: everyone,
    query: PageQuery.extend({
      client: ClientId.optional(),
      state: z.enum(['running', 'over']).optional(),
    }),
    out: pageOf(OnboardingSummary),
  }),
  showOnboarding: route({
    method: 'GET',
    path: '/onboardings/{onboarding}',
    command: 'onboarding show',
    summary: 'Shows an onboarding: its phases with their exit criteria and tasks, and the kick-off.',
    access: everyone,
    params: ofOnboarding,
    out: Onboarding,
  }),
  beginOnboarding: route({
    method: 'POST',
    path: '/contracts/{contract}/onboarding',
    command: 'onboarding begin',
    summary:
      'Begins the onboarding of a client for a contract, on a day: tasks and lengths are copied from the template of its package.',
    access: lead,
    params: z.object({ contract: ContractId }),
    body: z.object({
      /** The first day of the contract unless said. */
      beginsOn: Day.optional(),
    }),
    out: Onboarding,
    status: 201,
    idempotent: true,
    refusals: [onboardingThere, contractOver],
  }),
  writeKickOff: route({
    method: 'PUT',
    path: '/onboardings/{onboarding}/kick-off',
    command: 'kick-off write',
    summary:
      'Writes down what was understood and agreed on at the kick-off; names the version it was made from, 0 for the first.',
    access: workers,
    params: ofOnboarding,
    body: KickOffDraft.extend({ version: z.int().min(0) }),
    out: Onboarding,
    refusals: [kickOffEdited],
  }),
  stateCriterion: route({
    method: 'POST',
    path: '/onboardings/{onboarding}/criteria/{criterion}/statement',
    command: 'exit-criterion state',
    summary:
      'States whether an exit criterion that no record shows holds, and what shows it. The newest statement counts, all of them stay.',
    access: workers,
    params: ofOnboarding.extend({
      criterion: z
        .string()
        .max(60)
        .meta({ examples: ['true-up'] }),
    }),
    body: z.object({
      holds: z.boolean().default(true),
      words: z.string().trim().min(1, 'say what shows it').max(2000),
      link: Link,
    }),
    out: Onboarding,
    idempotent: true,
    refusals: [tickedByRecords, phaseClosed],
  }),
  closePhase: route({
    method: 'POST',
    path: '/onboardings/{onboarding}/phases/{phase}/closure',
    command: 'phase close',
    summary: 'Closes a phase whose exit criteria all hold; refused with what is missing.',
    access: lead,
    params: ofPhase,
    out: Onboarding,
    idempotent: true,
    refusals: [phaseOpen, phaseClosed],
  }),
  reopenPhase: route({
    method: 'POST',
    path: '/onboardings/{onboarding}/phases/{phase}/reopening',
    command: 'phase reopen',
    summary: 'Opens a closed phase again, with a reason.',
    access: lead,
    params: ofPhase,
    body: z.object({ reason: z.string().trim().min(1, 'say why').max(1000) }),
    out: Onboarding,
    idempotent: true,
    refusals: [phaseNotClosed, laterClosed],
  }),
};
