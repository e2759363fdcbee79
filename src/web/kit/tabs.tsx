import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** One of the pages of a thing. */
export interface Tab {
  readonly label: string;
  readonly to: string;
}

/** The pages of one thing, side by side below its name; each has an address of its own. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): ReactNode {
  return (
    <nav aria-label={label} className={styles['tabs']}>
      {tabs.map(({ label, to }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: tabs.some((other) => other.to.startsWith(`${to}/`)), includeSearch: false }}
          className={styles['tab']}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
