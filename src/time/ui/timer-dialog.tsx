import { Button, Group, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import type { About } from '../../core/refusal.ts';
import { useAct, type Act } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, hoursWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { timeApi } from '../api.ts';
import { minutesBetween } from '../entry.ts';
import { ranLong, type Timer, type TimerStop } from '../timer.ts';
import { clockSpan, spanWords } from './entry-words.ts';
import styles from './timer-chip.module.css';
import { timerRefreshes } from './timer-words.ts';
import { typedTime } from './typed-time.ts';

interface Props {
  readonly timer: Timer;
  /** The stop that was refused. */
  readonly stop: Act<typeof timeApi.stopTimer>;
  readonly onClose: () => void;
}

/** Where a timer cannot be stopped as it is: what it may be trimmed to, other times within it, or giving it up. It runs on meanwhile. */
export function TimerDialog({ timer, stop, onClose }: Props): ReactNode {
  const { timeZone } = useMe().person;
  const now = useNow().toISOString();
  const [typed, setTyped] = useState(clockSpan(timer.startedAt, now, timeZone));
  const [unclear, setUnclear] = useState<string | null>(null);
  const discard = useAct(timeApi.discardTimer, {
    refreshes: timerRefreshes,
    done: () => 'The timer is discarded, and nothing was logged.',
  });
  const log = async (body: TimerStop): Promise<void> => {
    if (await stop.act({ body })) onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const time = typedTime(typed, { day: dayIn(timer.startedAt, timeZone), timeZone, taken: [], now });
    if (time.kind === 'span' && !time.proposed)
      void log({ startedAt: time.startedAt, endedAt: time.endedAt });
    else setUnclear(time.kind === 'span' ? 'Say from when to when, such as 9-10:15.' : time.why);
  };
  const give = async (): Promise<void> => {
    if (await discard.act({})) onClose();
  };
  const refused = stop.refused instanceof CallRefused ? stop.refused : null;
  const choices = refused?.code === ranLong.code ? choicesOf(refused.about) : [];
  return (
    <Dialog
      open
      title={`Stop the timer: ${timer.clientName ?? 'Internal'}, ${timer.subject}`}
      onClose={onClose}
    >
      <form onSubmit={submit} className="form">
        <RefusalNotice error={stop.refused} />
        {choices.length > 0 && (
          <div className={styles['choices']}>
            {choices.map(({ words, endedAt }) => (
              <Button key={words} variant="default" onClick={() => void log({ endedAt })}>
                {words}: {hoursWords(minutesBetween(timer.startedAt, endedAt))},{' '}
                {spanWords(timer.startedAt, endedAt, timeZone)}
              </Button>
            ))}
          </div>
        )}
        <TextInput
          label="From when to when"
          description="Within the time that the timer ran, by your clock"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={unclear}
          data-autofocus
        />
        <RefusalNotice error={discard.refused} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => void give()} loading={discard.busy}>
            Discard the timer
          </Button>
          <Button type="submit" loading={stop.busy}>
            Log this time
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** What a long timer may be trimmed to, the end of the day first. */
const choicesOf = (about: About): readonly { words: string; endedAt: string }[] =>
  (
    [
      ['To the end of the day', about['endOfDay']],
      ['To 4 hours', about['fourHours']],
      ['All of it', about['now']],
    ] as const
  ).flatMap(([words, endedAt]) => (typeof endedAt === 'string' ? [{ words, endedAt }] : []));
