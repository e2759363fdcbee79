import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { contractsApi } from '../../contracts/api.ts';
import type { Package } from '../../contracts/package.ts';
import { CallRefused } from '../../core/call.ts';
import type { Request, Response } from '../../core/route.ts';
import type { Preview } from '../../hours/preview.ts';
import { ConsentAskDialog } from '../../hours/ui/consent-ask-dialog.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Billing, Entry } from '../entry.ts';
import styles from './entry-effect.module.css';
import type { Writing } from './entry-values.ts';
import { spanWords } from './entry-words.ts';
import type { TypedTime } from './typed-time.ts';
import { nameIn, type WorkPlace } from './work-place.ts';
import { previewsApi } from '../../hours/preview-api.ts';

interface Props {
  readonly typed: boolean;
  readonly time: TypedTime;
  readonly place: WorkPlace | null;
  readonly billing: Billing;
  readonly writing: Writing;
  readonly entry?: Entry;
  /** Stands beside what is beyond the client's cap. */
  readonly beyond?: ReactNode;
}

/** What was understood of an entry that is being written, and what it would do to the client's month, before anything is saved. */
export function EntryEffect({ typed, time, place, billing, writing, entry, beyond }: Props): ReactNode {
  if (time.kind === 'unclear')
    return (
      <p className={styles['effect']}>
        {typed ? time.why : 'From when to when, such as 9-10:15, or how long: 1:30, 90, 1.5, 1h30.'}
      </p>
    );
  const { startedAt, endedAt } = time;
  const { worker } = writing;
  const client = place?.client ?? null;
  const minutes = (Date.parse(endedAt) - Date.parse(startedAt)) / 60_000;
  return (
    <div className={styles['effect']} aria-live="polite">
      <p>
        <b>{hoursWords(minutes)}</b>, {spanWords(startedAt, endedAt, worker.timeZone)}
        {time.proposed && ', where it finds room'}
        {client && client.timeZone !== worker.timeZone && (
          <> (where the client is {spanWords(startedAt, endedAt, client.timeZone)})</>
        )}
      </p>
      {client && place && (
        <ClientEffect
          asked={{
            client: client.id,
            person: worker.id,
            role: place.role,
            ...(place.technologyGroup ? { technologyGroup: place.technologyGroup } : {}),
            startedAt,
            endedAt,
            billing,
            ...(entry ? { instead: entry.id } : {}),
          }}
          beyond={beyond}
        />
      )}
    </div>
  );
}

const askAfterMs = 250;

/** What the server says an entry would draw and cost, asked while it is written. */
export function ClientEffect({
  asked,
  beyond,
}: {
  readonly asked: Request<typeof previewsApi.previewEntry>['query'];
  readonly beyond?: ReactNode;
}): ReactNode {
  const [query] = useDebouncedValue(asked, askAfterMs, { leading: true });
  const preview = useAnswer(previewsApi.previewEntry, { query });
  if (preview.error instanceof CallRefused) return <p>{preview.error.message}</p>;
  if (!preview.data) return null;
  return (
    <ul>
      {preview.data.map((month) => (
        <MonthEffect
          key={`${month.month} ${month.contractId}`}
          month={month}
          several={preview.data.length > 1}
          beyond={beyond}
        />
      ))}
    </ul>
  );
}

interface MonthProps {
  readonly month: Preview;
  readonly several: boolean;
  readonly beyond: ReactNode;
}

function MonthEffect({ month, several, beyond }: MonthProps): ReactNode {
  const contract = useAnswer(contractsApi.getContract, { params: { contract: month.contractId } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const [asking, setAsking] = useState(false);
  const clientId = contract.data?.clientId;
  const { data: client } = useAnswer(
    clientsApi.getClient,
    { params: { client: clientId ?? '' } },
    { when: clientId !== undefined && month.beyondCap !== null },
  );
  if (!contract.data || !groups.data) return null;
  const nameOf = packageName(contract.data.packages, groups.data);
  const lines = [...month.parts.flatMap((part) => drawn(part, nameOf)), ...priced(month)];
  return (
    <li>
      {several && <>{monthWords(month.month)}: </>}
      {lines.length > 0 && sentence(lines.join(', '))}
      {month.beyondCap && client && (
        // The dialog stands within the form of the entry, which must not take its submission for its own.
        <span className={styles['held']} onSubmit={(event) => event.stopPropagation()}>
          <StatePill tone="bad">beyond the cap</StatePill> {hoursWords(month.beyondCap.minutes)} for{' '}
          {moneyFigure(month.beyondCap.amount, month.currency)} are beyond the cap that the client agreed to.{' '}
          {month.beyondCap.isAsked ? (
            'The client is asked.'
          ) : (
            <button type="button" className="link" onClick={() => setAsking(true)}>
              Ask for consent
            </button>
          )}
          {asking && (
            <ConsentAskDialog
              client={client.id}
              name={client.name}
              month={month.month}
              minutes={month.beyondCap.minutes}
              onClose={() => setAsking(false)}
            />
          )}
        </span>
      )}
      {month.beyondCap && beyond}
      {month.heldBack.map((reason) => (
        <span key={reason} className={styles['held']}>
          <StatePill tone="warn">{heldWords[reason].short}</StatePill> {heldWords[reason].long}
        </span>
      ))}
    </li>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const heldWords: Readonly<Record<Preview['heldBack'][number], { short: string; long: string }>> = {
  'not-approved': { short: 'not approved', long: 'It is billed once it is approved.' },
  'after-hours-not-approved': {
    short: 'after hours',
    long: 'No booking covers it: it is on no invoice until a supervisor approves it.',
  },
  'no-matching-pool': {
    short: 'no package',
    long: 'No package of the contract takes this work: it is on no invoice until somebody settles it.',
  },
  'site-visit-not-approved': { short: 'site visit', long: 'Its site visit is not approved.' },
};

type Part = Preview['parts'][number];

/** What a part of an entry draws, in words; nothing for what is held back, which is told by itself. */
function drawn(part: Part, nameOf: (id: string) => string): readonly string[] {
  if (part.outcome === 'left-out') return [`${hoursWords(part.minutes)} are not billed and draw nothing`];
  if (part.outcome === 'incremental') return [`${hoursWords(part.minutes)} are billed by the hour`];
  if (part.outcome === 'after-hours')
    return [`${hoursWords(part.minutes)} are billed after hours, as booked`];
  return part.draws.map((draw) =>
    draw.package === null
      ? `${hoursWords(draw.minutes)} are beyond the packages`
      : `draws ${hoursWords(draw.minutes)} on ${nameOf(draw.package)}, ${hoursWords(draw.after ?? 0)} left then`,
  );
}

const priced = ({ totalChange, currency }: Preview): readonly string[] =>
  /[1-9]/.test(totalChange) ? [`${moneyFigure(totalChange, currency)} more this month`] : [];

const packageName =
  (packages: readonly Package[], groups: Response<typeof clientsApi.listTechnologyGroups>) =>
  (id: string): string => {
    const bought = packages.find((one) => one.id === id);
    if (!bought) return 'a package';
    if (bought.kind === 'base') return 'the base package';
    const group = bought.technologyGroups[0];
    return `the ${group ? nameIn(groups, group) : 'CSDM'} supplement`;
  };
