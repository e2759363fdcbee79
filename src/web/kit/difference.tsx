import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './difference.module.css';

/** One thing that two people left different. */
export interface Differing {
  readonly name: string;
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
  readonly takeTheirs: () => void;
}

/** Shown where somebody else saved first: what differs, field by field. What the reader keeps is saved over theirs with the next save. */
export function Difference({
  what,
  differing,
}: {
  readonly what: string;
  readonly differing: readonly Differing[];
}): ReactNode {
  return (
    <div role="alert" className={styles['difference']}>
      <p className={styles['title']}>Somebody else changed {what} while you were editing</p>
      {differing.length === 0 ? (
        <p className={styles['why']}>Nothing differs from what you have here. Save to be done.</p>
      ) : (
        <>
          <p className={styles['why']}>
            Take theirs where they are right. Then save: what you keep replaces theirs.
          </p>
          <ul className={styles['fields']}>
            {differing.map(({ name, mine, theirs, takeTheirs }) => (
              <li key={name}>
                <span className={styles['name']}>{name}</span>
                <span className={styles['values']}>
                  <span>
                    <small>Yours</small> {mine}
                  </span>
                  <span>
                    <small>Theirs</small> {theirs}
                  </span>
                </span>
                <Button size="compact-xs" variant="default" onClick={takeTheirs}>
                  Take theirs
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
