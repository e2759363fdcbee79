import { UnstyledButton } from '@mantine/core';
import { IconPlayerStop, IconStopwatch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useGo } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import { noTimer, type Timer } from '../timer.ts';
import styles from './timer-chip.module.css';
import { TimerDialog } from './timer-dialog.tsx';
import { stoppedWords, timerRefreshes } from './timer-words.ts';

const everyMs = 30_000;

/** What the reader is working on just now, on every page and on every device; T stops it, or leads to where one is started. */
export function TimerChip(): ReactNode {
  const { roles } = useMe().person;
  const works = roles.includes('csdm') || roles.includes('cse');
  const running = useAnswer(timeApi.showTimer, {}, { when: works, everyMs });
  if (!works || !running.data) return null;
  const { timer } = running.data;
  return timer ? <Running timer={timer} onGone={() => void running.refetch()} /> : <Idle />;
}

const timePage = '/app/time';

/** On the page of time, T starts a timer for the selected row; elsewhere it leads there. */
function Idle(): ReactNode {
  const go = useGo();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isThere = path === timePage;
  useCommands(isThere ? [] : [{ label: 'Start a timer', keys: 't', run: () => go(timePage) }]);
  return isThere ? null : (
    <UnstyledButton className={styles['idle']} aria-label="Start a timer" onClick={() => go(timePage)}>
      <IconStopwatch size={18} stroke={1.75} aria-hidden />
    </UnstyledButton>
  );
}

function Running({ timer, onGone }: { readonly timer: Timer; readonly onGone: () => void }): ReactNode {
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const stop = useAct(timeApi.stopTimer, { refreshes: timerRefreshes, done: stoppedWords });
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(timer.startedAt)) / 60_000));
  const name = timer.clientName ?? 'Internal';
  const press = async (): Promise<void> => {
    if (stop.busy) return;
    try {
      await stop.attempt({ body: {} });
    } catch (error) {
      if (error instanceof CallRefused && error.code === noTimer.code) onGone();
      else setAsking(true);
    }
  };
  useCommands([{ label: 'Stop the timer', keys: 't', run: () => void press() }]);
  return (
    <>
      <UnstyledButton
        className={styles['chip']}
        aria-label={`Stop the timer: ${name}, ${timer.subject}, ${hoursWords(minutes)}`}
        title={`${name}, ${timer.subject}`}
        onClick={() => void press()}
      >
        <IconPlayerStop size={14} aria-hidden />
        <b>{hoursFigure(minutes)}</b>
        <span className={styles['name']}>{name}</span>
      </UnstyledButton>
      {asking && <TimerDialog timer={timer} stop={stop} onClose={() => setAsking(false)} />}
    </>
  );
}
