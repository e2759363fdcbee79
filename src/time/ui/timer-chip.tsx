import { UnstyledButton } from '@mantine/core';
import { IconPlayerStop, IconStopwatch } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useMe } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { timeApi } from '../api.ts';
import { noTimer, type Timer } from '../timer.ts';
import styles from './timer-chip.module.css';
import { TimerDialog } from './timer-dialog.tsx';
import { stoppedWords, timerRefreshes } from './timer-words.ts';

const everyMs = 30_000;

const TimerPicker = lazy(async () => ({ default: (await import('./timer-picker.tsx')).TimerPicker }));

/**
 * What the reader is working on just now, on every page and on every device. T starts a timer and stops it, Shift T switches it to
 * something else: on the page of time to the selected row, elsewhere to what is picked.
 */
export function TimerChip(): ReactNode {
  const { roles } = useMe().person;
  const works = roles.includes('csdm') || roles.includes('cse');
  const running = useAnswer(timeApi.showTimer, {}, { when: works, everyMs });
  const isOnWeek = useRouterState({ select: ({ location }) => location.pathname === '/app/time' });
  const [isPicking, setPicking] = useState(false);
  if (!works || !running.data) return null;
  const { timer } = running.data;
  return (
    <>
      {timer ? (
        <Running
          timer={timer}
          onGone={() => void running.refetch()}
          onChange={isOnWeek ? null : () => setPicking(true)}
        />
      ) : (
        !isOnWeek && <Idle onStart={() => setPicking(true)} />
      )}
      {isPicking && (
        <Suspense>
          <TimerPicker runs={timer !== null} onClose={() => setPicking(false)} />
        </Suspense>
      )}
    </>
  );
}

function Idle({ onStart }: { readonly onStart: () => void }): ReactNode {
  useCommands([{ label: 'Start a timer', keys: 't', run: onStart }]);
  return (
    <UnstyledButton
      className={styles['idle']}
      aria-label="Start a timer"
      title="Start a timer"
      onClick={onStart}
    >
      <IconStopwatch size={18} stroke={1.75} aria-hidden />
    </UnstyledButton>
  );
}

interface RunningProps {
  readonly timer: Timer;
  readonly onGone: () => void;
  /** Null where the page itself says what the timer is switched to. */
  readonly onChange: (() => void) | null;
}

function Running({ timer, onGone, onChange }: RunningProps): ReactNode {
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
  useCommands([
    { label: 'Stop the timer', keys: 't', run: () => void press() },
    ...(onChange ? [{ label: 'Switch the timer', keys: 'Shift t', run: onChange }] : []),
  ]);
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
