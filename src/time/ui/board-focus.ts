import { useRef, type RefObject } from 'react';

export interface BoardFocus {
  readonly toGrid: () => void;
  /** Once what was over the board has gone, and the cell that is selected now is drawn. */
  readonly backToGrid: () => void;
  /** To the first of the entries beside the grid. */
  readonly toEntries: () => void;
  readonly toNote: () => void;
}

/** Where the keyboard goes within the board. */
export function useBoardFocus(): readonly [RefObject<HTMLDivElement | null>, BoardFocus] {
  const board = useRef<HTMLDivElement>(null);
  const to = (what: string): void => board.current?.querySelector<HTMLElement>(what)?.focus();
  const toGrid = (): void => to('[data-column][tabindex="0"]');
  return [
    board,
    {
      toGrid,
      backToGrid: () => void requestAnimationFrame(toGrid),
      toEntries: () => to('[data-entry] button'),
      toNote: () => to('[name="note"]'),
    },
  ];
}
