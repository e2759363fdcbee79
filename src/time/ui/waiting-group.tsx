import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Client, TechnologyGroup } from '../../clients/client.ts';
import { hoursApi } from '../../hours/api.ts';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import type { Entry } from '../entry.ts';
import styles from './waiting-group.module.css';
import { WaitingRow } from './waiting-row.tsx';

interface Props {
  readonly entries: readonly Entry[];
  readonly by: 'client' | 'person';
  /** The client of the group; null for the provider's own time. */
  readonly client: Client | null;
  readonly clients: ReadonlyMap<string, Client>;
  readonly groups: readonly TechnologyGroup[];
  readonly ticks: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[], on: boolean) => void;
  readonly onApprove: (entries: readonly Entry[]) => void;
  readonly onReject: (entries: readonly Entry[]) => void;
}

/** What waits of one client or one person, with what the client's packages still hold. */
export function WaitingGroup(props: Props): ReactNode {
  const { entries, by, client, clients, groups, ticks, onTick, onApprove, onReject } = props;
  const { provider } = useMe();
  const ids = entries.map(({ id }) => id);
  const count = ids.filter((id) => ticks.has(id)).length;
  const title = by === 'client' ? (client?.name ?? 'Internal time') : (entries[0]?.personName ?? '');
  const zoneOf = (entry: Entry): string => clients.get(entry.clientId ?? '')?.timeZone ?? provider.timeZone;
  const months = [...new Set(entries.map((entry) => dayIn(entry.startedAt, zoneOf(entry)).slice(0, 7)))];
  return (
    <section className={styles['group']} aria-label={title}>
      <div className={styles['head']}>
        <Checkbox
          size="xs"
          aria-label={`Tick all of ${title}`}
          checked={count === ids.length}
          indeterminate={count > 0 && count < ids.length}
          onChange={({ currentTarget }) => onTick(ids, currentTarget.checked)}
        />
        <h2>{title}</h2>
        <div className={styles['pools']}>
          {by === 'client' &&
            client &&
            months.map((month) => (
              <PoolWords key={month} client={client.id} month={month} several={months.length > 1} />
            ))}
        </div>
        <span className={styles['total']}>
          <Hours minutes={entries.reduce((sum, { minutes }) => sum + minutes, 0)} unit />
        </span>
      </div>
      <ul className={styles['rows']} aria-label={`Time of ${title}`}>
        {entries.map((entry) => (
          <WaitingRow
            key={entry.id}
            entry={entry}
            by={by}
            timeZone={zoneOf(entry)}
            groups={groups}
            ticked={ticks.has(entry.id)}
            onTick={(on) => onTick([entry.id], on)}
            onApprove={() => onApprove([entry])}
            onReject={() => onReject([entry])}
          />
        ))}
      </ul>
    </section>
  );
}

/** What the packages of a client hold in a month, with the time that waits counted as everywhere. */
function PoolWords({
  client,
  month,
  several,
}: {
  readonly client: ClientId;
  readonly month: string;
  readonly several: boolean;
}): ReactNode {
  const hours = useAnswer(hoursApi.getMonthHours, { params: { client, month } });
  if (hours.error) return <span>No contract in {monthWords(month)}</span>;
  if (!hours.data) return null;
  const { pace, pools, overage, currency } = hours.data;
  const left = pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  return (
    <PageLink to={`/app/clients/${client}/hours?month=${month}`}>
      {several && `${monthWords(month)}: `}
      {overage.minutes > 0
        ? `${hoursWords(overage.minutes)} beyond the packages, ${moneyFigure(overage.amount, currency)}`
        : `${hoursWords(left)} of ${hoursWords(pace.minutesAllotted)} left${pace.minutesWaiting > 0 ? ' with what waits' : ''}`}
    </PageLink>
  );
}
