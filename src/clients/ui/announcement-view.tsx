import type { ReactNode } from 'react';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import type { ClientAnnouncement } from '../announcement.ts';
import { kindWords, windowWords } from './announcement-words.ts';
import styles from './announcement-view.module.css';

type Seen = Pick<ClientAnnouncement, 'kind' | 'title' | 'words' | 'window' | 'acknowledgeBy' | 'replaces'> &
  Partial<Pick<ClientAnnouncement, 'replacedBy' | 'withdrawal'>>;

interface Props {
  readonly announcement: Seen;
  /** The client's. */
  readonly timeZone: string;
  /** Where other announcements are, for links to them. */
  readonly at: string;
}

/** An announcement exactly as a client sees it: the same in the portal and in the preview. */
export function AnnouncementView({ announcement, timeZone, at }: Props): ReactNode {
  const { kind, words, window, acknowledgeBy, replaces, replacedBy, withdrawal } = announcement;
  return (
    <article className={styles['announcement']}>
      {withdrawal && (
        <p className={styles['notice']} data-tone="warn">
          Withdrawn on {dayWords(dayIn(withdrawal.at, timeZone))}: {withdrawal.reason}
        </p>
      )}
      {replacedBy && (
        <p className={styles['notice']} data-tone="info">
          Corrected by <PageLink to={`${at}/${replacedBy.id}`}>{replacedBy.title}</PageLink>
        </p>
      )}
      {replaces && (
        <p className={styles['notice']} data-tone="info">
          This corrects <PageLink to={`${at}/${replaces.id}`}>{replaces.title}</PageLink>
        </p>
      )}
      <p className={styles['kind']}>{kindWords[kind]}</p>
      {window && <p className={styles['window']}>{windowWords(window, timeZone)}</p>}
      <p className={styles['words']}>{words}</p>
      {acknowledgeBy !== null && (
        <p className="note">Your organisation is asked to acknowledge it by {dayWords(acknowledgeBy)}.</p>
      )}
    </article>
  );
}
