import type { ReactNode } from 'react';
import { CorrectionDialog } from '../../billing/ui/correction-dialog.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import type { Entry } from '../entry.ts';
import type { EntryAct } from './cell-panel.tsx';
import type { CopiedWeek } from './copied-week.ts';
import { CopyDialog } from './copy-dialog.tsx';
import { DeletionDialog } from './deletion-dialog.tsx';
import { EditForm, LogForm } from './entry-form.tsx';
import type { EntryValues, Writing } from './entry-values.ts';
import type { RowChoice } from './row-choices.ts';
import { RowPicker } from './row-picker.tsx';
import { SplitDialog } from './split-dialog.tsx';
import type { WeekRow } from './week-rows.ts';

/** What is open over the board. */
export type BoardDialog =
  | { readonly what: 'log'; readonly filled: Partial<EntryValues> }
  | { readonly what: EntryAct; readonly entry: Entry }
  | { readonly what: 'rows' }
  | { readonly what: 'copy'; readonly copied: CopiedWeek };

interface Props {
  readonly open: BoardDialog | null;
  readonly rows: readonly WeekRow[];
  readonly writing: Writing;
  readonly onPick: (choice: RowChoice) => void;
  readonly onCopy: (copied: CopiedWeek) => void;
  readonly onClose: () => void;
}

/** The dialog that is open over the board, if any. */
export function BoardDialogs({ open, rows, writing, onPick, onCopy, onClose }: Props): ReactNode {
  const { worker, entries, places, isOwn } = writing;
  if (open === null) return null;
  if (open.what === 'log')
    return (
      <Dialog open wide title={isOwn ? 'Log time' : `Log time of ${worker.name}`} onClose={onClose}>
        <LogForm writing={writing} filled={open.filled} onDone={onClose} />
      </Dialog>
    );
  if (open.what === 'rows')
    return <RowPicker rows={rows} places={places} onClose={onClose} onPick={onPick} />;
  if (open.what === 'copy')
    return (
      <CopyDialog
        copied={open.copied}
        timeZone={worker.timeZone}
        onCopy={() => onCopy(open.copied)}
        onClose={onClose}
      />
    );
  const entry = entries.find(({ id }) => id === open.entry.id) ?? open.entry;
  if (open.what === 'delete')
    return <DeletionDialog entry={entry} timeZone={worker.timeZone} onClose={onClose} />;
  if (open.what === 'correct') return <CorrectionDialog writing={writing} entry={entry} onClose={onClose} />;
  if (open.what === 'split') return <SplitDialog writing={writing} entry={entry} onClose={onClose} />;
  return (
    <Dialog open wide title="Edit entry" onClose={onClose}>
      <EditForm writing={writing} entry={entry} onDone={onClose} />
    </Dialog>
  );
}
