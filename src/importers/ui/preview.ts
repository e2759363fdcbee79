import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Response } from '../../core/route.ts';
import { call, type Answer } from '../../web/kit/data.ts';
import { importersApi } from '../api.ts';
import type { ImportKind, Mapping } from '../mapping.ts';
import type { ChosenFile } from './chosen-file.ts';

export type ImportPreview = Response<typeof importersApi.previewImport>;

/** What is told about a file: what is null, or has no column, is found out from it. */
export interface Told {
  readonly mapping: Mapping;
  /** The mapping that was kept under a name, beneath what is told. */
  readonly saved: string | null;
}

export const nothingTold: Told = {
  mapping: { encoding: null, delimiter: null, dates: null, decimal: null, zone: null, columns: {} },
  saved: null,
};

export const bodyOf = (kind: ImportKind, file: ChosenFile, { mapping, saved }: Told) => ({
  kind,
  fileName: file.name,
  bytes: file.bytes,
  mapping,
  ...(saved === null ? {} : { savedMapping: saved }),
});

/**
 * What the file would do, asked again whenever something else is told. Not kept under the whole request, as other answers are: a file may
 * have megabytes.
 */
export function usePreview(kind: ImportKind, file: ChosenFile, told: Told): Answer<ImportPreview> {
  return useQuery({
    queryKey: [importersApi.previewImport.command, kind, file.id, told],
    queryFn: ({ signal }): Promise<ImportPreview> =>
      call(importersApi.previewImport, { body: bodyOf(kind, file, told) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
}
