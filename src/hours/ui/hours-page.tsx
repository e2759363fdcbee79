import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import type { Client } from '../../clients/client.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { monthWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { hoursApi, noContract } from '../api.ts';
import type { MonthHours } from '../month-hours.ts';
import { plannedApi } from '../planned-api.ts';
import { Alerts } from './alerts-panel.tsx';
import { BurnDownPanel } from './burn-down-panel.tsx';
import { ExceptionsPanel } from './exceptions-panel.tsx';
import styles from './month-hours.module.css';
import { MonthSwitch } from './month-switch.tsx';
import { OveragePanel } from './overage-panel.tsx';
import { PlannedPanel } from './planned-panel.tsx';
import { PoolsPanel } from './pools-panel.tsx';
import { StatementPanel } from './statement-panel.tsx';
import { WhatIfPanel } from './what-if-panel.tsx';
import { WorkPanel } from './work-panel.tsx';

export function HoursPage({ client: id }: { readonly client: string }): ReactNode {
  return (
    <ClientFrame client={id} part="Hours">
      {(client) => <MonthOf client={client} />}
    </ClientFrame>
  );
}

function MonthOf({ client }: { readonly client: Client }): ReactNode {
  const today = useToday(client.timeZone);
  const [month, setMonth] = useUrlState('month', today.slice(0, 7));
  const hours = useAnswer(hoursApi.getMonthHours, { params: { client: client.id, month } });
  return (
    <>
      <div className={styles['head']}>
        <MonthSwitch month={month} onMonth={setMonth} />
      </div>
      {hours.error instanceof CallRefused && hours.error.code === noContract.code ? (
        <EmptyState title={`No contract in ${monthWords(month)}`}>
          Hours come from the packages of a contract. {client.name} has none that is active in this month.
        </EmptyState>
      ) : (
        <Loaded answer={hours} lines={8}>
          {(found) => (
            <div className={styles['stack']}>
              <Alerts client={client.id} />
              <div className={styles['two']}>
                <PoolsPanel hours={found} of={client.name} />
                <BurnDown hours={found} today={today} />
              </div>
              <OveragePanel hours={found} of={client.name} ofClient={false} />
              <PlannedPanel hours={found} />
              <ExceptionsPanel exceptions={found.exceptions} client={client.id} month={month} />
              <StatementPanel hours={found} />
              <WhatIfPanel key={found.contractId + found.month} hours={found} today={today} />
              <WorkPanel answer={hours} />
            </div>
          )}
        </Loaded>
      )}
    </>
  );
}

function BurnDown({ hours, today }: { readonly hours: MonthHours; readonly today: string }): ReactNode {
  const { clientId: client, month, contractId: contract } = hours;
  const planned = useAnswer(plannedApi.showPlannedWork, { params: { client, month }, query: { contract } });
  return <BurnDownPanel hours={hours} today={today} due={planned.data?.due} />;
}
