import { Button, Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { nameIn } from './work-place.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import { dayIn, dayWords, momentWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Entry } from '../entry.ts';
import { ClientEffect } from './entry-effect.tsx';
import { billingWords, spanWords } from './entry-words.ts';
import { RoleFitPill, roleFitWords } from './role-fit-pill.tsx';
import styles from './waiting-group.module.css';

interface Props {
  readonly entry: Entry;
  readonly by: 'client' | 'person';
  /** The client's clock, or the provider's for time that is for none. */
  readonly timeZone: string;
  readonly groups: readonly TechnologyGroup[];
  readonly ticked: boolean;
  readonly onTick: (on: boolean) => void;
  readonly onApprove: () => void;
  readonly onReject: () => void;
}

/** One entry that waits. Opened, it says what it was, and what approving it does to the client's month. */
export function WaitingRow(props: Props): ReactNode {
  const { entry, by, timeZone, groups, ticked, onTick, onApprove, onReject } = props;
  const [open, setOpen] = useState(false);
  const day = dayWords(dayIn(entry.startedAt, timeZone), { withWeekday: true, withYear: false });
  const role = entry.technologyGroup === null ? 'CSDM' : nameIn(groups, entry.technologyGroup);
  return (
    <li data-row={entry.id} className={styles['row']}>
      <div className={styles['line']}>
        <Checkbox
          size="xs"
          aria-label={`Tick ${entry.subject}, ${day}`}
          checked={ticked}
          onChange={({ currentTarget }) => onTick(currentTarget.checked)}
        />
        <span className={styles['day']}>{day}</span>
        <span className={styles['who']}>
          {by === 'client' ? entry.personName : (entry.clientName ?? 'Internal')}
          <small className="note">{role}</small>
        </span>
        <span className={styles['what']}>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {entry.subject}
          </button>
          {entry.note !== '' && !open && <small className="note">{entry.note}</small>}
          {entry.billing !== 'service' && entry.clientName !== null && (
            <StatePill tone="neutral">{billingWords[entry.billing].toLowerCase()}</StatePill>
          )}
          <RoleFitPill fit={entry.roleFit} />
        </span>
        <span className={styles['hours']}>
          <Hours minutes={entry.minutes} />
        </span>
        <span className={styles['acts']}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onReject}>
            Reject<span className="for-reader"> {entry.subject}</span>
          </Button>
          <Button variant="default" size="compact-sm" onClick={onApprove}>
            Approve<span className="for-reader"> {entry.subject}</span>
          </Button>
        </span>
      </div>
      {open && <Detail entry={entry} timeZone={timeZone} />}
    </li>
  );
}

function Detail({ entry, timeZone }: { readonly entry: Entry; readonly timeZone: string }): ReactNode {
  const { clientId, approval } = entry;
  const fitWords = roleFitWords(entry.roleFit);
  return (
    <div className={styles['detail']}>
      <p>
        {spanWords(entry.startedAt, entry.endedAt, timeZone)}
        {approval.state === 'submitted' && `, submitted ${momentWords(approval.submittedAt, timeZone)}`}
      </p>
      {entry.note !== '' && <p>{entry.note}</p>}
      {fitWords && <p>{fitWords}</p>}
      {clientId && (
        <ClientEffect
          asked={{
            client: clientId,
            person: entry.personId,
            role: entry.role,
            ...(entry.technologyGroup ? { technologyGroup: entry.technologyGroup } : {}),
            startedAt: entry.startedAt,
            endedAt: entry.endedAt,
            billing: entry.billing,
            instead: entry.id,
          }}
        />
      )}
    </div>
  );
}
