import { useMemo } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import { supervisor } from '../../people/access.ts';
import type { Person } from '../../people/person.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer, type Answer } from '../../web/kit/data.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { useMay } from '../../web/kit/me.tsx';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import { workPlaces, type WorkPlace } from './work-place.ts';

/** A week of somebody and what its rows are made from. */
export interface WeekKnown {
  readonly week: Week;
  /** What was worked in the week before, whose rows are offered again. */
  readonly before: readonly Entry[];
  readonly places: readonly WorkPlace[];
  readonly groups: readonly TechnologyGroup[];
}

interface Knowing {
  /** Null until all of it is there. */
  readonly known: WeekKnown | null;
  readonly week: Answer<Week>;
  /** Of what is asked for, one that is not there yet, or was refused. */
  readonly missing: Answer<unknown>;
}

/** The week that begins on a Monday with what its rows are made from, all asked for at once; the week before it stays until it is there. */
export function useWeekKnown(worker: Pick<Person, 'id' | 'roles'>, monday: string): Knowing {
  const withOffTeam = useMay(supervisor);
  const weekOf = { query: { person: worker.id } };
  const week = useAnswer(timeApi.getWeek, { params: { day: monday }, ...weekOf }, { keeps: true });
  const from = week.data?.from ?? monday;
  const before = useAnswer(timeApi.getWeek, { params: { day: daysAfter(from, -7) }, ...weekOf });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const designations = useAnswer(teamApi.listDesignations, { params: { person: worker.id } });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const known = useMemo(() => {
    if (!week.data || !before.data || !groups.data || !designations.data || !clients.data) return null;
    const places = workPlaces({
      designations: designations.data,
      clients: clients.data.items,
      groups: groups.data,
      roles: worker.roles,
      from,
      to: daysAfter(from, 7),
      withOffTeam,
    });
    return {
      week: week.data,
      before: before.data.days.flatMap(({ entries }) => entries),
      places,
      groups: groups.data,
    };
  }, [week.data, before.data, groups.data, designations.data, clients.data, worker.roles, from, withOffTeam]);
  const answers = [week, before, groups, designations, clients];
  return { known, week, missing: answers.find(({ data }) => data === undefined) ?? week };
}
