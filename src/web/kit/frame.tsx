import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { openSpotlight } from '@mantine/spotlight';
import {
  IconChevronDown,
  IconKeyboard,
  IconLogout,
  IconMenu2,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import styles from './frame.module.css';
import { useCommands, useKeyboard, useKeysOn } from './keys.ts';
import { KeySheet } from './key-sheet.tsx';
import { useGo } from './link.tsx';
import { roleWords, useMe } from './me.tsx';
import { placesFor, type Place } from './navigation.ts';
import { Palette, type Found } from './palette.tsx';
import { signOut } from './session.ts';
import { ThemeSwitch } from './theme-switch.tsx';

interface Props {
  readonly places: readonly Place[];
  /** What there is to find, besides pages, by what was typed into the palette. */
  readonly found: readonly Found[];
  readonly onFind: (query: string) => void;
  /** What stands in the bar of every page: a timer that runs. */
  readonly running?: ReactNode;
  /** Clients' pages are set larger and wider apart than staff's. */
  readonly portal?: boolean;
}

/** What is around every page: navigation at the left, the bar on top, the palette and the list of keys. */
export function Frame({ places, found, onFind, running, portal = false }: Props): ReactNode {
  const { person, provider } = useMe();
  const go = useGo();
  const [sheet, setSheet] = useState(false);
  const [keysOn] = useKeysOn();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // The drawer was opened on a page, and going to another closes it.
  const [drawerOn, setDrawerOn] = useState('');
  const drawer = drawerOn === path;
  const { first, more } = placesFor(places, person.roles);
  const you = portal ? '/portal/you' : '/app/you';
  useKeyboard();
  useCommands([
    ...[...first, ...more].map(({ label, keys, to }) => ({
      label,
      keys,
      group: 'Go' as const,
      run: () => go(to),
    })),
    { label: 'You', keys: 'g y', group: 'Go', run: () => go(you) },
    { label: 'Keys', keys: '?', group: 'Everywhere', run: () => setSheet(true) },
    { label: 'Find or do', keys: '/', group: 'Everywhere', hidden: true, run: openSpotlight },
    { label: 'Sign out', group: 'Everywhere', run: () => void signOut() },
  ]);
  useEffect(() => {
    document.documentElement.dataset['keys'] = keysOn ? 'on' : 'off';
  }, [keysOn]);
  return (
    <div className={styles['frame']} data-portal={portal} data-drawer={drawer}>
      <a href="#page" className={styles['skip']}>
        Skip to the page
      </a>
      <aside className={styles['side']}>
        <p className={styles['provider']}>
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>{provider.name}</span>
        </p>
        {provider.sample && (
          <p className={styles['sample']}>Sample provider: nobody and nothing here is real.</p>
        )}
        <nav aria-label="Main">
          <Places places={first} />
          {more.length > 0 && (
            <details className={styles['more']} open={more.some(({ to }) => isAt(path, to))}>
              <summary>More</summary>
              <Places places={more} />
            </details>
          )}
        </nav>
      </aside>
      <button
        type="button"
        className={styles['shade']}
        aria-label="Close the navigation"
        onClick={() => setDrawerOn('')}
      />
      <header className={styles['bar']}>
        <ActionIcon
          size={36}
          className={styles['burger']}
          aria-label="Navigation"
          aria-expanded={drawer}
          onClick={() => setDrawerOn(drawer ? '' : path)}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <UnstyledButton className={styles['search']} onClick={openSpotlight}>
          <IconSearch size={16} aria-hidden />
          <span>Find or do</span>
          <kbd aria-hidden>{isApple ? '⌘ K' : 'Ctrl K'}</kbd>
        </UnstyledButton>
        <div className={styles['own']}>
          {running}
          <ThemeSwitch />
          <Menu position="bottom-end" width={240}>
            <Menu.Target>
              <UnstyledButton className={styles['person']}>
                <span className={styles['name']}>{person.name}</span>
                <IconChevronDown size={14} aria-hidden />
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{person.roles.map((role) => roleWords[role]).join(', ')}</Menu.Label>
              <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => go(you)}>
                You
              </Menu.Item>
              <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => setSheet(true)}>
                Keys
              </Menu.Item>
              <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
                Sign out
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <main id="page" tabIndex={-1} className={styles['page']}>
        <Outlet />
      </main>
      <Palette found={found} onFind={onFind} />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}

function Places({ places }: { readonly places: readonly Place[] }): ReactNode {
  return (
    <ul className={styles['places']}>
      {places.map(({ label, to, icon: Glyph }) => (
        <li key={to}>
          <Link
            to={to}
            activeOptions={{ exact: isFirst(to), includeSearch: false }}
            className={styles['place']}
          >
            <Glyph size={18} stroke={1.75} aria-hidden />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The first page of a shell is only itself; every other place is also where the pages below it are. */
const isFirst = (to: string): boolean => to.split('/').length === 2;

const isAt = (path: string, to: string): boolean => path === to || path.startsWith(`${to}/`);

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
