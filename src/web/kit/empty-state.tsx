import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Command } from './keys.ts';
import styles from './empty-state.module.css';

interface Props {
  /** What is not here: `No clients yet`. */
  readonly title: string;
  /** Why it is empty, and what will be here. */
  readonly children: ReactNode;
  /** The one next act. */
  readonly act?: Pick<Command, 'label' | 'run'>;
}

/** Stands where a list or a figure would: says why there is nothing, and the one thing to do next. */
export function EmptyState({ title, children, act }: Props): ReactNode {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      <p className={styles['why']}>{children}</p>
      {act && (
        <Button onClick={act.run} variant="default">
          {act.label}
        </Button>
      )}
    </div>
  );
}
