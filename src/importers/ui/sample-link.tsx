import type { ReactNode } from 'react';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import type { ImportKind } from '../mapping.ts';
import { sampleFile } from '../sample-file.ts';

/** A file to try with, made in the browser so that its dates are of these days. */
export function SampleLink({ kind }: { readonly kind: ImportKind }): ReactNode {
  const { provider } = useMe();
  const { name, text } = sampleFile(kind, useToday(provider.timeZone));
  return (
    <>
      <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`} download={name}>
        Download a sample file
      </a>
      {provider.sample
        ? ': it fits the sample provider, and two of its rows are refused.'
        : ': it is of a made-up provider and shows how such a file looks.'}
    </>
  );
}
