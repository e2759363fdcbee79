import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { told, type Outcome } from '../decision.ts';
import type { Entry } from '../entry.ts';
import styles from './left-notice.module.css';

interface Props {
  readonly outcome: Outcome;
  readonly of: readonly Entry[];
}

/** Which entries of a list were left as they are, and why; silent where none was. */
export function LeftNotice({ outcome, of }: Props): ReactNode {
  if (outcome.left.length === 0) return null;
  return (
    <div role="alert" className={styles['notice']}>
      <IconAlertTriangle size={18} aria-hidden className={styles['glyph']} />
      <div>
        <p>
          {outcome.left.length === 1 ? 'One entry was left:' : `${outcome.left.length} entries were left:`}
        </p>
        <ul>
          {outcome.left.map(({ entry, because }) => {
            const known = of.find(({ id }) => id === entry);
            return (
              <li key={entry}>
                {known && `${known.personName}, ${known.subject}: `}
                {told(because)}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
