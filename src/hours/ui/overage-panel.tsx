import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { timeApi } from '../../time/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { hoursApi } from '../api.ts';
import { consentApi } from '../consent-api.ts';
import type { Consent } from '../consent.ts';
import type { MonthHours } from '../month-hours.ts';
import { AlertLevelsDialog } from './alerts-panel.tsx';
import { CapDialog } from './cap-dialog.tsx';
import { ConsentAskDialog } from './consent-ask-dialog.tsx';
import styles from './overage-panel.module.css';

interface Props {
  readonly hours: MonthHours;
  readonly of: string;
  /** Whether the reader is of the client. */
  readonly ofClient: boolean;
}

/** What the client agreed to beyond its packages: the cap, where the month stands against it, and what it was asked. */
export function OveragePanel({ hours, of, ofClient }: Props): ReactNode {
  const { clientId: client, month, contractId, currency, timeZone, state } = hours;
  const found = useAnswer(consentApi.showOverageCap, {
    params: { client, month },
    query: { contract: contractId },
  });
  const [open, setOpen] = useState<'cap' | 'ask' | 'levels' | null>(null);
  const maySet = useMay(consentApi.setOverageCap.access);
  const mayAsk = useMay(consentApi.askConsent.access) && state !== 'closed';
  const asked = found.data?.consents.some(({ answer }) => answer === null) ?? false;
  return (
    <Panel
      title="Overage and consent"
      acts={
        <div className={styles['acts']}>
          {maySet && (
            <Button variant="default" size="compact-sm" onClick={() => setOpen('levels')}>
              When to be told
            </Button>
          )}
          {maySet && state !== 'closed' && (
            <Button variant="default" size="compact-sm" onClick={() => setOpen('cap')}>
              {found.data?.standing ? 'Change the cap' : 'Set a cap'}
            </Button>
          )}
          {mayAsk && !asked && (
            <Button variant="default" size="compact-sm" onClick={() => setOpen('ask')}>
              Ask for consent
            </Button>
          )}
        </div>
      }
    >
      <Loaded answer={found} lines={2}>
        {({ standing, consents }) => (
          <>
            <p className={standing && standing.minutesBeyond > 0 ? styles['beyond'] : styles['words']}>
              {standing?.words ?? 'There is no cap: overage is billed at the contract’s rate without asking.'}
              {standing && standing.minutesBeyond > 0 && (
                <>
                  {' '}
                  <strong>
                    {hoursWords(standing.minutesBeyond)}{' '}
                    {ofClient ? 'are beyond what you agreed to.' : 'rest on nothing yet'}
                  </strong>
                  {!ofClient &&
                    ': the month cannot be closed before they are agreed to, were an emergency, or are goodwill.'}
                </>
              )}
            </p>
            {!ofClient && standing && standing.beyond.length > 0 && (
              <Beyond beyond={standing.beyond} hours={hours} />
            )}
            {consents.length > 0 && (
              <ul className={styles['consents']}>
                {consents.map((consent) => (
                  <li key={consent.id}>
                    <ConsentLine consent={consent} zone={timeZone} />
                  </li>
                ))}
              </ul>
            )}
            {open === 'ask' && (
              <ConsentAskDialog
                client={client}
                name={of}
                month={month}
                minutes={Math.max(60, standing?.minutesBeyond ?? 0)}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        )}
      </Loaded>
      {open === 'levels' && <AlertLevelsDialog client={client} onClose={() => setOpen(null)} />}
      {open === 'cap' && (
        <CapDialog
          client={client}
          currency={currency}
          month={month}
          ofClient={ofClient}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
}

const answers = {
  agreed: { tone: 'ok', words: 'agreed' },
  declined: { tone: 'bad', words: 'declined' },
} as const;

/** Example: "2 h for 350.00 USD, asked on 17 Nov: firewall. Agreed by Lena on 18 Nov." */
function ConsentLine({ consent, zone }: { readonly consent: Consent; readonly zone: string }): ReactNode {
  const { minutes, amount, currency, askedAt, reason, answer } = consent;
  const on = (moment: string): string => dayWords(dayIn(moment, zone), { withYear: false });
  return (
    <>
      {answer ? (
        <StatePill tone={answers[answer.answer].tone}>{answers[answer.answer].words}</StatePill>
      ) : (
        <StatePill tone="warn">asked</StatePill>
      )}
      <span>
        {hoursWords(minutes)} for {moneyFigure(amount, currency)}: {reason}
        <small className="note">
          asked on {on(askedAt)}
          {answer && `; ${answer.answer} by ${answer.by} on ${on(answer.at)}`}
          {answer && answer.note !== '' && `: ${answer.note}`}
        </small>
      </span>
    </>
  );
}

/** The work that rests on nothing, with what its team can say of it. */
function Beyond({
  beyond,
  hours,
}: {
  readonly beyond: readonly { readonly entry: string; readonly minutes: number }[];
  readonly hours: MonthHours;
}): ReactNode {
  const [said, setSaid] = useState<string | null>(null);
  const may = useMay(timeApi.giveEmergency.access);
  const nameOf = (entry: string): string => {
    const part = hours.work.find((one) => one.entry === entry);
    return part
      ? `${part.personName}, ${dayWords(dayIn(part.startedAt, hours.timeZone), { withYear: false })}: ${part.subject}`
      : 'Work';
  };
  return (
    <ul className={styles['consents']}>
      {beyond.map(({ entry, minutes }) => (
        <li key={entry}>
          <span className={styles['grow']}>
            {nameOf(entry)} ({hoursWords(minutes)})
          </span>
          {may && hours.state !== 'closed' && (
            <Button variant="default" size="compact-sm" onClick={() => setSaid(entry)}>
              It was an emergency<span className="for-reader"> {nameOf(entry)}</span>
            </Button>
          )}
        </li>
      ))}
      {said !== null && (
        <ReasonDialog
          title="It was an emergency"
          act="Keep the reason with the entry"
          label="Why it could not wait for the client’s consent"
          route={timeApi.giveEmergency}
          request={(reason) => ({ params: { entry: said }, body: { reason } })}
          refreshes={[consentApi.showOverageCap, hoursApi.getMonthHours]}
          done={() => 'The reason is kept with the entry.'}
          onClose={() => setSaid(null)}
        />
      )}
    </ul>
  );
}
