import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, hoursWords, moneyFigure } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { consentApi } from '../consent-api.ts';
import type { Consent } from '../consent.ts';
import type { MonthHours } from '../month-hours.ts';
import styles from './overage-panel.module.css';

// What opens on a press, or is there for staff alone, is fetched when it is needed, because this panel is among the first that a client loads.
const AlertLevelsDialog = lazy(async () => ({
  default: (await import('./alert-levels-dialog.tsx')).AlertLevelsDialog,
}));
const Beyond = lazy(async () => ({ default: (await import('./overage-beyond.tsx')).OverageBeyond }));
const CapDialog = lazy(async () => ({ default: (await import('./cap-dialog.tsx')).CapDialog }));
const ConsentAskDialog = lazy(async () => ({
  default: (await import('./consent-ask-dialog.tsx')).ConsentAskDialog,
}));

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
              <Suspense>
                <Beyond beyond={standing.beyond} hours={hours} />
              </Suspense>
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
          </>
        )}
      </Loaded>
      <Suspense>
        {open === 'ask' && (
          <ConsentAskDialog
            client={client}
            name={of}
            month={month}
            minutes={Math.max(60, found.data?.standing?.minutesBeyond ?? 0)}
            onClose={() => setOpen(null)}
          />
        )}
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
      </Suspense>
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
