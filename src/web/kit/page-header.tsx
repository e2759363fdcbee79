import { Button, Group, Kbd } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useCommands, type Command } from './keys.ts';
import { PageLink } from './link.tsx';
import { remember } from './recent.ts';
import styles from './page-header.module.css';

/** What can be done on a page: a button, a key and an entry of the palette at once. */
export interface PageAction extends Command {
  /** The one act the page is for; at most one. */
  readonly primary?: boolean;
}

interface Props {
  readonly title: string;
  /** Which of the pages of the thing in the title this is, for the window: `Hours`. */
  readonly part?: string;
  /** The way here, from the top: `{ label: 'Clients', to: '/app/clients' }`. */
  readonly crumbs?: readonly { readonly label: string; readonly to: string }[];
  readonly actions?: readonly PageAction[];
  /** What belongs to the title: pills, a line of facts. */
  readonly children?: ReactNode;
}

/** The head of every page: sets the window's title, tells a screen reader where it is, and carries the page's acts. */
export function PageHeader({ title, part, crumbs = [], actions = [], children }: Props): ReactNode {
  useCommands(actions);
  const heading = useArrival(part ? `${title}: ${part}` : title);
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className={styles['crumbs']}>
            {crumbs.map(({ label, to }) => (
              <PageLink key={to} to={to}>
                {label}
              </PageLink>
            ))}
          </nav>
        )}
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h1>
        {children}
      </div>
      {actions.length > 0 && (
        <Group gap="sm" className={styles['actions']}>
          {actions.map(({ label, keys, run, primary }) => (
            <Button
              key={label}
              onClick={run}
              variant={primary ? 'filled' : 'default'}
              {...(keys ? { rightSection: <KeyHint keys={keys} quiet={primary} /> } : {})}
            >
              {label}
            </Button>
          ))}
        </Group>
      )}
    </header>
  );
}

/** The key of a command, shown beside its button; not read out, because the list of keys says it. */
export function KeyHint({
  keys,
  quiet = false,
}: {
  readonly keys: string;
  readonly quiet?: boolean | undefined;
}): ReactNode {
  return (
    <span aria-hidden className={quiet ? styles['quiet'] : styles['hint']}>
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs">
          {key.length === 1 ? key.toUpperCase() : key}
        </Kbd>
      ))}
    </span>
  );
}

let firstOfVisit = true;

/** Names the window and, when the reader came from another page, moves focus to the heading so that reading starts there. */
function useArrival(title: string): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tandem`;
    remember({ title, to: location.pathname });
  }, [title]);
  useEffect(() => {
    if (!firstOfVisit) heading.current?.focus({ preventScroll: true });
    firstOfVisit = false;
  }, []);
  return heading;
}
