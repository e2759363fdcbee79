import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { hoursApi } from '../../hours/api.ts';
import type { OpenException, Settlement } from '../../hours/open-exception.ts';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, monthWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { timeApi } from '../api.ts';
import { visitsApi } from '../../visits/api.ts';
import styles from './settle-panel.module.css';
import { SettleDialog, settleWords } from './settle-dialog.tsx';

interface Props {
  readonly client: ClientId;
  readonly name: string;
  readonly month: string;
}

/** What else of a client's month is on no invoice, although nobody has to approve it any more: each with the ways to settle it. */
export function SettlePanel({ client, name, month }: Props): ReactNode {
  const hours = useAnswer(hoursApi.getMonthHours, { params: { client, month } });
  const [settling, setSettling] = useState<{ exception: OpenException; way: Settlement } | null>(null);
  const maySupervise = useMay(timeApi.approveAfterHours.access);
  const maySpend = useMay(visitsApi.writeOffExpense.access);
  const may: Readonly<Partial<Record<Settlement, boolean>>> = {
    'approve-after-hours': maySupervise,
    'bill-incrementally': true,
    'give-as-goodwill': true,
    refer: true,
    'write-off': maySpend,
  };
  const open = (hours.data?.exceptions ?? []).filter(({ reason }) => reason !== 'not-approved');
  if (open.length === 0) return null;
  return (
    <Panel title={`On no invoice yet: ${name}, ${monthWords(month)}`} flush>
      <ul className={styles['list']}>
        {open.map((exception) => (
          <li key={`${exception.entry ?? exception.expense} ${exception.runsOn}`}>
            <div className={styles['what']}>
              <p>
                <span className="name">{exception.personName}</span>,{' '}
                {dayWords(exception.day, { withWeekday: true, withYear: false })}: {exception.about}
              </p>
              <p className={styles['quiet']}>{sentence(exception.why)}</p>
            </div>
            <div className={styles['hours']}>
              {exception.minutes !== null && <Hours minutes={exception.minutes} unit />}
            </div>
            <div className={styles['acts']}>
              {exception.settles
                .filter((way) => may[way])
                .map((way) => (
                  <Button
                    key={way}
                    variant="default"
                    size="compact-sm"
                    onClick={() => setSettling({ exception, way })}
                  >
                    {settleWords[way] ?? way}
                    <span className="for-reader"> {exception.about}</span>
                  </Button>
                ))}
            </div>
          </li>
        ))}
      </ul>
      {settling && <SettleDialog {...settling} onClose={() => setSettling(null)} />}
    </Panel>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
