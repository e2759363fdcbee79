import type { ReactNode } from 'react';
import { dayWords } from '../../web/kit/figures.ts';
import type { CapacityPerson } from '../capacity-api.ts';
import styles from './capacity-page.module.css';
import { cellWords, percentWords, verdictTones, verdictWords } from './capacity-words.ts';

interface Props {
  readonly people: readonly CapacityPerson[];
  readonly onOpen: (person: CapacityPerson, week: string) => void;
}

/** The same as the grid for a narrow screen: person by person, each week a button. */
export function CapacityList({ people, onOpen }: Props): ReactNode {
  return (
    <ul className={styles['list']}>
      {people.map((person) => (
        <li key={person.personId}>
          <h3>{person.name}</h3>
          <div className={styles['weeks']}>
            {person.weeks.map((week) => (
              <button
                key={week.week}
                type="button"
                data-tone={verdictTones[week.verdict]}
                aria-label={`${person.name}, week of ${dayWords(week.week)}: ${cellWords(week)}`}
                onClick={() => onOpen(person, week.week)}
              >
                <span>{dayWords(week.week, { withYear: false })}</span>
                <b>{percentWords(week)}</b>
                {week.percent !== null && <small>{verdictWords[week.verdict]}</small>}
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
