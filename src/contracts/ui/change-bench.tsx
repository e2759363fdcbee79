import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Response } from '../../core/route.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { hoursWords, monthWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import type { ChangeRequest } from '../change-request.ts';
import styles from './changes.module.css';

type Bench = Response<typeof teamApi.showBench>;
type Place = Bench['places'][number];

/** Whether there are people for a change: what those it needs can work in a month, and what is committed of it, now and then. */
export function ChangeBench({ request }: { readonly request: Pick<ChangeRequest, 'id'> }): ReactNode {
  const bench = useAnswer(teamApi.showBench, { params: { changeRequest: request.id } });
  return (
    <Loaded answer={bench} lines={3}>
      {(bench) => (bench.places.length === 0 ? null : <Load bench={bench} />)}
    </Loaded>
  );
}

function Load({ bench: { day, places } }: { readonly bench: Bench }): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const placeName = ({ role, technologyGroup }: Place): string =>
    role === 'csdm'
      ? 'CSDM'
      : `CSE, ${groups.data?.find(({ id }) => id === technologyGroup)?.name ?? technologyGroup}`;
  return (
    <section className={styles['effect']} aria-label="People for this change">
      <p>
        <strong>{verdictOf(places)}</strong>
      </p>
      <div className={styles['scroll']}>
        <table className={styles['months']}>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Can work</th>
              <th scope="col">Planned</th>
              <th scope="col">Committed now</th>
              <th scope="col">then</th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) =>
              place.people.length === 0 ? (
                <tr key={placeName(place)}>
                  <th scope="row">
                    Nobody yet <small className="note">{placeName(place)}</small>
                  </th>
                  <td>none</td>
                  <td>none</td>
                  <td>
                    <Hours minutes={place.minutesBefore} unit />
                  </td>
                  <td>
                    <Hours minutes={place.minutesAfter} unit />
                  </td>
                </tr>
              ) : (
                place.people.map((person) => (
                  <tr key={`${placeName(place)} ${person.personId}`}>
                    <th scope="row">
                      {person.name}{' '}
                      <small className="note">
                        {placeName(place)}, {person.clients} {person.clients === 1 ? 'client' : 'clients'}
                      </small>
                    </th>
                    <td>
                      <Hours minutes={person.minutesWorking} unit />
                    </td>
                    <td>
                      <Hours minutes={person.minutesPlanned} unit />
                    </td>
                    <td>
                      <Hours minutes={person.minutesBefore} unit />
                    </td>
                    <td>
                      <Hours minutes={person.minutesAfter} unit />
                    </td>
                  </tr>
                ))
              ),
            )}
          </tbody>
        </table>
      </div>
      <p className="note">
        Business hours of {monthWords(day.slice(0, 7))} and the packages of all clients. A package is divided
        evenly among CSDM and technology groups, and then among the people named for each. Absence is taken
        off; planned is what plans have in the month and is still to be worked.
      </p>
    </section>
  );
}

/** Example: "Priya would be committed 12 h beyond what one can work." */
function verdictOf(places: readonly Place[]): string {
  const people = new Map(places.flatMap((place) => place.people.map((person) => [person.personId, person])));
  const beyond = [...people.values()].filter(
    ({ minutesAfter, minutesWorking }) => minutesAfter > minutesWorking,
  );
  if (beyond.length > 0)
    return `${beyond
      .map(
        ({ name, minutesAfter, minutesWorking }) =>
          `${name} would be committed ${hoursWords(minutesAfter - minutesWorking)} beyond what can be worked`,
      )
      .join('; ')}.`;
  if (places.some((place) => place.people.length === 0))
    return 'Nobody is named yet for some of these hours.';
  return 'Everybody named has room for this change.';
}
