import type { ReactNode } from 'react';
import styles from './strip.module.css';

/** What a page is about at a glance: a few figures side by side, below each other where there is no room. */
export function Strip({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section aria-label={label} className={styles['strip']}>
      {children}
    </section>
  );
}

interface CellProps {
  readonly title: string;
  readonly figure: ReactNode;
  /** What the figure is made of, or what it means. */
  readonly children?: ReactNode;
}

/** One figure of a strip, with what it is above and what belongs to it below. */
export function StripCell({ title, figure, children }: CellProps): ReactNode {
  return (
    <div className={styles['cell']}>
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['figure']}>{figure}</p>
      {children && <small className="note">{children}</small>}
    </div>
  );
}
