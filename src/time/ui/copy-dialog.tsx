import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import asked from './asked-list.module.css';
import type { CopiedWeek } from './copied-week.ts';
import { clockSpan } from './entry-words.ts';

interface Props {
  readonly copied: CopiedWeek;
  readonly timeZone: string;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

/** Shown before last week is copied where not all of it can be: what will be there, and what is left and why. */
export function CopyDialog({ copied: { copies, left }, timeZone, onCopy, onClose }: Props): ReactNode {
  const minutes = copies.reduce(
    (sum, { asked: { body } }) => sum + (Date.parse(body.endedAt) - Date.parse(body.startedAt)) / 60_000,
    0,
  );
  return (
    <Dialog open title="Copy last week" onClose={onClose}>
      <p>
        {copies.length === 0
          ? 'Nothing of last week can be copied.'
          : `${entriesWords(copies.length)} of last week, ${hoursWords(minutes)}, become drafts on the same days at the same times.`}{' '}
        Left are:
      </p>
      <ul className={asked['list']}>
        {left.map(({ entry, why }) => (
          <li key={entry.id}>
            <div>
              {entry.clientName ?? 'Internal'}, {entry.subject}
              <small className="note">
                {dayWords(dayIn(entry.startedAt, timeZone), { withWeekday: true, withYear: false })},{' '}
                {clockSpan(entry.startedAt, entry.endedAt, timeZone)}: {why}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          Copy nothing
        </Button>
        {copies.length > 0 && (
          <Button onClick={onCopy} data-autofocus>
            Copy {entriesWords(copies.length)}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}

export const entriesWords = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`);
