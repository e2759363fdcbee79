import type { ReactNode } from 'react';
import { PageLink } from './link.tsx';
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

interface PartProps {
  readonly title: string;
  /** The page with all there is to it. */
  readonly to?: string;
  readonly children: ReactNode;
}

/** A part of a strip, with what it is above. */
export function StripPart({ title, to, children }: PartProps): ReactNode {
  return (
    <div className={styles['cell']}>
      <h2 className={styles['title']}>{to ? <PageLink to={to}>{title}</PageLink> : title}</h2>
      {children}
    </div>
  );
}

interface CellProps extends Omit<PartProps, 'children'> {
  readonly figure: ReactNode;
  /** What the figure is made of, or what it means. */
  readonly children?: ReactNode;
}

/** One figure of a strip, with what belongs to it below. */
export function StripCell({ figure, children, ...part }: CellProps): ReactNode {
  return (
    <StripPart {...part}>
      <p className={styles['figure']}>{figure}</p>
      {children && <small className="note">{children}</small>}
    </StripPart>
  );
}
