import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { wordsOf } from './fault.tsx';
import styles from './refusal-notice.module.css';

interface Props {
  readonly error: Error | null;
  /** What to do about it, where the page knows better than the server: a link to the entry it collides with, a choice. */
  readonly children?: ReactNode;
  /** Paths of faults that fields of the form show themselves. */
  readonly shown?: readonly string[];
}

/** Says in place why an act was refused and what to do; stands above the buttons of the form or dialog it belongs to. */
export function RefusalNotice({ error, children, shown = [] }: Props): ReactNode {
  if (!error) return null;
  const { title, detail } = wordsOf(error);
  const faults = error instanceof CallRefused ? error.faults : [];
  const others = faults.filter(({ path }) => !shown.includes(path));
  const words =
    faults.length > 0 ? (others.length > 0 ? '' : 'Put right what is marked, then try again.') : detail;
  return (
    <div role="alert" className={styles['notice']}>
      <IconInfoCircle size={18} aria-hidden className={styles['glyph']} />
      <div>
        <p className={styles['title']}>{title}</p>
        {words !== '' && words !== title && <p className={styles['detail']}>{words}</p>}
        {others.length > 0 && (
          <ul className={styles['faults']}>
            {others.map(({ path, message }) => (
              <li key={path}>
                {message} {path !== '' && <code>{path}</code>}
              </li>
            ))}
          </ul>
        )}
        {children && <div className={styles['act']}>{children}</div>}
      </div>
    </div>
  );
}
