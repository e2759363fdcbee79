import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { CallRefused } from '../../core/call.ts';
import type { Response } from '../../core/route.ts';
import { useAnswer, type Answer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import type { contractsApi } from '../api.ts';

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

/** Tells a message of the server with days and technology groups in words. */
export function useInWords(): (message: string) => string {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const names = new Map(groups.data?.map(({ id, name }) => [String(id), name]));
  return (message) => inWords(message, names);
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

/** Example: "may begin on 2026-12-01" is "may begin on 1 Dec 2026"; "cloud-server-storage" is "Cloud, server and storage". */
function inWords(message: string, names: ReadonlyMap<string, string>): string {
  const told = message
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayWords(day))
    .replaceAll(/[a-z]+(?:-[a-z]+)*/g, (word) => names.get(word) ?? word);
  return told.charAt(0).toUpperCase() + told.slice(1);
}
