import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './tabs.module.css';

/** One of the pages of a thing. */
export interface Tab {
  readonly label: string;
  readonly to: string;
}

/** The pages of one thing, side by side below its name; each has an address of its own. Where not all have room, the one shown is in sight. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): ReactNode {
  const bar = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const room = bar.current?.getBoundingClientRect();
    // Every page of a thing begins with the address of its first one.
    const shown = [...(bar.current?.children ?? [])].findLast((tab) =>
      path.startsWith(tab.getAttribute('href') ?? ''),
    );
    const place = shown?.getBoundingClientRect();
    if (room && place) bar.current?.scrollBy(place.left - room.left - (room.width - place.width) / 2, 0);
  }, [path]);
  return (
    <nav ref={bar} aria-label={label} className={styles['tabs']}>
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
