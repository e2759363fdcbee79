import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ThemeSwitch } from '../kit/theme-switch.tsx';
import styles from './frame.module.css';

/** What is around the pages for people who are not signed in: the name, the theme, and one column. */
export function DoorFrame(): ReactNode {
  return (
    <div className={styles['door']}>
      <header className={styles['head']}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span className={styles['name']}>Tandem</span>
        <ThemeSwitch />
      </header>
      <main className={styles['page']}>
        <Outlet />
      </main>
    </div>
  );
}
