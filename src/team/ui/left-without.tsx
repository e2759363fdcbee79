import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { PersonId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { teamApi } from '../api.ts';
import { awayWords } from './absence-words.ts';
import styles from './absences.module.css';
import { placeWords } from './team-place.ts';

interface Props {
  readonly person: PersonId;
  readonly from: string;
  readonly to: string;
}

/** Which clients have nobody in a place while somebody is away, or that somebody is there for all of them. */
export function LeftWithoutList({ person, from, to }: Props): ReactNode {
  const isSpan = from !== '' && from < to;
  const left = useAnswer(teamApi.weighAbsence, { params: { person }, query: { from, to } }, { when: isSpan });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  if (!isSpan) return null;
  const nameOf = (id: string): string =>
    clients.data?.items.find((client) => client.id === id)?.name ?? 'a client';
  const groupName = (id: string | null): string => groups.data?.find((one) => one.id === id)?.name ?? '';
  return (
    <Loaded answer={left} lines={1}>
      {(left) =>
        left.length === 0 ? (
          <p className={styles['line']}>
            <StatePill tone="ok">covered</StatePill>
            <span className={styles['quiet']}>No client is left without a CSDM or CSE.</span>
          </p>
        ) : (
          <ul className={styles['left']} aria-label="Left without">
            {left.map((place) => (
              <li
                key={`${place.clientId} ${place.role} ${place.technologyGroup} ${place.from}`}
                className={styles['line']}
              >
                <StatePill tone="warn">nobody stands in</StatePill>
                <span>
                  {nameOf(place.clientId)}:{' '}
                  {placeWords({
                    role: place.role,
                    groupName: place.technologyGroup && groupName(place.technologyGroup),
                  })}
                  , {awayWords({ ...place, part: null })}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
