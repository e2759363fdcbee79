import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { momentWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Session } from '../session.ts';
import { deviceWords } from './device-words.ts';
import styles from './list.module.css';

interface Props {
  readonly sessions: readonly Session[];
  /** What is said where there is none. */
  readonly nobody: string;
  /** Ends one; left out where only all can be ended. */
  readonly onEnd?: (session: Session) => void;
  readonly busy?: boolean;
}

/** Where somebody is signed in: device, address, since when. */
export function SessionsList({ sessions, nobody, onEnd, busy = false }: Props): ReactNode {
  const { timeZone } = useMe().person;
  if (sessions.length === 0) return <p className={styles['none']}>{nobody}</p>;
  return (
    <ul className={styles['list']}>
      {sessions.map((session) => (
        <li key={session.id} className={styles['row']}>
          <span>
            {deviceWords(session.userAgent)}{' '}
            {session.current && <StatePill tone="accent">this one</StatePill>}
            <small className="note">
              since {momentWords(session.startedAt, timeZone)}
              {session.address !== '' && `, from ${session.address}`}
            </small>
          </span>
          {onEnd && !session.current && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              disabled={busy}
              onClick={() => onEnd(session)}
              aria-label={`End ${deviceWords(session.userAgent)}`}
            >
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
