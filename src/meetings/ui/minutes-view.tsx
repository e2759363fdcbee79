import type { ReactNode } from 'react';
import { dayWords, momentWords } from '../../web/kit/figures.ts';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import type { Publication } from '../meeting-minutes.ts';
import { Lines } from './agenda-panel.tsx';
import styles from './meetings.module.css';

/** Minutes as both sides have them, with what was put right since. */
export function MinutesView({ publication }: { readonly publication: Publication }): ReactNode {
  const { minutes, hash, addenda } = publication;
  const named = (present: boolean): string =>
    minutes.invited.flatMap((one) => (one.present === present ? [one.name] : [])).join(', ') || 'nobody';
  return (
    <Panel title="Minutes" flush>
      {addenda.map(({ words, byName, at }) => (
        <section key={at} className={styles['item']} aria-label="Addendum">
          <h3>
            Addendum by {byName}, {momentWords(at, minutes.timeZone)}
          </h3>
          <p className={styles['text']}>{words}</p>
        </section>
      ))}
      <div className={styles['item']}>
        <Facts
          facts={{
            'Were there': named(true),
            'Were not there': named(false),
            Published: `${minutes.published.by}, ${momentWords(minutes.published.at, minutes.timeZone)}`,
          }}
        />
      </div>
      {minutes.items.map(({ title, lines, notes, decisions }) => (
        <section key={title} className={styles['item']} aria-label={title}>
          <h3>{title}</h3>
          <Lines lines={lines} />
          {notes !== '' && <p className={styles['text']}>{notes}</p>}
          {decisions !== '' && <p className={styles['text']}>Decided: {decisions}</p>}
        </section>
      ))}
      {minutes.leftOut.map(({ title, reason }) => (
        <div key={title} className={styles['item']}>
          Left out: {title}
          {reason === '' ? '' : `, ${reason}`}
        </div>
      ))}
      <section className={styles['item']} aria-label="Actions in the minutes">
        <h3>Actions</h3>
        <Lines
          lines={
            minutes.actions.length === 0
              ? ['None is open.']
              : minutes.actions.map(
                  ({ title, owner, dueDay, state }) =>
                    `${owner}: ${title}, due ${dayWords(dueDay)} (${state})`,
                )
          }
        />
      </section>
      <div className={styles['item']}>
        <span className="note">
          SHA-256 <code className={styles['hash']}>{hash}</code>
        </span>
      </div>
    </Panel>
  );
}
