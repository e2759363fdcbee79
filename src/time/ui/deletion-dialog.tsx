import type { ReactNode } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { hoursWords } from '../../web/kit/figures.ts';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import { entryRefreshes } from './entry-refreshes.ts';
import { spanWords } from './entry-words.ts';

interface Props {
  readonly entry: Entry;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** Asks before an entry is deleted, and says what that changes. */
export function DeletionDialog({ entry, timeZone, onClose }: Props): ReactNode {
  const { act, busy, refused } = useAct(timeApi.deleteEntry, {
    refreshes: entryRefreshes,
    done: ({ minutes }) => `${hoursWords(minutes)} are deleted.`,
  });
  const remove = async (): Promise<void> => {
    if (await act({ params: { entry: entry.id } })) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Delete ${entry.subject}?`}
      act={`Delete ${hoursWords(entry.minutes)}`}
      onAct={() => void remove()}
      onClose={onClose}
      busy={busy}
      refused={refused}
      grave
    >
      <p>
        {entry.clientName ?? 'Internal'}, {spanWords(entry.startedAt, entry.endedAt, timeZone)}. It draws on
        nothing any more; the record keeps what it said.
      </p>
    </ConfirmDialog>
  );
}
