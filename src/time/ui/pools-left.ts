import { useMemo } from 'react';
import { poolsApi } from '../../hours/pool-api.ts';
import type { ClientPools } from '../../hours/pool-hours.ts';
import { useAnswer } from '../../web/kit/data.ts';
import type { RowSubject } from './week-rows.ts';

type Place = Pick<RowSubject, 'clientId' | 'role' | 'technologyGroup' | 'billing'>;

/**
 * What the pools that take the work of a row have left in a month, asked for all clients of the rows at once; null where the client has no
 * contract or the work draws on none.
 */
export function usePoolsLeft(rows: readonly Place[], month: string): (row: Place) => number | null {
  const ids = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))].sort();
  const clients = useAnswer(
    poolsApi.listPools,
    { params: { month }, body: { clients: ids } },
    { when: ids.length > 0, keeps: true },
  );
  const found = useMemo(
    () => new Map(clients.data?.map(({ clientId, pools }) => [clientId, pools])),
    [clients.data],
  );
  return (row) => {
    const draws = row.billing === 'service' || row.billing === 'additional';
    const pools = draws && row.clientId ? (found.get(row.clientId) ?? []) : [];
    const taking = pools.filter((pool) => takes(pool, row));
    return taking.length === 0 ? null : taking.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  };
}

/** Whether a package is for a role: a base for its CSDM and the groups it names, a supplement for the one it was bought for. */
const takes = (
  { scope, technologyGroups }: ClientPools['pools'][number],
  { role, technologyGroup }: Place,
): boolean =>
  role === 'csdm'
    ? scope !== 'cse'
    : technologyGroup !== null &&
      (scope === 'standard' || scope === 'cse') &&
      technologyGroups.includes(technologyGroup);
