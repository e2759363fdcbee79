import { NumberInput, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { wordsOf } from '../../web/kit/fault.tsx';
import { dayIn, dayWords, hoursWords, timeWords } from '../../web/kit/figures.ts';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { momentAt } from '../../web/kit/wall-clock.ts';
import { calendarsApi } from '../api.ts';
import type { CalendarView } from './calendar-page.tsx';
import styles from './calendar-page.module.css';

/** Answers the two questions people have about business time: how much lies between, and when so much will have passed. */
export function BusinessTimePanel({ calendar }: { readonly calendar: CalendarView }): ReactNode {
  const today = useToday(calendar.timeZone);
  const [asks, setAsks] = useState('between');
  const [asked, setAsked] = useState({
    fromDay: today,
    fromTime: '09:00',
    toDay: today,
    toTime: '17:00',
    hours: 8,
  });
  const [settled] = useDebouncedValue(asked, answerAfterMs);
  const set = (change: Partial<typeof asked>): void => setAsked({ ...asked, ...change });
  return (
    <Panel
      title="Business time"
      acts={
        <Choice
          label="What is asked"
          value={asks}
          onChange={setAsks}
          choices={{ between: 'Between', after: 'After' }}
        />
      }
    >
      <div className={styles['question']}>
        <div className={styles['pair']}>
          <div className={styles['moments']}>
            <DayInput label="From" value={asked.fromDay} onChange={(day) => set({ fromDay: day ?? '' })} />
            <TextInput
              label="at"
              value={asked.fromTime}
              onChange={(event) => set({ fromTime: event.currentTarget.value })}
            />
          </div>
          {asks === 'between' ? (
            <div className={styles['moments']}>
              <DayInput label="To" value={asked.toDay} onChange={(day) => set({ toDay: day ?? '' })} />
              <TextInput
                label="at"
                value={asked.toTime}
                onChange={(event) => set({ toTime: event.currentTarget.value })}
              />
            </div>
          ) : (
            <NumberInput
              label="Business hours later"
              min={0}
              max={10_000}
              decimalScale={2}
              value={asked.hours}
              onChange={(hours) => set({ hours: Number(hours) })}
            />
          )}
        </div>
        <div aria-live="polite">
          {asks === 'between' ? (
            <Between calendar={calendar} {...settled} />
          ) : (
            <After calendar={calendar} {...settled} />
          )}
        </div>
      </div>
    </Panel>
  );
}

interface Asked {
  readonly calendar: CalendarView;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  readonly hours: number;
}

function Between({ calendar, fromDay, fromTime, toDay, toTime }: Asked): ReactNode {
  const from = momentAt(fromDay, fromTime, calendar.timeZone);
  const to = momentAt(toDay, toTime, calendar.timeZone);
  const forward = from !== undefined && to !== undefined && from <= to;
  const count = useAnswer(
    calendarsApi.countBusinessMinutes,
    { params: { calendar: calendar.id }, query: { from: from ?? '', to: to ?? '' } },
    { when: forward, keeps: true },
  );
  if (from === undefined || to === undefined) return <Meaning words={writeTimes} />;
  if (!forward) return <Meaning words="The second moment lies before the first." />;
  if (count.error) return <Meaning words={wordsOf(count.error).detail} />;
  return (
    <>
      <p className={styles['answer']}>{count.data ? hoursWords(count.data.minutes) : '…'}</p>
      <Meaning words="of business time lie between, holidays left out." />
    </>
  );
}

function After({ calendar, fromDay, fromTime, hours }: Asked): ReactNode {
  const from = momentAt(fromDay, fromTime, calendar.timeZone);
  const minutes = Math.round(hours * 60);
  const found = useAnswer(
    calendarsApi.findMomentAfter,
    { params: { calendar: calendar.id }, query: { from: from ?? '', minutes } },
    { when: from !== undefined && minutes >= 1, keeps: true },
  );
  if (from === undefined) return <Meaning words={writeTimes} />;
  if (minutes < 1) return <Meaning words="Say how many business hours shall pass." />;
  if (found.error) return <Meaning words={wordsOf(found.error).detail} />;
  const at = found.data?.at;
  return (
    <>
      <p className={styles['answer']}>
        {at
          ? `${dayWords(dayIn(at, calendar.timeZone), { withWeekday: true })}, ${timeWords(at, calendar.timeZone)}`
          : '…'}
      </p>
      <Meaning words={`is when ${hoursWords(minutes)} of business time have passed.`} />
    </>
  );
}

const Meaning = ({ words }: { readonly words: string }): ReactNode => (
  <p className={styles['meaning']}>{words}</p>
);

const writeTimes = 'Times are written 08:00, days chosen or typed.';
const answerAfterMs = 250;
