import { useRouter, useRouterState } from '@tanstack/react-router';

/**
 * One choice of the reader that lives in the address, so that it can be sent to somebody else: a month, a filter, a tab.
 * The default is left out of the address. Example: `const [month, setMonth] = useUrlState('month', '2026-11')`.
 */
export function useUrlState(name: string, usual: string): [string, (value: string) => void] {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const value = new URLSearchParams(search).get(name) ?? usual;
  const set = (next: string): void => {
    const changed = new URLSearchParams(location.search);
    if (next === usual) changed.delete(name);
    else changed.set(name, next);
    const query = changed.size ? `?${changed}` : '';
    router.history.replace(`${location.pathname}${query}`);
  };
  return [value, set];
}
