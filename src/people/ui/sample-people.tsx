import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { roles, type Role } from '../access.ts';
import { sampleApi, type SamplePerson } from '../sample-api.ts';
import styles from './sample-people.module.css';

interface Props {
  readonly onDone: (secondFactor: boolean) => void;
}

/** The sample people, to sign in as by a click; nothing where there are none. One of each role first, because that is what differs. */
export function SamplePeople({ onDone }: Props): ReactNode {
  const people = useAnswer(sampleApi.listSamplePeople, {});
  const [all, setAll] = useState(false);
  const { act, busy, refused } = useAct(sampleApi.signInAsSample);
  const given = people.data ?? [];
  if (given.length === 0) return null;
  const shown = all ? given : firstOfEach(given);
  const enter = async ({ id }: SamplePerson): Promise<void> => {
    const answer = await act({ body: { person: id } });
    if (answer) onDone(answer.secondFactor);
  };
  return (
    <section className={styles['sample']} aria-labelledby="sample-people">
      <h2 id="sample-people" className={styles['title']}>
        Or look around as one of the sample people
      </h2>
      <ul className={styles['people']}>
        {shown.map((person) => (
          <li key={person.id}>
            <UnstyledButton
              className={styles['person'] ?? ''}
              disabled={busy}
              onClick={() => void enter(person)}
            >
              <span>
                <span className="name">{person.name}</span>
                <small className="note">
                  {roleNames[person.role]}
                  {person.client !== null && `, ${person.client}`}
                </small>
              </span>
              <IconChevronRight size={16} aria-hidden className={styles['glyph']} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {!all && shown.length < given.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {given.length - shown.length} more people
        </button>
      )}
      <RefusalNotice error={refused} />
      <p className="quiet">
        Nobody and nothing in the sample is real, and it is served on this machine alone.
      </p>
    </section>
  );
}

const firstOfEach = (people: readonly SamplePerson[]): readonly SamplePerson[] =>
  roles.flatMap((role) => people.find((person) => person.role === role) ?? []);

/** Roles in full, for somebody who does not know the product yet. */
const roleNames: Readonly<Record<Role, string>> = {
  csdm: 'Client Service Delivery Manager',
  cse: 'Client Service Engineer',
  supervisor: 'Supervisor',
  finance: 'Finance',
  administrator: 'Administrator',
  'client-executive': 'Client executive',
  'client-contact': 'Client contact',
};
