import { Button, Switch, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Choice } from '../../web/kit/choice.tsx';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { CalendarPanel } from '../../meetings/ui/calendar-panel.tsx';
import { useKeysOn } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { roleWords, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { peopleApi } from '../api.ts';
import styles from './own-page.module.css';
import { PasswordPanel } from './password-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsList } from './sessions-list.tsx';

/** What the reader decides for themselves; the same page for staff and for people of clients. */
export function OwnPage(): ReactNode {
  const { person } = useMe();
  return (
    <>
      <PageHeader title="You">
        <p className={styles['email']}>
          {person.name}, {person.email}
        </p>
      </PageHeader>
      <div className={styles['parts']}>
        <div className={styles['column']}>
          <Panel title="About you">
            <Facts
              facts={{
                Roles: person.roles.map((role) => roleWords[role]).join(', '),
                'Time zone': person.timeZone,
              }}
            />
          </Panel>
          <Preferences />
          <CalendarPanel />
          <OwnSessions />
        </div>
        <div className={styles['column']}>
          <SecondFactorPanel />
          <PasswordPanel />
        </div>
      </div>
    </>
  );
}

/** Kept on the device, because the one at the desk and the one in the pocket want different things. */
function Preferences(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [keys, setKeys] = useKeysOn();
  return (
    <Panel title="On this device">
      <div className={styles['settings']}>
        <div className={styles['setting']}>
          <span>Theme</span>
          <Choice
            label="Theme"
            value={colorScheme}
            onChange={(value) => {
              if (value === 'auto' || value === 'light' || value === 'dark') setColorScheme(value);
            }}
            choices={{ auto: 'As the device', light: 'Light', dark: 'Dark' }}
          />
        </div>
        <Switch
          label="Single keys do something"
          description="Press ? for the list of them. Ctrl K or ⌘ K goes on working without."
          checked={keys}
          onChange={(event) => setKeys(event.currentTarget.checked)}
        />
      </div>
    </Panel>
  );
}

function OwnSessions(): ReactNode {
  const sessions = useAnswer(peopleApi.listOwnSessions, {});
  const end = useAct(peopleApi.endOwnSession, {
    refreshes: [peopleApi.listOwnSessions],
    done: () => 'That session has ended.',
  });
  const endAll = useAct(peopleApi.endOwnSessions);
  const leave = async (): Promise<void> => {
    if (await endAll.act({})) location.assign('/sign-in');
  };
  return (
    <Panel
      title="Where you are signed in"
      acts={
        <Button variant="subtle" size="compact-sm" loading={endAll.busy} onClick={() => void leave()}>
          Sign out everywhere
        </Button>
      }
      flush
    >
      <RefusalNotice error={end.refused ?? endAll.refused} />
      <Loaded answer={sessions}>
        {(sessions) => (
          <SessionsList
            sessions={sessions}
            nobody="You are signed in nowhere else."
            busy={end.busy}
            onEnd={({ id }) => void end.act({ params: { session: id } })}
          />
        )}
      </Loaded>
    </Panel>
  );
}
