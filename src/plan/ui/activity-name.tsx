import type { ReactNode } from 'react';
import styles from './plan.module.css';

interface Props {
  readonly activity: { readonly row: number; readonly name: string; readonly section?: string };
  /** Where the name opens something in place. */
  readonly onOpen?: (() => void) | undefined;
}

/** An activity with its number, and the section it belongs to below. */
export function ActivityName({ activity: { row, name, section }, onOpen }: Props): ReactNode {
  const words = `${row} ${name}`;
  return (
    <span className={styles['name']}>
      {onOpen ? (
        <button type="button" className={styles['open']} onClick={onOpen}>
          {words}
        </button>
      ) : (
        words
      )}
      {section !== undefined && <span className={styles['section']}>{section}</span>}
    </span>
  );
}
