import { useAct } from '../../web/kit/data.ts';
import { toast } from '../../web/kit/toast.ts';
import { timeApi } from '../api.ts';
import { stoppedWords, timerRefreshes } from './timer-words.ts';
import type { RowSubject } from './week-rows.ts';

/** A timer that is started, or that goes on for something else, and what is said of it. */
export function useTimerActs(): Readonly<Record<'start' | 'change', (row: RowSubject) => void>> {
  const refuse = (error: Error): void => toast(error.message);
  const start = useAct(timeApi.startTimer, {
    refreshes: timerRefreshes,
    done: ({ subject }) => `The timer runs: ${subject}.`,
    refuse,
  });
  const change = useAct(timeApi.switchTimer, {
    refreshes: timerRefreshes,
    done: ({ stopped, timer }) => `${stoppedWords(stopped)} The timer runs: ${timer.subject}.`,
    refuse,
  });
  return {
    start: (row) => void start.act({ body: workOf(row) }),
    change: (row) => void change.act({ body: workOf(row) }),
  };
}

/** A row says more than a timer is told. */
const workOf = ({
  clientId,
  role,
  technologyGroup,
  billing,
  subjectKind,
  subject,
}: RowSubject): RowSubject => ({
  clientId,
  role,
  technologyGroup,
  billing,
  subjectKind,
  subject,
});
