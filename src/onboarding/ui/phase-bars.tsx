import type { ReactNode } from 'react';
import { daysBetween } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Onboarding } from '../onboarding.ts';
import { phaseWords } from '../phase.ts';
import styles from './onboarding.module.css';
import { standingOf } from './words.ts';

/** The phases one under the other on one span of days, with today across them. The words beside say the same. */
export function PhaseBars({ onboarding }: { readonly onboarding: Onboarding }): ReactNode {
  const { beginsOn, today, phases } = onboarding;
  const end = phases.reduce((last, { endsOn }) => (endsOn > last ? endsOn : last), beginsOn);
  const whole = Math.max(1, daysBetween(beginsOn, end));
  const at = (day: string): number => Math.min(100, Math.max(0, (daysBetween(beginsOn, day) / whole) * 100));
  return (
    <ol className={styles['bars']} aria-label="Phases">
      {phases.map((phase) => {
        const { tone, words } = standingOf(phase, today);
        const from = at(phase.beginsOn);
        return (
          <li key={phase.phase}>
            <div className={styles['barWords']}>
              <strong>{phaseWords[phase.phase]}</strong>
              <span className={styles['facts']}>
                <span className="note">
                  {dayWords(phase.beginsOn)} to {dayWords(phase.endsOn)}
                </span>
                <StatePill tone={tone}>{words}</StatePill>
              </span>
            </div>
            <div className={styles['track']} aria-hidden>
              <div
                className={styles['bar']}
                data-tone={tone}
                style={{ left: `${from}%`, width: `${at(phase.endsOn) - from}%` }}
              />
              <div className={styles['today']} style={{ left: `${at(today)}%` }} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
