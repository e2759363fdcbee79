import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { CapacityTerms } from '../../team/capacity.ts';
import { awayWords } from '../../team/ui/absence-words.ts';
import { placeWords } from '../../team/ui/team-place.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords, hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { capacityApi, type CapacityPerson } from '../capacity-api.ts';
import styles from './capacity-page.module.css';
import { verdictTones, verdictWords } from './capacity-words.ts';

interface Props {
  readonly person: CapacityPerson;
  readonly week: string;
  readonly onClose: () => void;
}

/** How a week of somebody comes about: each term with the records it is made of. */
export function CapacityTermsDialog({ person, week, onClose }: Props): ReactNode {
  const terms = useAnswer(capacityApi.explainCapacity, {
    params: { person: person.personId },
    query: { week },
  });
  return (
    <Dialog open wide title={`${person.name}, week of ${dayWords(week)}`} onClose={onClose}>
      <Loaded answer={terms} lines={8}>
        {(terms) => <Arithmetic terms={terms} />}
      </Loaded>
    </Dialog>
  );
}

function Arithmetic({ terms }: { readonly terms: CapacityTerms }): ReactNode {
  const { provider } = useMe();
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const nameOf = (id: string | null): string =>
    id === null ? 'Internal' : (clients.data?.items.find((one) => one.id === id)?.name ?? 'a client');
  const groupOf = (id: string | null): string | null =>
    id && (groups.data?.find((one) => one.id === id)?.name ?? id);
  const largest = Math.max(terms.minutesCommitted, terms.minutesPlanned, terms.minutesLogged);
  return (
    <table className={styles['terms']}>
      <caption className="for-reader">Terms of the week, in hours and minutes</caption>
      <tbody>
        <Term name="Business hours" minutes={terms.minutesBusiness} />
        <Term name="Absence" minutes={-terms.minutesAbsent} />
        {terms.absences.map(({ absenceId, from, to, minutes }) => (
          <Part key={absenceId} minutes={-minutes}>
            <PageLink to="/app/absences">{awayWords({ from, to, part: null })}</PageLink>
          </Part>
        ))}
        <Term name="Working time" minutes={terms.minutesWorking} sum />
        <Term
          name="Committed by packages"
          minutes={terms.minutesCommitted}
          counts={terms.minutesCommitted === largest}
        />
        {terms.commitments.map(({ clientId, role, technologyGroup, minutesOfMonth, minutes }) => (
          <Part key={`${clientId} ${role} ${technologyGroup}`} minutes={minutes}>
            <PageLink to={`/app/clients/${clientId}/contract`}>{nameOf(clientId)}</PageLink>
            <small className="note">
              {placeWords({ role, groupName: groupOf(technologyGroup) })}: its share of{' '}
              {hoursWords(minutesOfMonth)} a month
            </small>
          </Part>
        ))}
        <Term name="Planned" minutes={terms.minutesPlanned} />
        <Term
          name="Logged"
          minutes={terms.minutesLogged}
          counts={terms.minutesLogged === largest && largest > terms.minutesCommitted}
        />
        {terms.logged.map(({ clientId, minutes }) => (
          <Part key={clientId ?? 'internal'} minutes={minutes}>
            {nameOf(clientId)}
          </Part>
        ))}
        <Term name="Bookings of after-hours work" minutes={terms.minutesBooked} />
        {terms.bookings.map(({ bookingId, clientId, startsAt, minutes }) => (
          <Part key={bookingId} minutes={minutes}>
            {nameOf(clientId)}, {dayWords(dayIn(startsAt, provider.timeZone), { withWeekday: true })}
          </Part>
        ))}
        <Term
          name="Load: the largest of committed, planned and logged, and bookings"
          minutes={terms.minutesLoad}
          sum
        />
        <tr className={styles['sum']}>
          <th scope="row">Load by working time</th>
          <td>
            {terms.percent === null ? '' : `${terms.percent}% `}
            <StatePill tone={verdictTones[terms.verdict]}>{verdictWords[terms.verdict]}</StatePill>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface TermProps {
  readonly name: string;
  readonly minutes: number;
  readonly sum?: boolean;
  /** Whether it is the one of several that counts. */
  readonly counts?: boolean;
}

function Term({ name, minutes, sum = false, counts = false }: TermProps): ReactNode {
  return (
    <tr className={sum ? styles['sum'] : styles['term']}>
      <th scope="row">
        {name}
        {counts && minutes > 0 && <small className="note">the largest: this one counts</small>}
      </th>
      <td>{hoursFigure(minutes)}</td>
    </tr>
  );
}

function Part({ minutes, children }: { readonly minutes: number; readonly children: ReactNode }): ReactNode {
  return (
    <tr className={styles['part']}>
      <th scope="row">{children}</th>
      <td>{hoursFigure(minutes)}</td>
    </tr>
  );
}
