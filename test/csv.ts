import type { z } from 'zod';
import type { ImportFile } from '../src/importers/api.ts';
import type { ImportKind } from '../src/importers/mapping.ts';

/** A file as it is sent to be brought in; lines may be indented for the eye. */
export const csv = (
  kind: ImportKind,
  text: string,
  mapping: z.input<typeof ImportFile>['mapping'] = {},
): { body: z.input<typeof ImportFile> } => ({
  body: {
    kind,
    fileName: `${kind}.csv`,
    bytes: Buffer.from(
      text
        .split('\n')
        .map((line) => line.trim())
        .join('\n')
        .trim(),
    ).toString('base64'),
    mapping,
  },
});
