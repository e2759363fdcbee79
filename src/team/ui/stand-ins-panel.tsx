import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { teamApi } from '../api.ts';
import type { StandIn } from '../stand-in.ts';
import styles from './absences.module.css';
import { placeWords } from './team-place.ts';

/** Who is away today, and who stands in; not there where nobody is away. */
export function StandInsPanel(): ReactNode {
  const standIns = useAnswer(teamApi.listStandIns, { query: {} });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  if (!standIns.data || standIns.data.length === 0) return null;
  const nameOf = ({ clientId }: StandIn): string =>
    clients.data?.items.find(({ id }) => id === clientId)?.name ?? 'a client';
  const placeOf = ({ role, technologyGroup }: StandIn): string =>
    placeWords({
      role,
      groupName: technologyGroup && (groups.data?.find(({ id }) => id === technologyGroup)?.name ?? ''),
    });
  return (
    <Panel title="Away today" flush>
      <ul className={styles['list']}>
        {standIns.data.map((one) => (
          <li
            key={`${one.clientId} ${one.role} ${one.technologyGroup} ${one.away.personId}`}
            className={styles['row']}
          >
            <div className={styles['what']}>
              <p className={styles['line']}>
                <PageLink to={`/app/clients/${one.clientId}`}>{nameOf(one)}</PageLink>
                <span className={styles['quiet']}>{placeOf(one)}</span>
              </p>
              <p>
                {one.away.name} is away{one.part && ` from ${one.part.from} to ${one.part.to}`}
              </p>
            </div>
            {one.by.length === 0 ? (
              <StatePill tone="warn">nobody stands in</StatePill>
            ) : (
              <span>{one.by.map(({ name, deputy }) => (deputy ? `${name}, deputy` : name)).join('; ')}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
