import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { groupNames } from '../../clients/ui/client-form.tsx';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Person } from '../person.ts';
import styles from './list.module.css';

/** For whom somebody of ours works, as what and when, newest first. */
export function DesignationsPanel({ person }: { readonly person: Pick<Person, 'id' | 'name'> }): ReactNode {
  const held = useAnswer(teamApi.listDesignations, { params: { person: person.id } });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const names = new Map(clients.data?.items.map(({ id, name }) => [id, name]));
  return (
    <Panel title="Works for" flush>
      <Loaded answer={held}>
        {(held) =>
          held.length === 0 ? (
            <p className={styles['none']}>
              {person.name} is on no team yet. A supervisor names people on the page of a client.
            </p>
          ) : (
            <ul className={styles['list']}>
              {held.map(({ id, clientId, role, technologyGroup, deputy, from, to }) => (
                <li key={id} className={styles['row']}>
                  <span>
                    <PageLink to={`/app/clients/${clientId}`}>{names.get(clientId) ?? 'a client'}</PageLink>
                    <small className="note">
                      {role === 'csdm' ? 'CSDM' : `CSE, ${groupNames(groups.data, [technologyGroup ?? ''])}`}
                      {deputy && ', deputy'}
                    </small>
                  </span>
                  <small className={styles['when']}>
                    {to === null
                      ? `since ${dayWords(from)}`
                      : `${dayWords(from)} to ${dayWords(lastDayOf(to))}`}
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
