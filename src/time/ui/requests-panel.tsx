import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { VisitRequest } from '../../visits/ui/visit-request.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Booking } from '../booking.ts';
import type { SiteVisit } from '../../visits/site-visit.ts';
import { BookingRequest } from './booking-request.tsx';
import { RestRuleAct } from './rest-rule-act.tsx';
import styles from './requests-panel.module.css';

interface Props {
  readonly bookings: readonly Booking[];
  readonly visits: readonly SiteVisit[];
  readonly clients: ReadonlyMap<string, Client>;
  /** Of which client alone; all where it is empty. */
  readonly client: string;
}

/** What is decided before it happens, soonest first: work outside business hours, and visits. Not there at all where nothing waits. */
export function RequestsPanel({ bookings, visits, clients, client }: Props): ReactNode {
  const isShown = ({ clientId }: { readonly clientId: string }): boolean =>
    client === '' || clientId === client;
  const asked = bookings.filter(isShown).toReversed();
  const journeys = visits.filter(isShown).toReversed();
  const count = asked.length + journeys.length;
  if (count === 0) return null;
  return (
    <Panel
      title={count === 1 ? 'One request' : `${count} requests`}
      flush
      acts={asked.length > 0 && <RestRuleAct />}
    >
      <ul className={styles['list']}>
        {asked.map((booking) => (
          <BookingRequest
            key={booking.id}
            booking={booking}
            timeZone={clients.get(booking.clientId)?.timeZone ?? 'UTC'}
          />
        ))}
        {journeys.map((visit) => (
          <VisitRequest key={visit.id} visit={visit} />
        ))}
      </ul>
    </Panel>
  );
}
