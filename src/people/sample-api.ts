import { z } from 'zod';
import { notFound } from '../core/refusal.ts';
import { roles, route } from './access.ts';
import { PersonId } from './person.ts';
import { keptOut, tooManyAttempts } from './sign-in-api.ts';

/** Somebody made up, as whom whoever tries Tandem may look around. */
export const SamplePerson = z
  .object({
    id: PersonId,
    name: z.string(),
    role: z.enum(roles),
    /** The client of people of the portal. */
    client: z.string().nullable(),
  })
  .meta({ id: 'SamplePerson' });
export type SamplePerson = z.output<typeof SamplePerson>;

/** Looking around as one of the sample people, on the machine that serves them and nowhere else. */
export const sampleApi = {
  listSamplePeople: route({
    method: 'GET',
    path: '/auth/sample-people',
    command: 'sample-person list',
    summary:
      'Lists the people of the sample provider, a few of each role; none where there is no sample, or for whoever asks from elsewhere.',
    access: 'public',
    out: z.array(SamplePerson),
  }),
  signInAsSample: route({
    method: 'POST',
    path: '/auth/sample-sign-in',
    command: 'sample-person sign-in',
    summary: 'Signs a browser in as one of the sample people, without a password.',
    access: 'public',
    body: z.object({ person: PersonId }),
    out: z.object({ secondFactor: z.boolean() }),
    refusals: [notFound, keptOut, tooManyAttempts],
  }),
};
