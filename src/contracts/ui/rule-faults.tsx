import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import type { Response } from '../../core/route.ts';
import type { Answer } from '../../web/kit/data.ts';
import type { contractsApi } from '../api.ts';
import { useInWords } from './in-words.ts';

type Broken = Response<typeof contractsApi.checkContract>['broken'][number];

/** What is wrong with a draft at one place, and where the service guide says so. */
export type RuleFault = Pick<Broken, 'path' | 'message' | 'section' | 'code'>;

/**
 * Everything that stands against a draft as it is, by its place: rules it breaks or, where it cannot be read, why not. Days and
 * technology groups are told in words. `at` is where the draft stands in what was asked.
 */
export function useRuleFaults(
  check: Pick<Answer<{ readonly broken: readonly Broken[] }>, 'data' | 'error'>,
  at = '',
): readonly RuleFault[] {
  const inWords = useInWords();
  const unread =
    check.error instanceof CallRefused
      ? check.error.faults
          .filter(({ path }) => path.startsWith(at))
          .map((fault) => ({ ...fault, path: fault.path.slice(at.length) }))
      : [];
  const faults: readonly RuleFault[] =
    unread.length > 0
      ? unread.map(({ path, message }) => ({ path, message, section: null, code: '' }))
      : (check.data?.broken ?? []);
  return faults.map((fault) => ({ ...fault, message: inWords(fault.message) }));
}

/** The faults at a place, below its field; nothing where there is none. `below` takes those of every place under it too. */
export function faultsAt(
  faults: readonly RuleFault[],
  path: string,
  { below = false }: { readonly below?: boolean } = {},
): ReactNode {
  const found = faults.filter((fault) => fault.path === path || (below && fault.path.startsWith(`${path}/`)));
  if (found.length === 0) return undefined;
  return found.map(({ code, message, section }) => (
    <span key={code + message} style={{ display: 'block' }}>
      {message}
      {section !== null && ` Service guide, section ${section}.`}
    </span>
  ));
}
