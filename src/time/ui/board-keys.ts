import { useCommands } from '../../web/kit/keys.ts';
import type { BoardDialog } from './board-dialogs.tsx';
import type { BoardFocus } from './board-focus.ts';
import type { CellActs } from './cell-acts.ts';

interface Keyed {
  readonly acts: CellActs;
  /** Logs an entry with what the selected cell says of it; null where nothing can be logged. */
  readonly onLog: (() => void) | null;
  readonly show: (dialog: BoardDialog) => void;
  readonly focus: BoardFocus;
}

/** The keys of the board, beside those that the grid takes itself. */
export function useBoardKeys({ acts, onLog, show, focus }: Keyed): void {
  const ofFirst = (what: 'edit' | 'split') => (): void => {
    const entry = acts.first();
    if (entry) show({ what, entry });
  };
  useCommands([
    ...(onLog ? [{ label: 'Log time', keys: 'n', run: onLog }] : []),
    { label: 'Go to the grid', keys: 'w', run: focus.toGrid },
    { label: 'Copy last week', keys: 'Ctrl D', group: 'Grid', run: acts.copyWeek },
    { label: 'Find or add a row', keys: '/', group: 'Grid', run: acts.pickRow },
    { label: 'Edit entry', keys: 'e', group: 'Grid', run: ofFirst('edit') },
    { label: 'Split entry', keys: 'x', group: 'Grid', run: ofFirst('split') },
    { label: 'Note of the entry', keys: 'o', group: 'Grid', run: focus.toNote },
    ...gridKeys,
  ]);
}

/** Keys that the grid takes itself, for the list of keys. */
const gridKeys = [
  ['Type a time', '1'],
  ['Save and go down', 'Enter'],
  ['Save and go right', 'Tab'],
  ['Give back what was there', 'Escape'],
  ['Another entry in the cell', '+'],
  ['Repeat what stands above', '='],
  ['Move the entry', 'Shift Arrow'],
  ['Delete', 'Delete'],
].map(([label = '', keys = '']) => ({ label, keys, group: 'Grid' as const, hidden: true, run: () => {} }));
