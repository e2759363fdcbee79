import { z } from 'zod';
import { Day } from '../core/shape.ts';
import { everyone, portal, reviewers, route, supervisor } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  changeEnded,
  ChangeDraft,
  ChangeRequest,
  ChangeRequestId,
  notProposed,
  notYoursToAgree,
} from './change-request.ts';
import { changeRules } from './change-rules.ts';
import { ContractDifference, ContractVersion } from './contract-version.ts';
import { ContractId } from './contract.ts';
import { rules } from './rule.ts';

const ofContract = z.object({ contract: ContractId });
const ofRequest = z.object({ changeRequest: ChangeRequestId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
const broken = [...Object.values(changeRules), ...Object.values(rules)];
/** Who is asked about a change. Of a client its executives decide, of the provider it depends on what is changed. */
const asked = [...portal, 'supervisor', 'finance', 'administrator'] as const;

export const changeRequestApi = {
  draftChange: route({
    method: 'POST',
    path: '/contracts/{contract}/change-requests',
    command: 'change-request draft',
    summary:
      'Drafts a change of a contract that runs: base package, supplement, fee, rates, scope in words, end. Every broken rule is told; nothing changes until both sides agree.',
    access: reviewers,
    params: ofContract,
    body: ChangeDraft,
    out: ChangeRequest,
    status: 201,
    idempotent: true,
    refusals: broken,
  }),
  renewContract: route({
    method: 'POST',
    path: '/contracts/{contract}/renewal',
    command: 'contract renew',
    summary:
      'Drafts the extension of a contract to a later end, all its packages with it; the end is the first day without it.',
    access: reviewers,
    params: ofContract,
    body: z.object({ end: Day, reason: Reason.default('Renewal') }),
    out: ChangeRequest,
    status: 201,
    idempotent: true,
    refusals: broken,
  }),
  terminateContract: route({
    method: 'POST',
    path: '/contracts/{contract}/termination',
    command: 'contract terminate',
    summary:
      'Drafts an earlier end of a contract, today at the earliest; the end is the first day without it.',
    access: reviewers,
    params: ofContract,
    body: z.object({ end: Day, reason: Reason }),
    out: ChangeRequest,
    status: 201,
    idempotent: true,
    refusals: broken,
  }),
  listChangeRequests: route({
    method: 'GET',
    path: '/clients/{client}/change-requests',
    command: 'change-request list',
    summary:
      'Lists the change requests of a client, the latest first; a client sees those that were proposed to it.',
    access: everyone,
    params: z.object({ client: ClientId }),
    query: z.object({ contract: ContractId.optional() }),
    out: z.array(ChangeRequest),
  }),
  getChangeRequest: route({
    method: 'GET',
    path: '/change-requests/{changeRequest}',
    command: 'change-request show',
    summary: 'Shows a change request: what it changes, who did what with it, and how it stands.',
    access: everyone,
    params: ofRequest,
    out: ChangeRequest,
  }),
  proposeChange: route({
    method: 'POST',
    path: '/change-requests/{changeRequest}/proposal',
    command: 'change-request propose',
    summary: 'Proposes a drafted change to the client, whose executives can then agree to it or decline it.',
    access: reviewers,
    params: ofRequest,
    out: ChangeRequest,
    idempotent: true,
    refusals: [changeEnded, ...broken],
  }),
  agreeToChange: route({
    method: 'POST',
    path: '/change-requests/{changeRequest}/consent',
    command: 'change-request agree',
    summary:
      'Agrees to a proposed change, for the client or for the provider. Once both have, it is written to the contract. Whoever agrees to more hours acknowledges that people are available.',
    access: asked,
    params: ofRequest,
    body: z.object({ availabilityAcknowledged: z.boolean().default(false) }),
    out: ChangeRequest,
    idempotent: true,
    refusals: [notProposed, changeEnded, notYoursToAgree, ...broken],
  }),
  recordConsent: route({
    method: 'POST',
    path: '/change-requests/{changeRequest}/client-consent',
    command: 'change-request record-consent',
    summary: 'Records that the client agreed to a proposed change elsewhere, and how.',
    access: supervisor,
    params: ofRequest,
    body: z.object({ note: z.string().trim().min(1, 'say how the client agreed').max(1000) }),
    out: ChangeRequest,
    idempotent: true,
    refusals: [notProposed, changeEnded, ...broken],
  }),
  declineChange: route({
    method: 'POST',
    path: '/change-requests/{changeRequest}/decline',
    command: 'change-request decline',
    summary: 'Declines a proposed change with a reason; nothing of the contract changes.',
    access: asked,
    params: ofRequest,
    body: z.object({ reason: Reason }),
    out: ChangeRequest,
    idempotent: true,
    refusals: [notProposed, changeEnded, notYoursToAgree],
  }),
  withdrawChange: route({
    method: 'POST',
    path: '/change-requests/{changeRequest}/withdrawal',
    command: 'change-request withdraw',
    summary: 'Takes back a change request that is not agreed yet, with a reason.',
    access: reviewers,
    params: ofRequest,
    body: z.object({ reason: Reason }),
    out: ChangeRequest,
    idempotent: true,
    refusals: [changeEnded],
  }),
  listVersions: route({
    method: 'GET',
    path: '/contracts/{contract}/versions',
    command: 'contract versions',
    summary:
      'Lists the versions of a contract, the one that was signed first: from when each holds, what it changed, and who agreed.',
    access: everyone,
    params: ofContract,
    out: z.array(ContractVersion),
  }),
  compareVersions: route({
    method: 'GET',
    path: '/contracts/{contract}/version-differences',
    command: 'contract compare',
    summary: 'Compares two versions of a contract: what differs between them, in words.',
    access: everyone,
    params: ofContract,
    query: z.object({
      before: z.coerce.number().int().min(1),
      after: z.coerce.number().int().min(1),
    }),
    out: z.array(ContractDifference),
  }),
};
