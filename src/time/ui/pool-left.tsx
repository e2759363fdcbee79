import type { ReactNode } from 'react';
import { hoursApi } from '../../hours/api.ts';
import type { PoolHours } from '../../hours/pool-hours.ts';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Hours } from '../../web/kit/hours.tsx';
import type { RowSubject } from './week-rows.ts';

interface Props {
  readonly row: RowSubject & { readonly clientId: ClientId };
  readonly month: string;
}

/** What the pools that take the work of a row have left in a month; nothing where the client has no contract or the work draws on none. */
export function PoolLeft({ row, month }: Props): ReactNode {
  const draws = row.billing === 'service' || row.billing === 'additional';
  const hours = useAnswer(
    hoursApi.getMonthHours,
    { params: { client: row.clientId, month } },
    { when: draws },
  );
  const pools = draws ? (hours.data?.pools ?? []).filter((pool) => takes(pool, row)) : [];
  if (pools.length === 0) return null;
  return <Hours minutes={pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0)} />;
}

/** Whether a package is for a role: a base for its CSDM and the groups it names, a supplement for the one it was bought for. */
const takes = (
  { scope, technologyGroups }: PoolHours,
  { role, technologyGroup }: Pick<RowSubject, 'role' | 'technologyGroup'>,
): boolean =>
  role === 'csdm'
    ? scope !== 'cse'
    : technologyGroup !== null &&
      (scope === 'standard' || scope === 'cse') &&
      technologyGroups.includes(technologyGroup);
