import { useAct, useAnswer } from '../../web/kit/data.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { toast } from '../../web/kit/toast.ts';
import { timeApi } from '../api.ts';
import { stoppedWords, timerRefreshes } from './timer-words.ts';
import type { RowSubject } from './week-rows.ts';

/** T starts a timer for the selected row, and Shift T switches one that runs to it; a row that says too little is picked first. */
export function useRowTimer(row: RowSubject | undefined, isOwn: boolean, pick: () => void): void {
  const running = useAnswer(timeApi.showTimer, {}, { when: isOwn });
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
  const run = (begin: (body: RowSubject) => unknown): void => {
    if (!row || row.subject === '') return pick();
    const { clientId, role, technologyGroup, billing, subjectKind, subject } = row;
    begin({ clientId, role, technologyGroup, billing, subjectKind, subject });
  };
  const timer = isOwn ? running.data?.timer : undefined;
  useCommands([
    ...(timer === null
      ? [{ label: 'Start a timer for the row', keys: 't', run: () => run((body) => start.act({ body })) }]
      : []),
    ...(timer
      ? [
          {
            label: 'Switch the timer to the row',
            keys: 'Shift t',
            run: () => run((body) => change.act({ body })),
          },
        ]
      : []),
  ]);
}
