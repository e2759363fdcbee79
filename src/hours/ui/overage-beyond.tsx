import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { timeApi } from '../../time/api.ts';
import { SettleDialog } from '../../time/ui/settle-dialog.tsx';
import type { EntryId } from '../../time/entry.ts';
import { dayIn, dayWords, hoursWords } from '../../web/kit/figures.ts';
import { useMay } from '../../web/kit/me.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { hoursApi } from '../api.ts';
import { consentApi } from '../consent-api.ts';
import type { MonthHours } from '../month-hours.ts';
import styles from './overage-panel.module.css';

/** The work that rests on nothing, with what its team can say of it. */
export function OverageBeyond({
  beyond,
  hours,
}: {
  readonly beyond: readonly { readonly entry: EntryId; readonly minutes: number }[];
  readonly hours: MonthHours;
}): ReactNode {
  const [said, setSaid] = useState<string | null>(null);
  const [given, setGiven] = useState<EntryId | null>(null);
  const may = useMay(timeApi.giveEmergency.access);
  const mayGive = useMay(timeApi.reclassifyEntry.access);
  const partOf = (entry: string) => hours.work.find((one) => one.entry === entry);
  const nameOf = (entry: string): string => {
    const part = partOf(entry);
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
          {mayGive && hours.state !== 'closed' && (
            <Button variant="default" size="compact-sm" onClick={() => setGiven(entry)}>
              Give it as goodwill<span className="for-reader"> {nameOf(entry)}</span>
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
      {given !== null && (
        <SettleDialog
          exception={{
            entry: given,
            expense: null,
            about: nameOf(given),
            personName: partOf(given)?.personName ?? '',
            reason: null,
          }}
          way="give-as-goodwill"
          onClose={() => setGiven(null)}
        />
      )}
    </ul>
  );
}
