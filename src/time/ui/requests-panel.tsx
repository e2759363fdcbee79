import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { useAct } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { timeApi } from '../api.ts';
import type { Booking } from '../booking.ts';
import type { SiteVisit } from '../site-visit.ts';
import { BookingRequest } from './booking-request.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { changedByDecisions, deciding } from './decisions.ts';
import { RestRuleAct } from './rest-rule-act.tsx';
import styles from './requests-panel.module.css';

interface Props {
  readonly bookings: readonly Booking[];
  readonly visits: readonly SiteVisit[];
  readonly clients: ReadonlyMap<string, Client>;
  /** Of which client alone; all where it is empty. */
  readonly client: string;
}

/** What only a supervisor decides, soonest first: work outside business hours, and visits. Not there at all where nothing waits. */
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

function VisitRequest({ visit }: { readonly visit: SiteVisit }): ReactNode {
  const { act, busy, refused } = useAct(timeApi.approveSiteVisit, {
    refreshes: changedByDecisions,
    done: ({ personName, clientName }) => `${personName} may visit ${clientName}.`,
  });
  const [refusing, setRefusing] = useState(false);
  return (
    <li>
      <div className={styles['what']}>
        <p>
          <span className="name">{visit.clientName}</span>, {visit.personName}
        </p>
        <p>
          Site visit on {dayWords(visit.day, { withWeekday: true })}, about{' '}
          {moneyFigure(visit.amountExpected, visit.currency)} of travel, which the client pays on top of the
          fees
        </p>
        <p className={styles['quiet']}>{visit.purpose}</p>
        <RefusalNotice error={refused} />
      </div>
      <div className={styles['acts']}>
        <Button variant="default" size="compact-sm" onClick={() => setRefusing(true)}>
          Refuse
        </Button>
        <Button
          size="compact-sm"
          loading={busy}
          onClick={() => void act({ params: { visit: visit.id }, body: {} })}
        >
          Approve<span className="for-reader"> the visit to {visit.clientName}</span>
        </Button>
      </div>
      {refusing && (
        <ReasonDialog
          {...deciding}
          title={`Refuse the visit to ${visit.clientName}?`}
          act="Refuse the visit"
          label="Why, and how it can be done remotely"
          route={timeApi.refuseSiteVisit}
          request={(reason) => ({ params: { visit: visit.id }, body: { reason } })}
          done={({ clientName }) => `The visit to ${clientName} is refused.`}
          onClose={() => setRefusing(false)}
        >
          <p className={styles['quiet']}>What it has cost so far is then on no invoice.</p>
        </ReasonDialog>
      )}
    </li>
  );
}
