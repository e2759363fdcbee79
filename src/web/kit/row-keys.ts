import type { RefObject } from 'react';
import { useCommands, type Command } from './keys.ts';

/** J and K walk the rows of a list that carry `data-row`; X ticks the one that has the focus. Enter follows its link by itself. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  tick: ((id: string) => void) | undefined,
): void {
  const step = (by: 1 | -1): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next =
      rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
    (next?.querySelector<HTMLElement>('a, button') ?? next)?.focus();
  };
  const commands: Command[] = [
    { label: 'Next row', keys: 'j', group: 'List', hidden: true, run: () => step(1) },
    { label: 'Row before', keys: 'k', group: 'List', hidden: true, run: () => step(-1) },
  ];
  if (tick) {
    const tickHere = (): void => {
      const row = document.activeElement?.closest('[data-row]')?.getAttribute('data-row');
      if (row) tick(row);
    };
    commands.push({ label: 'Tick row', keys: 'x', group: 'List', hidden: true, run: tickHere });
  }
  useCommands(commands);
}
