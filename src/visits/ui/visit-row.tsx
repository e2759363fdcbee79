import type { ReactNode } from 'react';
import styles from '../../time/ui/asked-list.module.css';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Tone } from '../../web/kit/tokens.ts';
import { estimateOf, type SiteVisit } from '../site-visit.ts';
import { Spent } from './spent-words.tsx';

/** Where a visit stands, in a word. */
export function visitState({ review, decision }: SiteVisit): { readonly tone: Tone; readonly words: string } {
  switch (decision.state) {
    case 'approved':
      return { tone: 'ok', words: 'approved' };
    case 'refused':
      return { tone: 'bad', words: 'refused' };
    default:
      return { tone: 'info', words: review ? 'reviewed' : 'requested' };
  }
}

/** A visit somebody asked for, what was said about it and what it has cost. */
export function VisitRow({ visit }: { readonly visit: SiteVisit }): ReactNode {
  const { tone, words } = visitState(visit);
  const hasCost = /[1-9]/.test(visit.spent);
  return (
    <li>
      <div>
        <span className="name">{visit.clientName}</span>
        <small className="note">
          Visit on {dayWords(visit.day, { withWeekday: true })}
          {!hasCost && `, about ${moneyFigure(estimateOf(visit), visit.currency)} of travel`}
        </small>
        {hasCost && (
          <small className="note">
            <Spent visit={visit} />
          </small>
        )}
        <small className="note">{visit.purpose}</small>
        {visit.decision.state === 'refused' && (
          <small className={styles['said']}>{visit.decision.reason}</small>
        )}
      </div>
      <StatePill tone={tone}>{words}</StatePill>
    </li>
  );
}
