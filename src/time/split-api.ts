import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { route, workers } from '../people/access.ts';
import { decidedAlready } from './decision.ts';
import { capture } from './entry-api.ts';
import { Entry, EntryId } from './entry.ts';
import { EntrySplit, splitOutside } from './split.ts';

export const splitsApi = {
  splitEntry: route({
    method: 'POST',
    path: '/entries/{entry}/split',
    command: 'entry split',
    summary:
      'Splits an entry in two at a minute, or by how long its last or first part is, and says what that part was for.',
    access: workers,
    params: z.object({ entry: EntryId }),
    body: EntrySplit,
    /** What stays of the entry, and the part. */
    out: z.object({ kept: Entry, part: Entry }),
    status: 201,
    idempotent: true,
    refusals: [...capture, splitOutside, decidedAlready, editedMeanwhile],
  }),
};
