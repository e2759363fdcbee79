import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface Props {
  readonly title: string;
  /** What can be done with this part of the page, at the right of its title. */
  readonly acts?: ReactNode;
  /** Whether the content reaches the edges, as a table does. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, acts, flush = false, children }: Props): ReactNode {
  return (
    <section className={styles['panel']} aria-label={title}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{title}</h2>
        {acts}
      </div>
      <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
    </section>
  );
}

/** Names and values, one under the other or side by side as there is room. A value of null says that it is not set. */
export function Facts({ facts }: { readonly facts: Readonly<Record<string, ReactNode>> }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>{value ?? <span className={styles['unset']}>not set</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
