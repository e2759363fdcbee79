import { useMemo } from 'react';
import { hoursApi } from '../../hours/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';

/** Whether an entry lies in a month that is closed for its client. Only a week that reaches into a month before this one can have some. */
export function useClosed(week: Week, today: string, isOwn: boolean): (entry: Entry) => boolean {
  const month = week.from.slice(0, 7);
  const isPast = month < today.slice(0, 7);
  const hours = useAnswer(
    hoursApi.listHours,
    { query: { month, of: isOwn ? 'mine' : 'all', limit: 500 } },
    { when: isPast },
  );
  const items = hours.data?.items;
  return useMemo(() => {
    const closed = new Set(
      (items ?? []).filter(({ state }) => state === 'closed').map(({ clientId }) => clientId),
    );
    return ({ clientId, startedAt }: Entry) =>
      isPast && clientId !== null && closed.has(clientId) && startedAt.slice(0, 7) <= month;
  }, [items, isPast, month]);
}
