import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { Month } from '../core/shape.ts';
import { everyone, portal, route, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { noContract } from './api.ts';
import {
  answeredAlready,
  askedAlready,
  Consent,
  ConsentAnswer,
  ConsentDraft,
  ConsentId,
  noAuthority,
} from './consent.ts';
import { Cap, capDecimals, CapDraft, capNotAgreed, CapStanding, capTooEarly } from './overage-cap.ts';

const ofClient = z.object({ client: ClientId });

export const consentApi = {
  showOverageCap: route({
    method: 'GET',
    path: '/clients/{client}/overage/{month}',
    command: 'overage-cap show',
    summary:
      'Shows the cap on overage of a client in a month, where the month stands against it, and what it was before.',
    access: everyone,
    params: z.object({ client: ClientId, month: Month }),
    query: z.object({ contract: ContractId.optional() }),
    out: z.object({
      /** Null where there is no cap in the month. */
      standing: CapStanding.nullable(),
      /** Newest first. */
      caps: z.array(Cap),
      /** Of the month, newest first. */
      consents: z.array(Consent),
      /** Whether the asker may answer for the client. */
      mayAnswer: z.boolean(),
    }),
    refusals: [noContract],
  }),
  setOverageCap: route({
    method: 'POST',
    path: '/clients/{client}/overage-caps',
    command: 'overage-cap set',
    summary:
      'Sets how much overage a month of a client may have, from a month on; without minutes and amount there is no cap.',
    access: ['csdm', 'supervisor', 'administrator', 'client-executive'],
    params: ofClient,
    body: CapDraft,
    out: Cap,
    status: 201,
    idempotent: true,
    refusals: [capNotAgreed, capTooEarly, capDecimals],
  }),
  askConsent: route({
    method: 'POST',
    path: '/clients/{client}/consents',
    command: 'consent ask',
    summary:
      'Asks a client to agree to further overage in a month, at the rate of its contract; it is asked in the portal and by mail.',
    access: workers,
    params: ofClient,
    body: ConsentDraft,
    out: Consent,
    status: 201,
    idempotent: true,
    refusals: [noContract, askedAlready],
  }),
  answerConsent: route({
    method: 'POST',
    path: '/consents/{consent}/answer',
    command: 'consent answer',
    summary: 'Agrees to further overage for the client, or declines.',
    access: portal,
    params: z.object({ consent: ConsentId }),
    body: ConsentAnswer,
    out: Consent,
    idempotent: true,
    refusals: [answeredAlready, noAuthority],
  }),
  listConsents: route({
    method: 'GET',
    path: '/clients/{client}/consents',
    command: 'consent list',
    summary: 'Lists what a client was asked to agree to and what it answered, newest first.',
    access: everyone,
    params: ofClient,
    out: z.array(Consent),
  }),
};
