import type { ReactNode } from 'react';
import { contractsApi } from '../../contracts/api.ts';
import type { Contract } from '../../contracts/contract.ts';
import { scopeWords } from '../../contracts/package.ts';
import { packageLine } from '../../contracts/ui/package-words.ts';
import { hoursApi } from '../../hours/api.ts';
import { PaceBar } from '../../hours/ui/pace-bar.tsx';
import { verdicts } from '../../hours/ui/pace-words.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { lastDayOf, spanWords } from '../../web/kit/days.ts';
import { dayWords, hoursWords, monthWords } from '../../web/kit/figures.ts';
import { HoursLeft } from '../../web/kit/hours.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useToday } from '../../web/kit/now.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { Strip, StripPart } from '../../web/kit/strip.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { groupNames } from './client-form.tsx';
import styles from './service-strip.module.css';

/** What the client has of us at a glance: hours of this month, packages, term; each leads to its page. */
export function ServiceStrip({ client }: { readonly client: Client }): ReactNode {
  const contracts = useAnswer(contractsApi.listClientContracts, { params: { client: client.id } });
  const today = useToday(client.timeZone);
  return (
    <Strip label="Service">
      <Loaded answer={contracts} lines={2}>
        {(contracts) => {
          const contract = contracts.find(({ start, end }) => start <= today && today < end);
          return contract ? (
            <Running contract={contract} client={client} today={today} />
          ) : (
            <Resting contracts={contracts} />
          );
        }}
      </Loaded>
    </Strip>
  );
}

interface Now {
  readonly contract: Contract;
  readonly client: Client;
  readonly today: string;
}

function Running({ contract, client, today }: Now): ReactNode {
  const month = today.slice(0, 7);
  return (
    <>
      <StripPart title={`Hours in ${monthWords(month)}`} to={`/app/clients/${client.id}/hours`}>
        <ThisMonth contract={contract} client={client} month={month} />
      </StripPart>
      <StripPart title={`Contract ${contract.number}`} to={`/app/clients/${client.id}/contract`}>
        <Packages contract={contract} today={today} />
      </StripPart>
      <StripPart title="Term">
        {dayWords(contract.start)} to {dayWords(lastDayOf(contract.end))}
        <small className="note">{spanWords(today, contract.end)} left</small>
      </StripPart>
    </>
  );
}

/** Where no contract runs: the next one, or that there is none. */
function Resting({ contracts }: { readonly contracts: readonly Contract[] }): ReactNode {
  const [latest] = contracts;
  return (
    <StripPart title="Contract">
      {latest
        ? `${latest.number}: ${dayWords(latest.start)} to ${dayWords(lastDayOf(latest.end))}`
        : 'None yet'}
      <small className="note">No contract runs today, so there are no hours to use.</small>
    </StripPart>
  );
}

function ThisMonth({ contract, client, month }: Omit<Now, 'today'> & { readonly month: string }): ReactNode {
  const hours = useAnswer(hoursApi.getMonthHours, {
    params: { client: client.id, month },
    query: { contract: contract.id },
  });
  return (
    <Loaded answer={hours} lines={2}>
      {({ pace, overage, pools }) => (
        <>
          <PaceBar pace={pace} of={client.name} />
          <span className={styles['line']}>
            {overage.minutes > 0 ? (
              <HoursLeft left={-overage.minutes} />
            ) : (
              <HoursLeft left={pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0)} />
            )}
            <StatePill tone={verdicts[pace.verdict].tone}>{verdicts[pace.verdict].words}</StatePill>
          </span>
          <small className="note">
            {hoursWords(pace.minutesUsed)} of {hoursWords(pace.minutesAllotted)} used, {pace.percentPassed}%
            of the month&apos;s business time has passed
          </small>
        </>
      )}
    </Loaded>
  );
}

function Packages({ contract, today }: Omit<Now, 'client'>): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const active = contract.packages.filter(({ from, to }) => from <= today && today < to);
  return (
    <ul className={styles['list']}>
      {active.map((bought) => (
        <li key={bought.id}>
          {packageLine(bought)}
          <small className="note">
            {[scopeWords[bought.scope], groupNames(groups.data, bought.technologyGroups)]
              .filter(Boolean)
              .join(': ')}
          </small>
        </li>
      ))}
    </ul>
  );
}
