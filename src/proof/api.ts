import { z } from 'zod';
import { FileOut } from '../core/file.ts';
import { Month } from '../core/shape.ts';
import { everyone, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { coverageSpan } from '../plan/coverage-api.ts';
import { Proof } from './proof.ts';

const asked = {
  method: 'GET',
  access: everyone,
  params: z.object({ client: ClientId }),
  query: z.object({ from: Month, to: Month }),
  refusals: [coverageSpan],
} as const;

export const proofApi = {
  getProof: route({
    ...asked,
    path: '/clients/{client}/proof',
    command: 'proof show',
    summary:
      'Shows all that the coverage of a client rests on, from the first month to the last: rows, occurrences, evidence, waivers and time.',
    out: Proof,
  }),
  saveProofSheet: route({
    ...asked,
    path: '/clients/{client}/proof/sheet',
    command: 'proof save-sheet',
    summary: 'Saves the proof of a client’s coverage as CSV, an occurrence a line.',
    out: FileOut,
  }),
  saveProof: route({
    ...asked,
    path: '/clients/{client}/proof/bundle',
    command: 'proof save',
    summary:
      'Saves the proof of a client’s coverage as a signed bundle, which `tandem proof verify` verifies without a server.',
    out: FileOut,
  }),
  saveProofKey: route({
    method: 'GET',
    path: '/proof-key',
    command: 'proof save-key',
    summary: 'Saves the public key that proofs of the provider are signed with, so that it can be pinned.',
    access: everyone,
    out: FileOut,
  }),
};
