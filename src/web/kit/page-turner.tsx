import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './page-turner.module.css';

/** Below a list that comes in parts: the next part, and back to the first. Nothing where the list is shown whole. */
export function PageTurner({
  after,
  next,
  first = 'Newest',
  further = 'Older',
  onTurn,
}: {
  /** The cursor of the part that is shown; '' of the first. */
  readonly after: string;
  readonly next: string | null;
  readonly first?: string;
  readonly further?: string;
  readonly onTurn: (after: string) => void;
}): ReactNode {
  if (after === '' && next === null) return null;
  return (
    <div className={styles['turner']}>
      {after !== '' && (
        <Button variant="default" size="xs" onClick={() => onTurn('')}>
          {first}
        </Button>
      )}
      {next !== null && (
        <Button variant="default" size="xs" onClick={() => onTurn(next)}>
          {further}
        </Button>
      )}
    </div>
  );
}
