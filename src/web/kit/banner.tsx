import type { ReactNode } from 'react';
import styles from './banner.module.css';

/** One sentence above a page's panels about something that waits for the reader. */
export const Banner = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className={styles['banner']}>{children}</p>
);
