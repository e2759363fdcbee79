import { useAnswer } from '../../web/kit/data.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { timeApi } from '../api.ts';
import { useTimerActs } from './timer-acts.ts';
import type { RowSubject } from './week-rows.ts';

/** T starts a timer for the selected row, and Shift T switches one that runs to it; a row that says too little is picked first. */
export function useRowTimer(row: RowSubject | undefined, isOwn: boolean, pick: () => void): void {
  const running = useAnswer(timeApi.showTimer, {}, { when: isOwn });
  const { start, change } = useTimerActs();
  const run = (begin: (row: RowSubject) => void): void => (!row || row.subject === '' ? pick() : begin(row));
  const timer = isOwn ? running.data?.timer : undefined;
  useCommands([
    ...(timer === null ? [{ label: 'Start a timer for the row', keys: 't', run: () => run(start) }] : []),
    ...(timer ? [{ label: 'Switch the timer to the row', keys: 'Shift t', run: () => run(change) }] : []),
  ]);
}
