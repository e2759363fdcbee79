import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { CopyField } from '../../web/kit/copy-field.tsx';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { momentWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { calendarFeedApi } from '../calendar-feed-api.ts';
import styles from './meetings.module.css';

const refreshes = [calendarFeedApi.showCalendarFeed];

/** The reader's own calendar, for a calendar program to subscribe to at an address that is told once. */
export function CalendarPanel(): ReactNode {
  const { person } = useMe();
  const feed = useAnswer(calendarFeedApi.showCalendarFeed, {});
  const [address, setAddress] = useState<string | null>(null);
  const make = useAct(calendarFeedApi.makeCalendarFeed, { refreshes });
  const revoke = useAct(calendarFeedApi.revokeCalendarFeed, {
    refreshes,
    done: () => 'The address reads nothing any more.',
  });
  const renew = async (): Promise<void> => {
    const made = await make.act({});
    if (made) setAddress(new URL(made.address, location.origin).href);
  };
  const takeBack = async (): Promise<void> => {
    if (await revoke.act({})) setAddress(null);
  };
  return (
    <Panel title="Your calendar">
      <RefusalNotice error={make.refused ?? revoke.refused} />
      <Loaded answer={feed}>
        {({ feed: found }) => (
          <div className={styles['stack']}>
            <p className={styles['text']}>
              {found === null
                ? 'Your calendar program can subscribe to your calls. Whoever knows the address reads them, so keep it to yourself.'
                : `There is an address since ${momentWords(found.madeAt, person.timeZone)}. It is told once; make another if you lost it, and the one before is dead.`}
            </p>
            {address !== null && <CopyField label="Calendar address" text={address} />}
            <div className={styles['acts']}>
              <Button variant="default" loading={make.busy} onClick={() => void renew()}>
                {found === null ? 'Make an address' : 'Make another address'}
              </Button>
              {found !== null && (
                <Button variant="subtle" loading={revoke.busy} onClick={() => void takeBack()}>
                  Take the address back
                </Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
